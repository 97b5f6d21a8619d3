// What the reference parsers read of a span: all that issue "the whole job" asks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace trace_cost::bench {

struct TraceId {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool operator==(const TraceId&) const = default;
};

// The texts live as long as the record that the parser is at.
struct Span {
  TraceId trace;
  std::uint64_t id = 0;
  std::uint64_t parent = 0;  // 0: a root
  std::uint64_t start_ns = 0;
  std::uint64_t end_ns = 0;
  std::string_view name;
  std::string_view user;               // empty: none
  std::string_view model;              // empty: none
  std::optional<std::int64_t> charge;  // in 10^-9 dollars
  std::uint64_t input_tokens = 0;
  std::uint64_t output_tokens = 0;
  std::uint32_t service = 0;  // a number of SpanStore::services
  std::uint8_t kind = 0;      // as OTLP numbers them
  std::uint8_t status = 0;    // as OTLP numbers them: 2 is an error
};

}  // namespace trace_cost::bench
