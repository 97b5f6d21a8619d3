// [[budgets]] of a policy file. What the words of --budget can say is turned into them, so that the
// options about budgets hold for those of the file, too; budget_terms.h adds the rest.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "policy/policy.h"
#include "policy/toml_value.h"

namespace trace_cost::policy {

// Reads one table. Faults are noted at the value that is wrong.
void read_budget_table(const TomlValue& table, Policy& policy);
std::vector<std::string_view> budget_keys();

}  // namespace trace_cost::policy
