// How the money is known: what was kept out, what has no price, where prices are from.
#pragma once

#include <string>
#include <vector>

#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::report {

// Beneath a table of costs: one sentence for everything that its reader has to know.
std::vector<std::string> ledger_notes(const Analysis& analysis);

// For machines `costs.recoverable`, where there is any.
void add_recoverable(const cost::Recoverable& recoverable, Document& document);

// "HOW IT IS KNOWN": the money by its sources; for machines `costs.evidence`.
void add_evidence(const Analysis& analysis, Audience audience, Document& document);

}  // namespace trace_cost::report
