#include "report/convert/focus_charges.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/counted.h"
#include "cost/charge_groups.h"
#include "report/render/csv_cell.h"
#include "report/render/json_text.h"

namespace trace_cost::report {

namespace {

using cost::ChargeGroup;
using cost::Days;

// Days as FOCUS writes them: instants of UTC, the end exclusive.
std::string instant_cell(model::Instant instant) {
  constexpr std::size_t kToSeconds = 19;
  return model::to_rfc3339(instant).substr(0, kToSeconds) + 'Z';
}

Days month_of(Days days) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(days.start));
  const std::chrono::sys_days first = date.year() / date.month() / 1;
  const std::chrono::sys_days next = date.year() / date.month() / 1 + std::chrono::months{1};
  // A capture may end in the last month that an instant can tell.
  const model::Instant end = next < std::chrono::floor<std::chrono::days>(model::Instant::max())
                                 ? model::Instant(next)
                                 : days.end;
  return {model::Instant(first), end};
}

// For charges whose spans tell no time: all days of the others. Empty when there are none.
std::optional<Days> all_days(const std::vector<ChargeGroup>& groups) {
  std::optional<Days> all;
  for (const ChargeGroup& group : groups) {
    if (group.day) all = all ? joined(*all, *group.day) : *group.day;
  }
  return all;
}

std::string tags_cell(const ChargeGroup& group) {
  std::string object = "{";
  const auto add = [&](std::string_view key, const std::string& value) {
    object += fmt::format("{}\"{}\":", object.size() > 1 ? "," : "", key);
    append_json_text(value, object);
  };
  if (!group.service.empty()) add("service", group.service);
  if (group.user) add("user", *group.user);
  return object + '}';
}

std::string tokens_cell(const std::optional<model::TokenCount>& tokens) {
  return tokens ? fmt::format("{}", tokens->value) : std::string();
}

struct Quantity {
  std::string count;
  std::string unit;
};

// Tokens where all spans tell them, else calls.
Quantity quantity_of(const ChargeGroup& group) {
  if (group.input && group.output) {
    return {fmt::format("{}", group.input->value + group.output->value), "Tokens"};
  }
  return {fmt::format("{}", group.charges), "Calls"};
}

std::string heading() {
  return csv_record({"BilledCost",
                     "EffectiveCost",
                     "ListCost",
                     "ContractedCost",
                     "BillingCurrency",
                     "BillingAccountId",
                     "BillingAccountName",
                     "BillingPeriodStart",
                     "BillingPeriodEnd",
                     "ChargePeriodStart",
                     "ChargePeriodEnd",
                     "ChargeCategory",
                     "ChargeClass",
                     "ChargeDescription",
                     "ChargeFrequency",
                     "ProviderName",
                     "PublisherName",
                     "InvoiceIssuerName",
                     "ServiceCategory",
                     "ServiceName",
                     "SkuId",
                     "PricingCategory",
                     "PricingQuantity",
                     "PricingUnit",
                     "ConsumedQuantity",
                     "ConsumedUnit",
                     "Tags",
                     "x_Model",
                     "x_InputTokens",
                     "x_OutputTokens",
                     "x_Charges"});
}

std::string line(const ChargeGroup& group, const std::optional<Days>& days) {
  const std::string cost = group.cost.plain();
  const std::string provider = harmless_cell(group.provider.empty() ? "unknown" : group.provider);
  const std::string model = harmless_cell(group.model);
  const Quantity quantity = quantity_of(group);
  const auto cell_of = [](const std::optional<Days>& reach, model::Instant Days::*side) {
    return reach ? instant_cell((*reach).*side) : std::string();
  };
  const std::optional<Days> month = days ? std::optional(month_of(*days)) : std::nullopt;
  const std::string description = (group.model.empty() ? "Costs on spans" : group.model) + ", " +
                                  base::counted(group.charges, "charge", "charges");
  return csv_record({cost,
                     cost,
                     cost,
                     cost,
                     "USD",
                     "traces",
                     "Estimated from traces",
                     cell_of(month, &Days::start),
                     cell_of(month, &Days::end),
                     cell_of(days, &Days::start),
                     cell_of(days, &Days::end),
                     "Usage",
                     "",
                     harmless_cell(description),
                     "Usage-Based",
                     provider,
                     provider,
                     provider,
                     "AI and Machine Learning",
                     "Model inference",
                     model,
                     "Standard",
                     quantity.count,
                     quantity.unit,
                     quantity.count,
                     quantity.unit,
                     tags_cell(group),
                     model,
                     tokens_cell(group.input),
                     tokens_cell(group.output),
                     fmt::format("{}", group.charges)});
}

}  // namespace

void write_focus_charges(const Conversion& conversion, Outlet& outlet) {
  const Analysis& analysis = conversion.analysis;
  const std::vector<ChargeGroup> groups =
      cost::charge_groups(*analysis.ancestry, analysis.ledger, conversion.billed_by);
  const std::optional<Days> all = all_days(groups);
  outlet.text() += heading();
  for (const ChargeGroup& group : groups) {
    outlet.text() += line(group, group.day ? group.day : all);
    if (!outlet.end_item()) return;
  }
}

}  // namespace trace_cost::report
