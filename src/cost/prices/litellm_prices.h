// LiteLLM's model_prices_and_context_window.json: an object with a member for each model.
//
//   { "gemini/gemini-2.5-pro": { "litellm_provider": "gemini", "input_cost_per_token": 1.25e-06,
//       "input_cost_per_token_above_200k_tokens": 2.5e-06, "input_cost_per_token_batches": … } }
//
// Prices are dollars for one token. Source: BerriAI/litellm, the file and
// litellm_core_utils/llm_cost_calc/utils.py.
#pragma once

#include <string>

#include "base/json_document.h"
#include "cost/prices/price_faults.h"
#include "cost/prices/price_table.h"

namespace trace_cost::cost {

bool is_litellm_prices(const base::JsonValue& root);

// Entries without a price for tokens are passed over, and so are those where all prices are zero,
// which there may mean unknown. `name` is what the file is called.
PriceTable read_litellm_prices(const base::JsonValue& root, std::string name, PriceFaults& faults);

}  // namespace trace_cost::cost
