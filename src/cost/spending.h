// What was spent against each budget, and who went beyond it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cost/budget.h"
#include "cost/ledger.h"

namespace trace_cost::cost {

enum class Measure : std::uint8_t { Cost, Share, Tokens, Calls };

enum class SpendingVerdict : std::uint8_t {
  Within,
  Near,    // a part of a limit that Budget::warn_at names is reached
  Beyond,  // more than a limit
};
std::string_view name_of(SpendingVerdict verdict);  // "within"

// What one combination of keys has spent in one window.
struct Spending {
  std::uint32_t group = 0;  // of BudgetOutcome::keys
  // From the first charge to the last of a window that rolls. Empty: all of the capture, or what
  // has no known time where there are windows.
  std::optional<Period> period;
  bool is_partial = false;  // the capture begins or ends within the period

  model::Money spent;
  std::int64_t tokens = 0;
  std::int64_t calls = 0;
  std::uint64_t unpriced = 0;  // calls whose money is not known, so that `spent` is a lower bound
  model::Money whole;          // all money in the window, where a share is limited

  Limits limits;                      // those that hold here
  Measure measure = Measure::Cost;    // the limit that is used up most
  std::optional<std::int64_t> ratio;  // how much of that, in millionths; empty for a limit of zero
  SpendingVerdict verdict = SpendingVerdict::Within;
  // The span that went beyond the first limit, by start time; the default index while within them.
  model::SpanIndex crossed_at;

  // What the window will have cost at its end at the pace so far, where Budget::forecast asks.
  std::optional<model::Money> projected;
  // What the same keys spent in the middle one of their earlier windows, where `spent` is an
  // anomaly beside it.
  std::optional<model::Money> usual;
};

// A part of what was spent; no name: what has none.
struct TopPart {
  std::optional<std::string> name;
  model::Money cost;
};
struct TopParts {
  std::vector<TopPart> models;  // the largest first, at most three
  std::vector<TopPart> traces;
};

struct BudgetOutcome {
  Budget budget;
  std::vector<Keys> keys;  // by group
  // The worst first: by verdict, ratio, money, then by keys and time. Calendar windows add up to
  // all that the budget is about; each charge is in one of them. A window that rolls is the worst
  // of each combination of keys.
  std::vector<Spending> spendings;
  static constexpr std::uint32_t kNone = 0xffffffff;
  std::vector<std::uint32_t> spending_of;  // by entry of the ledger; kNone: of none

  // Of the first spendings, where they went beyond a limit (see top_parts.h).
  std::vector<TopParts> tops;

  [[nodiscard]] const Keys& keys_of(const Spending& spending) const { return keys[spending.group]; }
};

// Charges count once for each budget. Money that has no value for one of Budget::per is judged by
// none of its limits, unless a match asks for just that. Of the two times of a span its start
// decides. O(n log n) for n entries of the ledger.
BudgetOutcome judge_budget(const Budget& budget, const model::Ancestry& ancestry,
                           const Ledger& ledger);

}  // namespace trace_cost::cost
