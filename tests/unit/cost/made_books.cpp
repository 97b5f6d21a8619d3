#include "made_books.h"

#include <fmt/format.h>

namespace trace_cost::cost {

namespace {

// With the keys of all dimensions that the tests group by, since they do so after the reading.
FieldKeys select_all(const ExtraKeys& extra, model::AttributeSelection& selection) {
  FieldKeys keys = select_fields(extra, selection);
  selection.add("team");
  for (const Field field : {Field::Tenant, Field::Session, Field::Provider}) {
    select_field(field, keys, selection);
  }
  return keys;
}

}  // namespace

model::Money usd(std::string_view dollars) { return model::read_money(dollars).value.value(); }

MadeBooks::MadeBooks(const std::vector<made::MadeSpan>& spans, const ExtraKeys& extra,
                     const LedgerTerms& terms)
    : keys(select_all(extra, selection)),
      made(spans, selection),
      ledger(build_ledger(made.forest(), keys, terms)) {}

CostTable MadeBooks::table(const std::vector<std::string>& by) {
  std::vector<Dimension> dimensions;
  dimensions.reserve(by.size());
  for (const std::string& name : by) {
    dimensions.push_back(Dimension::parse(name, keys, selection).value());
  }
  return sum_costs(forest(), ledger, dimensions);
}

std::string MadeBooks::rows(const std::vector<std::string>& by) {
  std::string said;
  for (const CostRow& row : table(by).rows) {
    if (!said.empty()) said += "; ";
    for (const auto& key : row.keys) said += key.value_or("-") + " ";
    said += row.cost.plain();
  }
  return said;
}

}  // namespace trace_cost::cost
