// One line of a bill that is a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cost/bill/bill_columns.h"
#include "cost/bill/bill_lines.h"
#include "cost/bill/cell_text.h"
#include "cost/bill/csv_bill.h"

namespace trace_cost::cost {

// How the lines of one file are read.
struct CsvLineForm {
  const CsvForm& form;
  std::vector<std::string> headings;
  BillColumns columns;
  NumberStyle style;
  UtcOffset offset;
  std::string currency;  // of amounts that tell none
};

// Errors begin with the heading of the column, and lack file and line.
base::Result<BillLine> read_csv_line(const CsvLineForm& form,
                                     const std::vector<std::string>& cells);
// An error about the cell of a column that the file has().
base::Error cell_error(const CsvLineForm& form, BillColumn column, std::string_view reason);

}  // namespace trace_cost::cost
