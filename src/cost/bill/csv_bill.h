// Bills that are tables of charges with a line for each.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "cost/bill/bill_columns.h"
#include "cost/bill/bill_lines.h"

namespace trace_cost::cost {

struct CsvForm {
  std::string_view name;
  std::span<const ColumnName> columns;  // none: the user maps them
  std::string_view provider;            // whose bill it always is; empty: a column tells
  // `category` and `charge_class` are plain_word() of their cells.
  BillKind (*kind_of)(std::string_view category, std::string_view charge_class);
  // Whether a line is for an AI service, by the lower-case texts of its Service columns and Item.
  bool (*is_ai)(std::string_view service, std::string_view item);
};

extern const CsvForm kAwsCur;
extern const CsvForm kFocus;
extern const CsvForm kMapped;

// Whether a file with these headings is of that form; never of kMapped.
bool has_headings_of(const CsvForm& form, const std::vector<std::string>& headings);

// Reads all of it. A row of totals at the end is checked and left out, and a remark says so. The
// first faulty line is the error.
base::Result<Bill> read_csv_bill(const BillFile& file, const BillTerms& terms, const CsvForm& form);

}  // namespace trace_cost::cost
