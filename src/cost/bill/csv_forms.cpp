// The forms of bills that are tables: which columns they have.
//
// Sources: AWS Data Exports, "Cost and Usage Report 2.0" (its older names with slashes come to the
// same words); FinOps FOCUS 1.0 to 1.2, columns and their allowed values.
#include <algorithm>
#include <array>

#include "cost/bill/csv_bill.h"

namespace trace_cost::cost {

namespace {

constexpr std::array kCurColumns{
    ColumnName{BillColumn::Start, "lineitemusagestartdate"},
    ColumnName{BillColumn::End, "lineitemusageenddate"},
    ColumnName{BillColumn::Amount, "lineitemunblendedcost"},
    ColumnName{BillColumn::Currency, "lineitemcurrencycode"},
    ColumnName{BillColumn::Category, "lineitemlineitemtype"},
    ColumnName{BillColumn::Service, "lineitemproductcode"},
    ColumnName{BillColumn::Service, "productproductname"},
    ColumnName{BillColumn::Service, "productservicename"},
    ColumnName{BillColumn::Item, "productmodel"},
    ColumnName{BillColumn::Item, "lineitemusagetype"},
    ColumnName{BillColumn::Quantity, "lineitemusageamount"},
    ColumnName{BillColumn::Unit, "pricingunit"},
};

constexpr std::array kFocusColumns{
    ColumnName{BillColumn::Start, "chargeperiodstart"},
    ColumnName{BillColumn::End, "chargeperiodend"},
    ColumnName{BillColumn::Amount, "billedcost"},
    ColumnName{BillColumn::Currency, "billingcurrency"},
    ColumnName{BillColumn::Provider, "serviceprovidername"},
    ColumnName{BillColumn::Provider, "providername"},
    ColumnName{BillColumn::Provider, "publishername"},
    ColumnName{BillColumn::Provider, "invoiceissuername"},
    ColumnName{BillColumn::Item, "xmodel"},
    ColumnName{BillColumn::Item, "skumeter"},
    ColumnName{BillColumn::Item, "skuid"},
    ColumnName{BillColumn::Category, "chargecategory"},
    ColumnName{BillColumn::Class, "chargeclass"},
    ColumnName{BillColumn::Service, "servicecategory"},
    ColumnName{BillColumn::Quantity, "consumedquantity"},
    ColumnName{BillColumn::Unit, "consumedunit"},
};

struct KindName {
  std::string_view category;
  BillKind kind;
};

template <std::size_t N>
BillKind kind_named(const std::array<KindName, N>& kinds, std::string_view category) {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const KindName& known) {
    return known.category == category;
  });
  return found == kinds.end() ? BillKind::Adjustment : found->kind;
}

BillKind cur_kind(std::string_view category, std::string_view) {
  static constexpr std::array<KindName, 16> kKinds{{{"usage", BillKind::Usage},
                                                    {"discountedusage", BillKind::Usage},
                                                    {"savingsplancoveredusage", BillKind::Usage},
                                                    {"tax", BillKind::Tax},
                                                    {"credit", BillKind::Credit},
                                                    {"refund", BillKind::Credit},
                                                    {"bundleddiscount", BillKind::Credit},
                                                    {"edpdiscount", BillKind::Credit},
                                                    {"discount", BillKind::Credit},
                                                    {"privateratediscount", BillKind::Credit},
                                                    {"rivolumediscount", BillKind::Credit},
                                                    {"savingsplannegation", BillKind::Credit},
                                                    {"fee", BillKind::Fee},
                                                    {"rifee", BillKind::Fee},
                                                    {"savingsplanrecurringfee", BillKind::Fee},
                                                    {"savingsplanupfrontfee", BillKind::Fee}}};
  return category.empty() ? BillKind::Usage : kind_named(kKinds, category);
}

BillKind focus_kind(std::string_view category, std::string_view charge_class) {
  static constexpr std::array<KindName, 5> kKinds{{{"usage", BillKind::Usage},
                                                   {"purchase", BillKind::Fee},
                                                   {"tax", BillKind::Tax},
                                                   {"credit", BillKind::Credit},
                                                   {"adjustment", BillKind::Adjustment}}};
  if (charge_class == "correction") return BillKind::Correction;
  return category.empty() ? BillKind::Usage : kind_named(kKinds, category);
}

BillKind usage_only(std::string_view, std::string_view) { return BillKind::Usage; }

bool is_bedrock(std::string_view service, std::string_view item) {
  static constexpr std::array<std::string_view, 3> kWords{"bedrock", "claude", "anthropic"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return service.find(word) != std::string_view::npos ||
           item.find(word) != std::string_view::npos;
  });
}

bool is_ai_category(std::string_view service, std::string_view) {
  return service.empty() || service == "ai and machine learning";
}

bool is_any(std::string_view, std::string_view) { return true; }

}  // namespace

const CsvForm kAwsCur{"aws-cur", kCurColumns, "aws", cur_kind, is_bedrock};
const CsvForm kFocus{"focus", kFocusColumns, "", focus_kind, is_ai_category};
const CsvForm kMapped{"csv", {}, "", usage_only, is_any};

bool has_headings_of(const CsvForm& form, const std::vector<std::string>& headings) {
  const BillColumns columns = find_columns(form.columns, headings);
  return columns.has(BillColumn::Amount) && columns.has(BillColumn::Start);
}

}  // namespace trace_cost::cost
