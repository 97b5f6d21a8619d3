#include "propagation/mangled_id.h"

#include <algorithm>
#include <array>
#include <string>

namespace trace_cost::propagation {

namespace {

using model::TraceId;

constexpr std::size_t kHalf = 8;

TraceId halves(const std::uint8_t* high, const std::uint8_t* low) {
  TraceId id;
  if (high != nullptr) std::copy(high, high + kHalf, id.bytes.begin());
  if (low != nullptr) std::copy(low, low + kHalf, id.bytes.begin() + kHalf);
  return id;
}

TraceId reversed(TraceId id) {
  std::reverse(id.bytes.begin(), id.bytes.end());
  return id;
}

TraceId with_reversed_halves(TraceId id) {
  std::reverse(id.bytes.begin(), id.bytes.begin() + kHalf);
  std::reverse(id.bytes.begin() + kHalf, id.bytes.end());
  return id;
}

std::uint64_t low_half(const TraceId& id) {
  std::uint64_t number = 0;
  for (std::size_t i = kHalf; i < 2 * kHalf; ++i) number = number << 8U | id.bytes[i];
  return number;
}

// The 53 bits that a double keeps agree, and the last ones are what rounding leaves.
bool is_rounded(const TraceId& sent, const TraceId& received) {
  const std::uint64_t before = low_half(sent);
  const std::uint64_t after = low_half(received);
  if (before == after || before < std::uint64_t{1} << 53U) return false;
  // Not out of range: below 2^64 the rounded number is at most 2^64.
  const auto rounded = static_cast<double>(before);
  if (rounded >= 18446744073709551616.0) return false;
  return static_cast<std::uint64_t>(rounded) == after;
}

int base64_value(char c) {
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  return -1;
}

// The first 16 bytes of what hex digits give when they are read as base64.
TraceId as_base64(const TraceId& id) {
  const std::string digits = model::to_hex(id);
  TraceId read;
  std::size_t at = 0;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char digit : digits) {
    bits = bits << 6U | static_cast<std::uint32_t>(base64_value(digit));
    count += 6;
    if (count < 8) continue;
    count -= 8;
    if (at < read.bytes.size()) read.bytes[at++] = static_cast<std::uint8_t>(bits >> count);
    bits &= (1U << count) - 1;
  }
  return read;
}

std::size_t differing_digits(const TraceId& a, const TraceId& b) {
  std::size_t differing = 0;
  for (std::size_t i = 0; i < a.bytes.size(); ++i) {
    const auto differs = static_cast<unsigned>(a.bytes[i] ^ b.bytes[i]);
    differing += ((differs & 0xF0U) != 0 ? 1U : 0U) + ((differs & 0x0FU) != 0 ? 1U : 0U);
  }
  return differing;
}

// "0af7…" for the first or the last 16 digits or more, and zeros for the rest.
bool is_cut(const TraceId& sent, const TraceId& received) {
  const std::string before = model::to_hex(sent);
  const std::string after = model::to_hex(received);
  const auto kept = static_cast<std::size_t>(
      std::mismatch(before.begin(), before.end(), after.begin()).first - before.begin());
  const auto kept_behind = static_cast<std::size_t>(
      std::mismatch(before.rbegin(), before.rend(), after.rbegin()).first - before.rbegin());
  const auto zeros = [](std::string_view text) {
    return text.find_first_not_of('0') == std::string_view::npos;
  };
  const std::string_view text = after;
  return (kept >= 16 && zeros(text.substr(kept))) ||
         (kept_behind >= 16 && zeros(text.substr(0, text.size() - kept_behind)));
}

bool is_shortened(const TraceId& sent, const TraceId& received) {
  std::string before = model::to_hex(sent);
  const std::size_t zeros = std::min(before.find_first_not_of('0'), before.size());
  if (zeros == 0 || zeros > 16) return false;
  before.erase(0, zeros);
  before.append(zeros, '0');
  return before == model::to_hex(received);
}

struct Words {
  Mangling mangling;
  std::string_view what;
  std::string_view remedy;
};

constexpr std::array kWords{
    Words{Mangling::None, "replaced by another", "find what makes ids anew between the two"},
    Words{
        Mangling::TruncatedToLow64, "truncated to its low 64 bits",
        "turn on 128-bit trace ids where the 64-bit ones are written (B3-64, Datadog, old Zipkin)"},
    Words{Mangling::TruncatedToHigh64, "truncated to its high 64 bits",
          "keep the low half of the id where 64 bits must do, or turn on 128-bit ids"},
    Words{Mangling::ShortenedZeros, "without its leading zeros",
          "pad ids with zeros on the left to 32 digits"},
    Words{Mangling::SwappedHalves, "with its halves swapped",
          "put the high 64 bits first where the id is made of two numbers"},
    Words{Mangling::ReversedBytes, "with its bytes reversed", "write ids in big-endian byte order"},
    Words{Mangling::ReversedHalves, "with the bytes of each half reversed",
          "write both numbers of the id in big-endian byte order"},
    Words{Mangling::ReencodedBase64, "re-encoded, hex read as base64 or the other way round",
          "read trace ids of OTLP JSON as hex, never as protobuf's base64"},
    Words{Mangling::RoundedDouble, "rounded by a floating point number",
          "carry ids as text or as 64-bit integers, never as JSON numbers"},
    Words{Mangling::OneDigit, "changed in one digit",
          "find the code that writes the header by hand, or the storage that garbles it"},
    Words{Mangling::TruncatedDigits, "cut, with zeros in the place of digits",
          "give the field that carries the id room for all 32 digits"},
};

const Words& words_of(Mangling mangling) {
  return *std::find_if(kWords.begin(), kWords.end(),
                       [&](const Words& words) { return words.mangling == mangling; });
}

}  // namespace

Mangling mangling_between(const TraceId& sent, const TraceId& received) {
  if (!sent.is_valid() || !received.is_valid() || sent == received) return Mangling::None;
  const std::uint8_t* high = sent.bytes.data();
  const std::uint8_t* low = high + kHalf;
  if (received == halves(nullptr, low)) return Mangling::TruncatedToLow64;
  if (received == halves(nullptr, high) || received == halves(high, nullptr)) {
    return Mangling::TruncatedToHigh64;
  }
  if (received == halves(low, high)) return Mangling::SwappedHalves;
  if (received == reversed(sent)) return Mangling::ReversedBytes;
  if (received == with_reversed_halves(sent)) return Mangling::ReversedHalves;
  if (is_shortened(sent, received)) return Mangling::ShortenedZeros;
  if (received == as_base64(sent) || sent == as_base64(received)) return Mangling::ReencodedBase64;
  if (differing_digits(sent, received) == 1) return Mangling::OneDigit;
  if (is_rounded(sent, received)) return Mangling::RoundedDouble;
  return is_cut(sent, received) ? Mangling::TruncatedDigits : Mangling::None;
}

std::string_view describe(Mangling mangling) { return words_of(mangling).what; }
std::string_view remedy(Mangling mangling) { return words_of(mangling).remedy; }

}  // namespace trace_cost::propagation
