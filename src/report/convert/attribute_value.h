// What an attribute holds, in the two ways in which JSON formats write values.
#pragma once

#include <string>
#include <string_view>

#include "report/convert/named_attributes.h"

namespace trace_cost::report {

// As JSON has it: "alice", 42, true, null, ["a","b"]. Lists as OTLP wraps them are unwrapped; a
// number that JSON has not (NaN), and what is no JSON, becomes a text.
void append_plain_value(const NamedAttribute& attribute, std::string& out);

// An AnyValue of OTLP JSON: {"stringValue":"alice"}, {"intValue":"42"}. Null is {}; what is no JSON
// becomes a text. The reader of OTLP JSON finds the same text and kind in it, and in lists of other
// dumps the same values.
void append_otlp_value(const NamedAttribute& attribute, std::string& out);

// The same as a message AnyValue of protobuf. A number that is no whole one of 64 bits becomes the
// nearest double.
std::string otlp_value_message(const NamedAttribute& attribute);

// Whether the number is a whole one of 64 bits, written as those are.
bool is_int64(std::string_view literal);

}  // namespace trace_cost::report
