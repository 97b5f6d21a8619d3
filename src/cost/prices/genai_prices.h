// The data of genai-prices: a list of providers with their models.
//
//   [ { "id": "openai", "pricing_urls": […],
//       "models": [ { "id": "gpt-4o", "match": { "starts_with": "gpt-4o" },
//                     "prices": { "input_mtok": 2.5, "output_mtok": { "base": …, "tiers": […] } } }
//                     ] } ]
//
// "prices" may be a list with a "constraint" each: "start_date", or "start_time" and "end_time";
// the last that holds counts. "price_variants" are those of service tiers. Prices are dollars for a
// million tokens. Version 1, which is no longer kept up, has the same shape and fewer keys. Source:
// pydantic/genai-prices, prices/new_data/v2/data.schema.json.
#pragma once

#include <string>

#include "base/json_document.h"
#include "cost/prices/price_faults.h"
#include "cost/prices/price_table.h"

namespace trace_cost::cost {

bool is_genai_prices(const base::JsonValue& root);

// `name` is what the file is called.
PriceTable read_genai_prices(const base::JsonValue& root, std::string name, PriceFaults& faults);

}  // namespace trace_cost::cost
