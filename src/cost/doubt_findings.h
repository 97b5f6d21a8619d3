// What the ledger had to assume, left out or finds odd, as findings.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cost/ledger.h"
#include "model/finding.h"

namespace trace_cost::cost {

// What is in no total, by currency: "0.75 EUR, 3 GBP". Empty where there is nothing.
std::string foreign_sums(const Ledger& ledger);

// The rules that this file can raise.
std::span<const model::Rule> doubt_rules();

// One finding for each rule that has something to say, in the order of the rules.
std::vector<model::Finding> doubt_findings(const model::Capture& capture, const Ledger& ledger);

}  // namespace trace_cost::cost
