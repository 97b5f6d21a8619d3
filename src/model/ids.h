// Trace and span ids as OpenTelemetry defines them: 16 and 8 bytes, written as lower-case hex.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace trace_cost::model {

// All zero is invalid (W3C Trace Context) and stands for "no id" here.
template <std::size_t kBytes>
struct HexId {
  std::array<std::uint8_t, kBytes> bytes{};

  [[nodiscard]] bool is_valid() const {
    static_assert(kBytes % sizeof(std::uint64_t) == 0);
    std::array<std::uint64_t, kBytes / sizeof(std::uint64_t)> words{};
    std::memcpy(words.data(), bytes.data(), kBytes);
    std::uint64_t any = 0;
    for (const std::uint64_t word : words) any |= word;
    return any != 0;
  }
  friend auto operator<=>(const HexId&, const HexId&) = default;
};

using TraceId = HexId<16>;
using SpanId = HexId<8>;

// Reads exactly 32 or 16 hex digits of either case, with or without a leading "0x". All zeros are
// read as the invalid id; anything else than such digits is empty.
std::optional<TraceId> read_trace_id(std::string_view text);
std::optional<SpanId> read_span_id(std::string_view text);

std::string to_hex(const TraceId& id);
std::string to_hex(const SpanId& id);

}  // namespace trace_cost::model
