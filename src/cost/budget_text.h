// How a spending is spoken of, in clauses that fit together.
#pragma once

#include <string>

#include "cost/spending.h"

namespace trace_cost::cost {

// "alice", "trace 1f3a09bc…", "alice, model gpt-4o", "all together", "charges without user".
std::string who_spent(const BudgetOutcome& outcome, const Spending& spending);
// What stands between who and how much: " spent ", " used ", " made " or ": ".
std::string verb_of(const Budget& budget, Measure measure);
// "$0.0066646 of $0.005 a day", "21 345 of 20 000 tokens": by the limit that is used up most.
std::string used_of_limit(const BudgetOutcome& outcome, const Spending& spending);
// " a day"; empty without a window.
std::string window_text(const Budget& budget);
// " (133.3 %)": of the limit, or of all money where a share is limited. Empty for a limit of zero.
std::string ratio_text(const Spending& spending);
// ", crossed at 2026-11-22T15:53:58Z in 7c1e09bc…". Empty within the limits.
std::string crossing(const Spending& spending, const model::Capture& capture);
// "; at least, for 3 calls have no known price". Empty when all prices are known.
std::string at_least(const Spending& spending);
// "; $0.004 of it by gpt-4o". Empty for a single model, and where find_top_parts() did not look.
std::string mostly_by(const BudgetOutcome& outcome, const Spending& spending);

}  // namespace trace_cost::cost
