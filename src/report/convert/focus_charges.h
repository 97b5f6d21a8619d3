// The charges as FOCUS, the FinOps Foundation's form of bills: one line for each day, provider,
// model, service and user.
//
// Source: FOCUS 1.2, columns and their rules. What a capture cannot know (accounts, invoices, SKU
// prices) is left out where the rules let it, and said to be from traces where they do not.
#pragma once

#include "report/convert/target.h"

namespace trace_cost::report {

// BilledCost adds up to the ledger's total exactly. Costs in other currencies, and spans without a
// charge, are not in it. Texts of the capture that a spreadsheet would take for formulas are
// written as in every other CSV.
void write_focus_charges(const Conversion& conversion, Outlet& outlet);

}  // namespace trace_cost::report
