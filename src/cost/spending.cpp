#include "cost/spending.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

#include "cost/budget_scope.h"
#include "cost/spending_outlook.h"

namespace trace_cost::cost {

namespace {

constexpr std::int64_t kWhole = 1'000'000;

// Rounded down: what exceeds it, in whole picodollars, exceeds the exact part as well.
model::Money part_of(model::Money whole, std::int64_t millionths) {
  const base::Int128 picos = whole.picos();
  return model::Money::from_picos(picos / kWhole * millionths +
                                  picos % kWhole * millionths / kWhole);
}

std::int64_t count_ratio(std::int64_t count, std::int64_t limit) {
  return static_cast<std::int64_t>(base::Int128{count} * kWhole / limit);
}

// How much of one limit is used up, and whether it was exceeded.
struct Use {
  Measure measure = Measure::Cost;
  bool is_set = false;
  bool is_beyond = false;
  std::optional<std::int64_t> ratio;
};

Use use_of_money(const Spending& spending, Measure measure, std::optional<model::Money> limit) {
  if (!limit) return {measure, false, false, std::nullopt};
  return {measure, true, spending.spent > *limit, model::millionths(spending.spent, *limit)};
}

Use use_of_count(Measure measure, std::int64_t count, std::optional<std::int64_t> limit) {
  if (!limit) return {measure, false, false, std::nullopt};
  const auto ratio = *limit > 0 ? std::optional(count_ratio(count, *limit)) : std::nullopt;
  return {measure, true, count > *limit, ratio};
}

std::array<Use, 4> uses_of(const Spending& spending) {
  const Limits& limits = spending.limits;
  std::optional<model::Money> share;
  if (limits.share) share = part_of(spending.whole, *limits.share);
  return {use_of_money(spending, Measure::Cost, limits.cost),
          use_of_money(spending, Measure::Share, share),
          use_of_count(Measure::Tokens, spending.tokens, limits.tokens),
          use_of_count(Measure::Calls, spending.calls, limits.calls)};
}

bool is_worse(const Use& a, const Use& b) {
  if (a.is_set != b.is_set) return a.is_set;
  if (a.is_beyond != b.is_beyond) return a.is_beyond;
  // Nothing is left of a limit of zero that was exceeded.
  const auto rank = [](const Use& use) {
    return use.ratio.value_or(use.is_beyond ? INT64_MAX : -1);
  };
  return rank(a) > rank(b);
}

Use worst_use(const Spending& spending) {
  const auto uses = uses_of(spending);
  return *std::min_element(uses.begin(), uses.end(), is_worse);
}

bool is_beyond(const Spending& spending) {
  const auto uses = uses_of(spending);
  return std::any_of(uses.begin(), uses.end(), [](const Use& use) { return use.is_beyond; });
}

SpendingVerdict verdict_of(const Use& use, const Budget& budget) {
  if (use.is_beyond) return SpendingVerdict::Beyond;
  const std::vector<std::int64_t> warn_at = budget.warn_at.value_or(std::vector{Budget::kWarnAt});
  const bool is_near =
      use.ratio && std::any_of(warn_at.begin(), warn_at.end(),
                               [&](std::int64_t part) { return *use.ratio >= part; });
  return is_near ? SpendingVerdict::Near : SpendingVerdict::Within;
}

void judge(const Budget& budget, Spending& spending) {
  const Use worst = worst_use(spending);
  spending.measure = worst.measure;
  spending.ratio = worst.ratio;
  spending.verdict = verdict_of(worst, budget);
  if (spending.verdict != SpendingVerdict::Beyond) spending.crossed_at = {};
}

// Adds up the charges of one budget, window by window.
class Accountant {
 public:
  Accountant(const Budget& budget, const model::Ancestry& ancestry, const Ledger& ledger)
      : budget_(budget), capture_(ancestry.capture()), ledger_(ledger) {
    BudgetScope scope = scope_of(budget, ancestry, ledger);
    entries_ = std::move(scope.entries);
    outcome_.budget = budget;
    outcome_.keys = std::move(scope.keys);
    outcome_.spending_of.assign(ledger.entries.size(), BudgetOutcome::kNone);
    limits_ = limits_of(budget, outcome_.keys);
    if (limits_share()) add_up_windows();
  }

  BudgetOutcome judge_all() {
    const std::span<const DatedEntry> all(entries_);
    for (std::size_t first = 0; first < all.size();) {
      std::size_t last = first + 1;
      while (last < all.size() && are_together(all[first], all[last])) ++last;
      judge_run(all.subspan(first, last - first));
      first = last;
    }
    return std::move(outcome_);
  }

 private:
  static bool is_dated(const DatedEntry& entry) { return entry.start != model::kUnknownInstant; }

  // What has no known time stands apart where there are windows.
  [[nodiscard]] std::int64_t window_of(model::Instant start) const {
    const bool is_dated = start != model::kUnknownInstant;
    if (budget_.window.is_rolling()) return is_dated ? 0 : -1;
    if (!budget_.window.unit()) return 0;
    return is_dated ? period_number(start, *budget_.window.unit(), budget_.offset) : INT64_MIN;
  }

  [[nodiscard]] bool are_together(const DatedEntry& a, const DatedEntry& b) const {
    return a.group == b.group && window_of(a.start) == window_of(b.start);
  }

  [[nodiscard]] bool limits_share() const {
    return std::any_of(limits_.begin(), limits_.end(),
                       [](const Limits& limits) { return limits.share.has_value(); });
  }

  // Of all entries of the ledger, whatever the budget is about.
  void add_up_windows() {
    for (const Entry& entry : ledger_.entries) {
      whole_[window_of(capture_.span(entry.span).start)] += money_of(entry);
    }
  }

  [[nodiscard]] model::Money money_of(const Entry& entry) const {
    if (!entry.charge) return {};
    const bool is_credit = *entry.charge < model::Money{};
    return is_credit && budget_.credits == Credits::Ignored ? model::Money{} : *entry.charge;
  }

  enum class Direction : std::int8_t { In = 1, Out = -1 };
  void move(const DatedEntry& dated, Direction direction, Spending& spending) const {
    const Entry& entry = ledger_.entries[dated.entry];
    const TokenUsage tokens = entry.tokens.usage();
    const std::int64_t sign = static_cast<std::int64_t>(direction);
    const model::Money money = money_of(entry);
    spending.spent += direction == Direction::In ? money : -money;
    spending.tokens += sign * (tokens.input.value_or(model::TokenCount{}).value +
                               tokens.output.value_or(model::TokenCount{}).value);
    // The span that carries the money for both is the call.
    if (entry.basis != Basis::Covered) spending.calls += sign;
    const bool is_unknown = entry.basis == Basis::Unpriced || entry.basis == Basis::OtherCurrency;
    if (is_unknown) spending.unpriced += static_cast<std::uint64_t>(sign);
  }

  [[nodiscard]] Spending empty_spending(const DatedEntry& first) const {
    Spending spending;
    spending.group = first.group;
    spending.limits = limits_[first.group];
    const auto whole = whole_.find(window_of(first.start));
    if (whole != whole_.end()) spending.whole = whole->second;
    return spending;
  }

  void judge_run(std::span<const DatedEntry> run) {
    if (limits_[run.front().group].is_empty() && !budget_.anomaly) return;
    const bool rolls = budget_.window.is_rolling() && is_dated(run.front());
    Spending spending = rolls ? worst_stretch(run) : sum_of(run);
    judge(budget_, spending);
    for (const DatedEntry& dated : run) {
      const bool is_in =
          !rolls || (dated.start >= spending.period->from && dated.start <= spending.period->to);
      if (!is_in) continue;
      outcome_.spending_of[dated.entry] = static_cast<std::uint32_t>(outcome_.spendings.size());
    }
    outcome_.spendings.push_back(spending);
  }

  [[nodiscard]] Spending sum_of(std::span<const DatedEntry> run) const {
    Spending spending = empty_spending(run.front());
    if (budget_.window.unit() && is_dated(run.front())) {
      spending.period = period_of(run.front().start, *budget_.window.unit(), budget_.offset);
    }
    for (const DatedEntry& dated : run) {
      move(dated, Direction::In, spending);
      if (!spending.crossed_at && is_beyond(spending)) {
        spending.crossed_at = ledger_.entries[dated.entry].span;
      }
    }
    return spending;
  }

  // Of all stretches of the window's length that end with a charge the one whose worst limit is
  // used up most, of equals the first.
  [[nodiscard]] Spending worst_stretch(std::span<const DatedEntry> run) const {
    Spending stretch = empty_spending(run.front());
    Spending worst = stretch;
    model::SpanIndex crossed_at;
    Use worst_yet;
    std::size_t first = 0;
    for (const DatedEntry& dated : run) {
      for (; dated.start - run[first].start >= budget_.window.length(); ++first) {
        move(run[first], Direction::Out, stretch);
      }
      move(dated, Direction::In, stretch);
      const Use use = worst_use(stretch);
      if (!crossed_at && use.is_beyond) crossed_at = ledger_.entries[dated.entry].span;
      // Ratios are rounded to a millionth; the money is not.
      const bool is_as_bad = !is_worse(worst_yet, use) && stretch.spent > worst.spent;
      if (&dated != &run.front() && !is_worse(use, worst_yet) && !is_as_bad) continue;
      worst_yet = use;
      worst = stretch;
      worst.period = Period{run[first].start, dated.start};
    }
    worst.crossed_at = crossed_at;
    return worst;
  }

  const Budget& budget_;
  const model::Capture& capture_;
  const Ledger& ledger_;
  std::vector<DatedEntry> entries_;
  std::vector<Limits> limits_;                  // by group
  std::map<std::int64_t, model::Money> whole_;  // by window; where a share is limited
  BudgetOutcome outcome_;
};

bool is_worse(const Spending& a, const Spending& b, const std::vector<Keys>& keys) {
  if (a.verdict != b.verdict) return a.verdict > b.verdict;
  if (a.ratio != b.ratio) {
    const auto rank = [](const Spending& spending) {
      return spending.ratio.value_or(spending.verdict == SpendingVerdict::Beyond ? INT64_MAX : -1);
    };
    return rank(a) > rank(b);
  }
  if (a.spent != b.spent) return a.spent > b.spent;
  if (a.group != b.group) return stands_before(keys[a.group], keys[b.group]);
  return a.period && b.period ? a.period->from < b.period->from : a.period.has_value();
}

void put_worst_first(BudgetOutcome& outcome) {
  const std::vector<Spending>& spendings = outcome.spendings;
  std::vector<std::uint32_t> order(spendings.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return is_worse(spendings[a], spendings[b], outcome.keys);
  });
  std::vector<Spending> sorted;
  std::vector<std::uint32_t> place(order.size());
  for (const std::uint32_t i : order) {
    place[i] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(spendings[i]);
  }
  outcome.spendings = std::move(sorted);
  for (std::uint32_t& of : outcome.spending_of) {
    if (of != BudgetOutcome::kNone) of = place[of];
  }
}

}  // namespace

std::string_view name_of(SpendingVerdict verdict) {
  switch (verdict) {
    case SpendingVerdict::Beyond:
      return "beyond";
    case SpendingVerdict::Near:
      return "near";
    case SpendingVerdict::Within:
      break;
  }
  return "within";
}

BudgetOutcome judge_budget(const Budget& budget, const model::Ancestry& ancestry,
                           const Ledger& ledger) {
  BudgetOutcome outcome = Accountant(budget, ancestry, ledger).judge_all();
  look_ahead(capture_times(ancestry.capture()), outcome);
  compare_with_usual(outcome);
  put_worst_first(outcome);
  return outcome;
}

}  // namespace trace_cost::cost
