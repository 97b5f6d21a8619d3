#include "cost/prices/price_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

#include "base/json_document.h"
#include "cost/prices/genai_prices.h"
#include "cost/prices/litellm_prices.h"
#include "cost/prices/own_price_form.h"

namespace trace_cost::cost {

namespace {

base::Error faulty(const std::string& name, const base::JsonFault& fault) {
  return {base::ErrorCode::BadArgument, fmt::format("{}:{}: {}", name, fault.line, fault.message)};
}

struct PriceForm {
  bool (*recognises)(const base::JsonValue& root);
  PriceTable (*read)(const base::JsonValue& root, std::string name, PriceFaults& faults);
};
constexpr std::array kForms{PriceForm{is_own_price_form, read_own_price_form},
                            PriceForm{is_genai_prices, read_genai_prices},
                            PriceForm{is_litellm_prices, read_litellm_prices}};

constexpr std::string_view kExpected =
    "no list of prices, expected LiteLLM's model_prices_and_context_window.json, the data of "
    "genai-prices, or {\"models\": [{\"name\": \"my-model\", \"input\": \"2.50\", \"output\": "
    "\"10\"}]} (dollars for a million tokens)";

}  // namespace

base::Result<PriceTable> read_price_file(std::string_view text, const std::string& name) {
  const auto json = base::read_json(text);
  if (const auto* fault = std::get_if<base::JsonFault>(&json)) return faulty(name, *fault);
  const base::JsonValue& root = std::get<base::JsonValue>(json);
  const auto form = std::find_if(kForms.begin(), kForms.end(),
                                 [&](const PriceForm& each) { return each.recognises(root); });
  if (form == kForms.end()) return faulty(name, {root.line, std::string(kExpected)});
  PriceFaults faults;
  PriceTable table = form->read(root, name, faults);
  if (faults.first()) return faulty(name, *faults.first());
  return table;
}

}  // namespace trace_cost::cost
