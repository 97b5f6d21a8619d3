#include "input/otlp_fields.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace trace_cost::input {

TEST_CASE("input/otlp_fields: numbers that OTLP has no enumerator for are empty") {
  CHECK(span_kind_of(0) == model::SpanKind::Unspecified);
  CHECK(span_kind_of(5) == model::SpanKind::Consumer);
  CHECK_FALSE(span_kind_of(6));
  CHECK_FALSE(span_kind_of(std::numeric_limits<std::uint64_t>::max()));
  CHECK(status_code_of(2) == model::StatusCode::Error);
  CHECK_FALSE(status_code_of(3));
}

TEST_CASE("input/otlp_fields: the remote bit counts only where it is known") {
  CHECK(parent_place_of(0x201) == model::ParentPlace::Unknown);
  CHECK(parent_place_of(0x101) == model::ParentPlace::Local);
  CHECK(parent_place_of(0xFFFF'FFFF) == model::ParentPlace::Remote);
}

TEST_CASE("input/otlp_fields: a double is printed as JavaScript prints it") {
  struct Number {
    double value;
    std::string_view expected;
  };
  for (const Number& entry : std::to_array<Number>({
           {0, "0"},
           {-0.0, "-0"},
           {1, "1"},
           {100000, "100000"},
           {0.0066646, "0.0066646"},
           {0.1 + 0.2, "0.30000000000000004"},
           {0.000001, "0.000001"},
           {1e-7, "1e-7"},
           {5.115e-10, "5.115e-10"},
           {1e20, "100000000000000000000"},
           {1e21, "1e+21"},
           {1.7976931348623157e308, "1.7976931348623157e+308"},
           {5e-324, "5e-324"},
           {-2.5e-9, "-2.5e-9"},
           {std::nan(""), "NaN"},
           {std::numeric_limits<double>::infinity(), "Infinity"},
           {-std::numeric_limits<double>::infinity(), "-Infinity"},
       })) {
    CHECK(shortest_decimal(entry.value) == entry.expected);
  }
}

}  // namespace trace_cost::input
