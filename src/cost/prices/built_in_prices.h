// The price list that is built in: src/cost/prices/built_in_prices.json, embedded when the program
// is built. Its models are read one at a time, when one is asked for: reading it all takes longer
// than most runs have to spare.
#pragma once

#include <string_view>

#include "cost/prices/price_table.h"

namespace trace_cost::cost {

// The whole of it, in the project's own form.
std::string_view built_in_price_text();

// Made at the first call; may be called from several threads. Lives as long as the program.
const PriceTable& built_in_prices();

}  // namespace trace_cost::cost
