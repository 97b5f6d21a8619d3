// A price list that the user has, whatever its form.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "cost/prices/price_table.h"

namespace trace_cost::cost {

// Tells the form by the content. An error names the file (as `name` does), the line, what was found
// and what was expected; one wrong price is enough for it.
base::Result<PriceTable> read_price_file(std::string_view text, const std::string& name);

}  // namespace trace_cost::cost
