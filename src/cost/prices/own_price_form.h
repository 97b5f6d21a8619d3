// The project's own form of a price list, as docs/prices.md describes it:
//
//   { "schema": "trace-cost.price-list.v1", "dated": "2026-08-21", "source": "…",
//     "models": [ { "provider": "openai", "name": "gpt-4o", "input": "2.5", "output": "10" } ],
//     "aliases": { "our-deployment": "gpt-4o" } }
//
// Prices are dollars for a million tokens, as texts or numbers.
#pragma once

#include "base/json_document.h"
#include "cost/prices/price_faults.h"
#include "cost/prices/price_table.h"

namespace trace_cost::cost {

inline constexpr std::string_view kOwnPriceSchema = "trace-cost.price-list.v1";

bool is_own_price_form(const base::JsonValue& root);

// One of the "models", which tells all of itself.
PriceEntry read_own_price_model(const base::JsonValue& model, PriceFaults& faults);

// `name` is what the file is called.
PriceTable read_own_price_form(const base::JsonValue& root, std::string name, PriceFaults& faults);

}  // namespace trace_cost::cost
