// Bills that a provider's interface answers with: pages of buckets of results.
//
//   {"data": [{START: .., END: .., "results": [{..}, ..]}, ..], "has_more": false, "next_page":
//   null}
//
// A file holds one page, or a list of pages.
#pragma once

#include <optional>
#include <string_view>

#include "base/json_document.h"
#include "base/result.h"
#include "cost/bill/bill_lines.h"

namespace trace_cost::cost {

struct JsonForm {
  std::string_view name;
  std::string_view provider;
  std::string_view start;  // member of a bucket
  std::string_view end;
  // Empty when it is no time.
  std::optional<model::Instant> (*instant)(const base::JsonValue& value);
  // Takes amount, currency, item and kind from a result; says what is wrong with it.
  std::optional<base::JsonFault> (*read_result)(const base::JsonValue& result, BillLine& line);
  // What to do to get the rest of an answer, or the report that has money in it.
  std::string_view advice;
};

extern const JsonForm kOpenAiCosts;
extern const JsonForm kAnthropicCosts;

// Whether the first page of `root` looks like that form's.
bool has_buckets_of(const JsonForm& form, const base::JsonValue& root);

// Reads all pages. A report of usage, which holds no money, is an error, as is anything that is
// not as the form says: file, line, what was expected.
base::Result<Bill> read_json_bill(const BillFile& file, const base::JsonValue& root,
                                  const JsonForm& form);

// The member as a text or the digits of a number; empty when there is none, or it is null.
std::string_view text_of(const base::JsonValue& object, std::string_view member);

}  // namespace trace_cost::cost
