// The values of OTLP protobuf as the texts that OTLP JSON has for them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/span.h"

namespace trace_cost::input {

struct ValueText {
  std::string text;  // any bytes: strings of protobuf need not be UTF-8
  model::ValueKind kind = model::ValueKind::Null;
};

// Lists nested deeper than this are written as {}.
inline constexpr std::size_t kValueDepth = 64;

// `any_value` is a message AnyValue. A list is JSON without blanks: {"values":[{"intValue":"1"}]}.
// Empty when the message makes no sense.
std::optional<ValueText> otlp_value_text(std::string_view any_value);

}  // namespace trace_cost::input
