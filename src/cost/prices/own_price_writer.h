// Any price lists in the project's own form.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cost/prices/price_table.h"

namespace trace_cost::cost {

// The models of these providers in the tables, by provider and name, one line each. Of a model that
// several tables have, the first table's price. `dated` is for those that do not tell their date;
// prices of service tiers that the list tells from a day up to that on, beside the same standard
// price as before, are written as if they had always held.
std::string own_price_form(std::span<const PriceTable* const> tables,
                           std::span<const std::string> providers, std::string_view dated);

// Whose models are built in.
std::vector<std::string> built_in_providers();

}  // namespace trace_cost::cost
