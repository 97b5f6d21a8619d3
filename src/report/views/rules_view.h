// The rules: all in a table, or one explained.
#pragma once

#include <vector>

#include "model/finding.h"
#include "report/document.h"

namespace trace_cost::report {

void add_rules(const std::vector<const model::Rule*>& rules, Document& document);
void add_explanation(const model::Rule& rule, Document& document);

}  // namespace trace_cost::report
