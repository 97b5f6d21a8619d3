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

  [[nodiscard]] bool is_valid() const { return *this != HexId{}; }
  // By words: comparing arrays of bytes calls memcmp, which takes longer than all else about ids.
  friend bool operator==(const HexId& a, const HexId& b) {
    std::uint64_t differs = 0;
    for (std::size_t i = 0; i < kBytes; i += sizeof differs) differs |= a.word(i) ^ b.word(i);
    return differs == 0;
  }
  friend auto operator<=>(const HexId& a, const HexId& b) { return a.bytes <=> b.bytes; }

 private:
  [[nodiscard]] std::uint64_t word(std::size_t from) const {
    static_assert(kBytes % sizeof(std::uint64_t) == 0);
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + from, sizeof word);
    return word;
  }
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
