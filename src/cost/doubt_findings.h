// What the ledger had to assume, left out or finds odd, as findings.
#pragma once

#include <span>
#include <vector>

#include "cost/ledger.h"
#include "model/finding.h"

namespace trace_cost::cost {

// The rules that this file can raise.
std::span<const model::Rule> doubt_rules();

// One finding for each rule that has something to say, in the order of the rules.
std::vector<model::Finding> doubt_findings(const model::Capture& capture, const Ledger& ledger);

}  // namespace trace_cost::cost
