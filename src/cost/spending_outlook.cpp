#include "cost/spending_outlook.h"

#include <algorithm>

#include "cost/running_median.h"

namespace trace_cost::cost {

namespace {

// spent * length / covered, without leaving 128 bits; empty when it would.
std::optional<model::Money> at_pace(model::Money spent, model::Nanos covered, model::Nanos length) {
  const base::Int128 picos = spent.picos();
  const base::Int128 whole = picos / covered.count();
  const base::Int128 rest = picos % covered.count() * length.count() / covered.count();
  base::Int128 scaled = 0;
  if (__builtin_mul_overflow(whole, base::Int128{length.count()}, &scaled)) return std::nullopt;
  return model::Money::from_picos(scaled + rest);
}

void forecast(const Period& capture, Spending& spending) {
  constexpr int kLeastPart = 20;
  const Period& period = *spending.period;
  const bool is_last = period.to > capture.to && period.from <= capture.to;
  const model::Instant from = std::max(period.from, capture.from);
  const model::Nanos covered = capture.to - from;
  const model::Nanos length = period.to - from;
  if (!is_last || covered < (period.to - period.from) / kLeastPart) return;
  spending.projected = at_pace(spending.spent, covered, length);
}

// Compares the windows of one combination of keys with the ones before.
class UsualSpending {
 public:
  explicit UsualSpending(const Anomaly& anomaly) : anomaly_(anomaly) {}

  // Windows in order of time.
  void compare(Spending& spending) {
    constexpr std::size_t kFewest = 3;
    forget_before(spending.period->from);
    if (median_.size() >= kFewest && is_anomaly(spending.spent)) spending.usual = median_.median();
    median_.add(spending.spent);
    seen_.push_back({spending.period->from, spending.spent});
  }

 private:
  struct Seen {
    model::Instant from;
    model::Money spent;
  };

  void forget_before(model::Instant from) {
    if (!anomaly_.lookback) return;
    while (first_ < seen_.size() && from - seen_[first_].from > *anomaly_.lookback) {
      median_.remove(seen_[first_++].spent);
    }
  }

  // spent > median * factor, in picodollars times millionths; what would leave 128 bits is larger
  // than anything that was spent.
  [[nodiscard]] bool is_anomaly(model::Money spent) const {
    if (spent <= anomaly_.least) return false;
    constexpr base::Int128 kWhole = 1'000'000;
    const base::Int128 usual = median_.median().picos();
    base::Int128 bound = 0;
    if (__builtin_mul_overflow(usual / kWhole, base::Int128{anomaly_.factor}, &bound)) return false;
    return spent.picos() > bound + usual % kWhole * anomaly_.factor / kWhole;
  }

  const Anomaly& anomaly_;
  RunningMedian median_;
  std::vector<Seen> seen_;
  std::size_t first_ = 0;  // of seen_: the first that is in the median
};

}  // namespace

std::optional<Period> capture_times(const model::Capture& capture) {
  std::optional<Period> times;
  for (const model::Span& span : capture.spans()) {
    if (span.start == model::kUnknownInstant) continue;
    const model::Instant end = span.drawn_end();
    if (!times) times = Period{span.start, end};
    times->from = std::min(times->from, span.start);
    times->to = std::max(times->to, end);
  }
  return times;
}

void look_ahead(const std::optional<Period>& covered, BudgetOutcome& outcome) {
  if (!covered || !outcome.budget.window.unit()) return;
  for (Spending& spending : outcome.spendings) {
    if (!spending.period) continue;
    const Period& period = *spending.period;
    spending.is_partial = period.from < covered->from || period.to > covered->to;
    if (outcome.budget.forecast == Forecast::Yes) forecast(*covered, spending);
  }
}

void compare_with_usual(BudgetOutcome& outcome) {
  if (!outcome.budget.anomaly || !outcome.budget.window.unit()) return;
  std::vector<Spending>& all = outcome.spendings;
  for (std::size_t first = 0; first < all.size();) {
    UsualSpending usual(*outcome.budget.anomaly);
    std::size_t last = first;
    for (; last < all.size() && all[last].group == all[first].group; ++last) {
      if (all[last].period) usual.compare(all[last]);
    }
    first = last;
  }
}

}  // namespace trace_cost::cost
