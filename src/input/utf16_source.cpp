#include "input/utf16_source.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "input/code_points.h"
#include "input/encoded_bytes.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kLittleEndian = "\xFF\xFE";
constexpr std::string_view kBigEndian = "\xFE\xFF";
constexpr std::size_t kUnit = 2;
constexpr std::size_t kMostTested = 510;             // bytes behind the mark
constexpr std::size_t kStep = std::size_t{1} << 14;  // holds both halves of a pair, and more

bool has_mark(std::string_view head) {
  return head.starts_with(kLittleEndian) || head.starts_with(kBigEndian);
}
// Where it stands in a unit.
std::size_t high_byte_of(std::string_view head) { return head.starts_with(kBigEndian) ? 0 : 1; }

char32_t unit(std::string_view text, std::size_t at, std::size_t high_byte) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
  return static_cast<char32_t>(byte(high_byte) << 8U | byte(1 - high_byte));
}

bool is_ascii_text(char32_t c) {
  return (c >= U' ' && c <= U'~') || c == U'\t' || c == U'\r' || c == U'\n';
}

class Utf16Source final : public ByteSource {
 public:
  Utf16Source(std::unique_ptr<ByteSource> encoded, DecodingLog& log)
      : encoded_(std::move(encoded)), log_(log) {
    encoded_.fill(kUnit);
    high_byte_ = high_byte_of(encoded_.window());
    if (has_mark(encoded_.window())) encoded_.consume(kUnit);
  }

  base::Result<std::size_t> read(char* into, std::size_t room) override;

 private:
  char32_t character(std::string_view text, std::size_t& at);
  void note(DecodingFault::Kind kind, std::uint64_t offset, const char* what);

  EncodedBytes encoded_;
  DecodingLog& log_;
  std::size_t high_byte_ = 1;  // of a unit
  bool has_replaced_ = false;
};

base::Result<std::size_t> Utf16Source::read(char* into, std::size_t room) {
  if (room < kLongestUtf8) return std::size_t{0};
  encoded_.fill(kStep);
  const std::string_view text = encoded_.window();
  const std::size_t whole = text.size() - text.size() % kUnit;
  std::size_t at = 0;
  std::size_t got = 0;
  while (at < whole && got + kLongestUtf8 <= room) {
    // The second half of a pair may not be there yet.
    const bool is_last = at + kUnit == whole;
    if (is_last && at > 0 && is_high_surrogate(unit(text, at, high_byte_))) break;
    got += write_utf8(character(text.substr(0, whole), at), into + got);
  }
  encoded_.consume(at);
  if (got > 0) return got;
  if (encoded_.failure()) return *encoded_.failure();
  if (!text.empty()) {
    note(DecodingFault::Kind::Cut, encoded_.offset(), "half a character at the end");
    log_.set_cut();
  }
  encoded_.consume(text.size());
  return std::size_t{0};
}

// Of the unit at `at`, which is moved behind it.
char32_t Utf16Source::character(std::string_view text, std::size_t& at) {
  const std::size_t start = std::exchange(at, at + kUnit);
  const char32_t first = unit(text, start, high_byte_);
  if (!is_high_surrogate(first) && !is_low_surrogate(first)) return first;
  if (is_high_surrogate(first) && at < text.size() &&
      is_low_surrogate(unit(text, at, high_byte_))) {
    const char32_t second = unit(text, at, high_byte_);
    at += kUnit;
    return of_surrogates(first, second);
  }
  if (!std::exchange(has_replaced_, true)) {
    note(DecodingFault::Kind::Repaired, encoded_.offset() + start,
         "half of a surrogate pair was replaced by U+FFFD");
  }
  return kReplacement;
}

void Utf16Source::note(DecodingFault::Kind kind, std::uint64_t offset, const char* what) {
  log_.add({kind, offset, fmt::format("UTF-16: {}", what)});
}

}  // namespace

bool is_utf16(std::string_view head) {
  if (!has_mark(head)) return false;
  const std::string_view text = head.substr(kUnit, kMostTested);
  std::size_t units = 0;
  std::size_t of_ascii = 0;
  for (std::size_t at = 0; at + kUnit <= text.size(); at += kUnit, ++units) {
    const char32_t c = unit(text, at, high_byte_of(head));
    if (c == 0) return false;
    if (is_ascii_text(c)) ++of_ascii;
  }
  return 2 * of_ascii >= units;
}

std::unique_ptr<ByteSource> utf16_source(std::unique_ptr<ByteSource> encoded, DecodingLog& log) {
  return std::make_unique<Utf16Source>(std::move(encoded), log);
}

}  // namespace trace_cost::input
