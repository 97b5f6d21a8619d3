#include "cost/prices/price_file.h"

#include <fmt/format.h>

#include <variant>

#include "base/json_document.h"
#include "cost/prices/own_price_form.h"

namespace trace_cost::cost {

namespace {

base::Error faulty(const std::string& name, const base::JsonFault& fault) {
  return {base::ErrorCode::BadArgument, fmt::format("{}:{}: {}", name, fault.line, fault.message)};
}

}  // namespace

base::Result<PriceTable> read_price_file(std::string_view text, const std::string& name) {
  const auto json = base::read_json(text);
  if (const auto* fault = std::get_if<base::JsonFault>(&json)) return faulty(name, *fault);
  const base::JsonValue& root = std::get<base::JsonValue>(json);
  if (!is_own_price_form(root)) return faulty(name, {root.line, "no price list that is known"});
  PriceFaults faults;
  PriceTable table = read_own_price_form(root, name, faults);
  if (faults.first()) return faulty(name, *faults.first());
  return table;
}

}  // namespace trace_cost::cost
