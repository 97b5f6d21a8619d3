// What the values of OTLP mean, whether JSON or protobuf wrote them.
// Source: opentelemetry-proto, trace/v1/trace.proto.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "model/span.h"

namespace trace_cost::input {

// Empty for a number that OTLP has no enumerator for.
std::optional<model::SpanKind> span_kind_of(std::uint64_t number);
std::optional<model::StatusCode> status_code_of(std::uint64_t number);

// Bit 8 of span.flags says whether bit 9 knows that the parent is in another process.
model::ParentPlace parent_place_of(std::uint64_t flags);

// The shortest decimal that reads back as `value`, as JavaScript and Go write it: "0.0000051",
// "1e-7", "100000", "NaN", "-Infinity".
std::string shortest_decimal(double value);

}  // namespace trace_cost::input
