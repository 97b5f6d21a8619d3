// The price list that is built in: data/prices.json, embedded when the program is built.
#pragma once

#include "cost/prices/price_table.h"

namespace trace_cost::cost {

// Read at the first call; may be called from several threads. Lives as long as the program.
const PriceTable& built_in_prices();

}  // namespace trace_cost::cost
