#include "input/otlp_fields.h"

#include <array>
#include <charconv>
#include <cmath>

namespace trace_cost::input {

std::optional<model::SpanKind> span_kind_of(std::uint64_t number) {
  if (number > static_cast<std::uint64_t>(model::SpanKind::Consumer)) return std::nullopt;
  return static_cast<model::SpanKind>(number);
}

std::optional<model::StatusCode> status_code_of(std::uint64_t number) {
  if (number > static_cast<std::uint64_t>(model::StatusCode::Error)) return std::nullopt;
  return static_cast<model::StatusCode>(number);
}

model::ParentPlace parent_place_of(std::uint64_t flags) {
  constexpr std::uint64_t kKnown = 0x100;
  constexpr std::uint64_t kRemote = 0x200;
  if ((flags & kKnown) == 0) return model::ParentPlace::Unknown;
  return (flags & kRemote) != 0 ? model::ParentPlace::Remote : model::ParentPlace::Local;
}

std::string shortest_decimal(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  constexpr double kSmallestPlain = 1e-6;
  constexpr double kFirstWithExponent = 1e21;
  const double size = std::fabs(value);
  const bool plain = value == 0 || (size >= kSmallestPlain && size < kFirstWithExponent);
  std::array<char, 64> digits{};
  const auto written =
      std::to_chars(digits.data(), digits.data() + digits.size(), value,
                    plain ? std::chars_format::fixed : std::chars_format::scientific);
  std::string text(digits.data(), written.ptr);
  const std::size_t exponent = text.find('e');
  const bool padded = exponent != std::string::npos && text[exponent + 2] == '0';
  if (padded) text.erase(exponent + 2, 1);
  return text;
}

}  // namespace trace_cost::input
