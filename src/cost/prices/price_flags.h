// Prices, aliases and discounts as they are typed on the command line.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "cost/model_price.h"

namespace trace_cost::cost {

// "MODEL=RATE[,OUTPUT[,CACHE_READ]]", each rate "2.50/1M", "0.02/1k" or "0.00002/token": dollars
// for input, output and what is read from a cache. One rate alone is for all tokens. MODEL may be
// "*" for every model that no list names, or "provider/model".
base::Result<PriceEntry> read_price_flag(std::string_view text);

// "DEPLOYMENT=MODEL": the name that spans have, and the model that it stands for.
base::Result<std::pair<std::string, std::string>> read_alias_flag(std::string_view text);

// "provider=0.9": what is paid of the list price; above 1 for a margin. More than 0, at most 1000,
// rounded half to even to millionths.
base::Result<std::pair<std::string, Discount>> read_discount_flag(std::string_view text);

}  // namespace trace_cost::cost
