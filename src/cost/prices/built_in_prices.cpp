#include "cost/prices/built_in_prices.h"

#include "base/json_document.h"
#include "cost/prices/own_price_form.h"

namespace trace_cost::cost {

// Made by cmake/EmbedText.cmake.
extern const char kBuiltInPrices[];
extern const unsigned long kBuiltInPricesSize;

const PriceTable& built_in_prices() {
  static const PriceTable kTable = [] {
    PriceFaults faults;  // a test holds that there are none
    const auto json = base::read_json({kBuiltInPrices, kBuiltInPricesSize});
    const auto* root = std::get_if<base::JsonValue>(&json);
    return read_own_price_form(root != nullptr ? *root : base::JsonValue{}, "built in", faults);
  }();
  return kTable;
}

}  // namespace trace_cost::cost
