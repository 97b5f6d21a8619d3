// The costs endpoint of OpenAI's administration interface, in dollars:
//
//   {"object": "bucket", "start_time": 1730419200, "end_time": 1730505600,
//    "results": [{"object": "organization.costs.result", "amount": {"value": 0.06, "currency":
//    "usd"},
//                 "line_item": "gpt-4o-2024-08-06, input", "project_id": null}]}
//
// Source: OpenAI API reference, "Costs". Buckets are days of UTC; line_item is null unless the
// request groups by it.
#include <fmt/format.h>

#include "cost/bill/bill_names.h"
#include "cost/bill/cell_text.h"
#include "cost/bill/json_bill.h"

namespace trace_cost::cost {

namespace {

using base::JsonFault;
using base::JsonKind;
using base::JsonValue;

std::optional<model::Instant> unix_seconds(const JsonValue& value) {
  if (!value.is(JsonKind::Number)) return std::nullopt;
  return model::read_unix_time(value.text, model::TimeUnit::Seconds);
}

std::optional<JsonFault> read_result(const JsonValue& result, BillLine& line) {
  const JsonValue* amount = result.find("amount");
  if (amount == nullptr || !amount->is(JsonKind::Object)) {
    return JsonFault{result.line, "expected \"amount\": {\"value\": DOLLARS, \"currency\": ...}"};
  }
  const std::string_view value = text_of(*amount, "value");
  const auto money = model::read_money(value);
  if (!money.value) {
    return JsonFault{amount->line,
                     fmt::format("amount.value is '{}'; expected dollars like 0.06", value)};
  }
  line.amount = *money.value;
  const std::string_view currency = text_of(*amount, "currency");
  line.key.currency = currency.empty() ? "USD" : upper_case(currency);
  line.key.item = billed_item(text_of(result, "line_item"));
  return std::nullopt;
}

}  // namespace

const JsonForm kOpenAiCosts{
    "openai",
    "openai",
    "start_time",
    "end_time",
    unix_seconds,
    read_result,
    "ask the endpoint /v1/organization/costs, with group_by=line_item to compare by model"};

}  // namespace trace_cost::cost
