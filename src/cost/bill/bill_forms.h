// The forms of bills that are read, and which of them a file has.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cost/bill/bill_lines.h"

namespace trace_cost::cost {

struct BillForm {
  std::string_view name;  // what --bill-format takes
  std::string_view summary;
};
std::span<const BillForm> bill_forms();

// Reads the whole bill. Its form is what `terms` say, or what its first bytes and headings look
// like; a table in no known form needs `terms.map`. An error names the file and, where there is
// one, the line, what was found and what was expected.
base::Result<Bill> read_bill_file(const BillFile& file, const BillTerms& terms);

// The reason why a bill is not all of what was charged: the answer has more pages, and none of the
// other bills begins where this one ends. Empty when all are complete.
base::Failure incomplete_bill(std::span<const Bill> bills);

}  // namespace trace_cost::cost
