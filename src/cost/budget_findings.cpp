#include "cost/budget_findings.h"

#include <fmt/format.h>

#include <array>
#include <unordered_map>

#include "base/counted.h"
#include "cost/budget_text.h"

namespace trace_cost::cost {

namespace {

using model::Certainty;
using model::Finding;
using model::FindingSeverity;

enum class Number : std::size_t { Exceeded, Near, Unusual };

constexpr std::array<model::Rule, 3> kRules{{
    {"TC-B001", "budget exceeded", FindingSeverity::Error, Certainty::Certain,
     "The charges, tokens or calls of one user, trace, model or of all together add up to more "
     "than was agreed. The sum is exact, and spending exactly the limit is still within it.",
     "open the trace in which the limit was crossed, or raise the limit"},
    {"TC-B003", "budget nearly spent", FindingSeverity::Warning, Certainty::Certain,
     "A part of a limit is used up that a warning was asked for, or a window that is not over yet "
     "will go beyond its limit at the pace so far.",
     "look at who spends before the limit is reached; --warn-at moves or ends this warning"},
    {"TC-B004", "spending is out of the ordinary", FindingSeverity::Warning, Certainty::Hint,
     "In one window somebody spent far more than in the middle one of their earlier windows.",
     "compare the windows: trace-cost costs --by user,day"},
}};

const model::Rule& rule(Number number) { return kRules[static_cast<std::size_t>(number)]; }

// Speaks for the worst window of a combination of keys.
class Speaker {
 public:
  Speaker(const BudgetOutcome& outcome, const model::Capture& capture)
      : outcome_(outcome), capture_(capture) {}

  [[nodiscard]] Finding exceeded(const Spending& spending, std::uint64_t windows) const {
    Finding finding = about(Number::Exceeded, spending, windows);
    finding.severity = severity();
    finding.message =
        fmt::format("BUDGET ALARM: {}{}{}{}{}{}{}{}", who_spent(outcome_, spending),
                    verb_of(outcome_.budget, spending.measure), used_of_limit(outcome_, spending),
                    ratio_text(spending), crossing(spending, capture_), at_least(spending),
                    mostly_by(outcome_, spending), more(windows));
    example(capture_.span(spending.crossed_at), "the limit was crossed here", finding);
    return finding;
  }

  [[nodiscard]] Finding near(const Spending& spending, std::uint64_t windows) const {
    Finding finding = about(Number::Near, spending, windows);
    if (foresees(spending)) {
      finding.message =
          fmt::format("{} will come to {} by the end of the window at this pace: {}{}",
                      who_spent(outcome_, spending), spending.projected->dollars(),
                      used_of_limit(outcome_, spending), more(windows));
      return finding;
    }
    if (!outcome_.budget.warn_at) finding.severity = FindingSeverity::Info;
    finding.message = fmt::format(
        "{}{}{}{}{}{}", who_spent(outcome_, spending), verb_of(outcome_.budget, spending.measure),
        used_of_limit(outcome_, spending), ratio_text(spending), at_least(spending), more(windows));
    return finding;
  }

  [[nodiscard]] Finding unusual(const Spending& spending, std::uint64_t windows) const {
    Finding finding = about(Number::Unusual, spending, windows);
    finding.severity = severity();
    finding.message = fmt::format(
        "{} spent {} on {}, usually {}{}{}", who_spent(outcome_, spending),
        spending.spent.dollars(),
        period_name(spending.period->from, *outcome_.budget.window.unit(), outcome_.budget.offset),
        spending.usual->dollars(), window_text(outcome_.budget), more(windows));
    return finding;
  }

  [[nodiscard]] static bool foresees(const Spending& spending) {
    return spending.verdict != SpendingVerdict::Beyond && spending.projected &&
           spending.limits.cost && *spending.projected > *spending.limits.cost;
  }

 private:
  [[nodiscard]] FindingSeverity severity() const {
    return outcome_.budget.on_breach == OnBreach::Fail ? FindingSeverity::Error
                                                       : FindingSeverity::Warning;
  }

  [[nodiscard]] Finding about(Number number, const Spending& spending,
                              std::uint64_t windows) const {
    Finding finding = model::finding_of(rule(number));
    finding.count = windows;
    const Keys& keys = outcome_.keys_of(spending);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (outcome_.budget.per[i].name() == "user") finding.user = keys[i];
      if (outcome_.budget.per[i].name() == "service") finding.service = keys[i];
    }
    return finding;
  }

  static void example(const model::Span& span, std::string note, Finding& finding) {
    finding.examples.push_back({span.trace, span.id, std::move(note)});
  }

  static std::string more(std::uint64_t windows) {
    if (windows < 2) return "";
    return "; so in " + base::counted(windows - 1, "more window", "more windows");
  }

  const BudgetOutcome& outcome_;
  const model::Capture& capture_;
};

// Picks the spendings that `applies` to, the worst of each combination of keys, and lets `say`
// speak of them. Spendings come worst first.
template <typename Applies, typename Say>
void say_of_each(const BudgetOutcome& outcome, Applies applies, Say say,
                 std::vector<Finding>& found) {
  constexpr std::size_t kMost = 20;
  std::unordered_map<std::uint32_t, std::uint64_t> windows;
  std::vector<const Spending*> worst;
  for (const Spending& spending : outcome.spendings) {
    if (applies(spending) && ++windows[spending.group] == 1) worst.push_back(&spending);
  }
  for (std::size_t i = 0; i < worst.size() && i < kMost; ++i) {
    found.push_back(say(*worst[i], windows[worst[i]->group]));
  }
  if (worst.size() <= kMost) return;
  Finding others = found.back();
  others.user = std::nullopt;
  others.service = std::nullopt;
  others.examples.clear();
  others.count = worst.size() - kMost;
  others.message = fmt::format("budget {}: {} as well, none as far as these", outcome.budget.name,
                               base::counted(others.count, "other", "others"));
  found.push_back(std::move(others));
}

}  // namespace

std::span<const model::Rule> budget_rules() { return kRules; }

std::vector<Finding> budget_findings(const BudgetOutcome& outcome, const model::Capture& capture) {
  const Speaker speaker(outcome, capture);
  std::vector<Finding> found;
  say_of_each(
      outcome, [](const Spending& s) { return s.verdict == SpendingVerdict::Beyond; },
      [&](const Spending& s, std::uint64_t n) { return speaker.exceeded(s, n); }, found);
  say_of_each(
      outcome,
      [](const Spending& s) { return s.verdict == SpendingVerdict::Near || Speaker::foresees(s); },
      [&](const Spending& s, std::uint64_t n) { return speaker.near(s, n); }, found);
  say_of_each(
      outcome, [](const Spending& s) { return s.usual.has_value(); },
      [&](const Spending& s, std::uint64_t n) { return speaker.unusual(s, n); }, found);
  return found;
}

}  // namespace trace_cost::cost
