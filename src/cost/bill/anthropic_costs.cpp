// Anthropic's cost report, in cents as decimal text:
//
//   {"starting_at": "2026-11-22T00:00:00Z", "ending_at": "2026-11-23T00:00:00Z",
//    "results": [{"amount": "123.45", "currency": "USD", "cost_type": "tokens",
//                 "description": "...", "model": "claude-sonnet-4-5-20250929",
//                 "token_type": "output_tokens", "workspace_id": null}]}
//
// "123.45" are $1.2345. Source: Claude API reference, "Get Cost Report". Days are those of UTC;
// model and cost_type are null unless the request groups by description; priority tier is left out.
#include <fmt/format.h>

#include "cost/bill/bill_names.h"
#include "cost/bill/cell_text.h"
#include "cost/bill/json_bill.h"

namespace trace_cost::cost {

namespace {

using base::JsonFault;
using base::JsonKind;
using base::JsonValue;

constexpr int kCentScale = model::Money::kScale - 2;

std::optional<model::Instant> rfc3339(const JsonValue& value) {
  return value.is(JsonKind::Text) ? model::read_rfc3339(value.text) : std::nullopt;
}

// Web searches and the like have no model: what they are is a thing of its own on the bill.
std::string item_of(const JsonValue& result) {
  for (const std::string_view member : {"model", "cost_type", "description"}) {
    const std::string_view text = text_of(result, member);
    if (!text.empty() && text != "tokens") return billed_item(text);
  }
  return {};
}

std::optional<JsonFault> read_result(const JsonValue& result, BillLine& line) {
  const std::string_view amount = text_of(result, "amount");
  const auto cents = base::read_decimal(
      amount, kCentScale, model::Money::from_decimal(1, 0).picos() * model::Money::kLargestDollars);
  if (!cents.value) {
    return JsonFault{result.line,
                     fmt::format("amount is '{}'; expected cents as text like \"123.45\"", amount)};
  }
  line.amount = model::Money::from_picos(cents.value->units);
  const std::string_view currency = text_of(result, "currency");
  line.key.currency = currency.empty() ? "USD" : upper_case(currency);
  line.key.item = item_of(result);
  return std::nullopt;
}

}  // namespace

const JsonForm kAnthropicCosts{"anthropic",
                               "anthropic",
                               "starting_at",
                               "ending_at",
                               rfc3339,
                               read_result,
                               "ask the endpoint /v1/organizations/cost_report, with "
                               "group_by[]=description to compare by model"};

}  // namespace trace_cost::cost
