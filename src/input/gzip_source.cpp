#include "input/gzip_source.h"

#include <fmt/format.h>
#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "input/encoded_bytes.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kMagic = "\x1F\x8B\x08";
constexpr std::size_t kHeader = 10;
// What comes out before a damage depends on how much goes in at once; so that is always the same.
constexpr std::size_t kStep = std::size_t{1} << 14;
constexpr std::string_view kCut = "it is cut here";

// Behind a damage anything may look like a magic, so there the rest of the header counts, too.
bool is_plausible_header(std::string_view text) {
  const auto byte = [text](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
  constexpr std::uint8_t kReservedFlags = 0xE0;
  constexpr std::uint8_t kUnknownSystem = 255;
  constexpr std::uint8_t kLastSystem = 13;
  const bool has_flags = (byte(3) & kReservedFlags) == 0;
  const bool has_level = byte(8) == 0 || byte(8) == 2 || byte(8) == 4;
  return has_flags && has_level && (byte(9) <= kLastSystem || byte(9) == kUnknownSystem);
}

std::string_view words_of(int error) {
  switch (error) {
    case ISAL_INVALID_BLOCK:
      return "no deflate block";
    case ISAL_INVALID_SYMBOL:
      return "no symbol of its code";
    case ISAL_INVALID_LOOKBACK:
      return "a reference to before the start";
    case ISAL_INVALID_WRAPPER:
      return "a broken header";
    case ISAL_UNSUPPORTED_METHOD:
      return "an unknown method";
    case ISAL_INCORRECT_CHECKSUM:
      return "the checksum does not fit what was decoded";
    default:
      return "it cannot be inflated";
  }
}

class GzipSource final : public ByteSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> encoded, DecodingLog& log)
      : encoded_(std::move(encoded)), log_(log) {}

  base::Result<std::size_t> read(char* into, std::size_t room) override;

 private:
  enum class State : std::uint8_t { Between, Inside, Torn, Astray, Ended };

  void begin_member();
  std::size_t inflate(char* into, std::size_t room);
  void went_in(std::size_t offered);
  std::size_t resume(char* into);
  void look_back();
  void damaged(State state, std::string_view what);
  // Inside a member, or where one should begin.
  [[nodiscard]] bool is_damaged() const { return state_ == State::Torn || state_ == State::Astray; }

  EncodedBytes encoded_;
  DecodingLog& log_;
  inflate_state inflater_{};
  State state_ = State::Between;
  std::uint64_t member_ = 0;  // where the last one began
  bool is_first_ = true;
  bool has_delivered_ = false;
  int looked_back_ = 0;
};

base::Result<std::size_t> GzipSource::read(char* into, std::size_t room) {
  std::size_t got = 0;
  while (got == 0 && room > 0 && state_ != State::Ended) {
    if (state_ == State::Between) begin_member();
    if (state_ == State::Inside) got = inflate(into, room);
    if (is_damaged() && got == 0) got = resume(into);
  }
  if (got == 0 && encoded_.failure()) return *encoded_.failure();
  has_delivered_ |= got > 0;
  return got;
}

// Zeros behind a member are padding.
void GzipSource::begin_member() {
  encoded_.fill(kStep);
  while (!is_first_ && encoded_.window().starts_with('\0')) {
    const std::size_t zeros = encoded_.window().find_first_not_of('\0');
    encoded_.consume(std::min(zeros, encoded_.window().size()));
    encoded_.fill(kStep);
  }
  if (encoded_.window().empty()) {
    state_ = State::Ended;
    return;
  }
  if (!encoded_.window().starts_with(kMagic))
    return damaged(State::Astray, "something else than gzip behind it");
  isal_inflate_init(&inflater_);
  inflater_.crc_flag = ISAL_GZIP;
  member_ = encoded_.offset();
  state_ = State::Inside;
  is_first_ = false;
}

// Deflated bytes make some sense wherever they are cut: by the time something is found wrong, the
// beginning of the next member may have gone in, too.
void GzipSource::look_back() {
  constexpr int kMostTimes = 64;  // so that no input makes this go over it again and again
  if (looked_back_++ < kMostTimes) encoded_.rewind(member_ + 1);
}

std::size_t GzipSource::inflate(char* into, std::size_t room) {
  constexpr std::size_t kMost = std::numeric_limits<std::int32_t>::max();
  encoded_.fill(kStep);
  const std::string_view window = encoded_.window().substr(0, kStep);
  // ISA-L takes its input as not const, and only reads it. NOLINTNEXTLINE(*-const-cast)
  inflater_.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(window.data()));
  inflater_.avail_in = static_cast<std::uint32_t>(window.size());
  inflater_.next_out = reinterpret_cast<std::uint8_t*>(into);
  inflater_.avail_out = static_cast<std::uint32_t>(std::min(room, kMost));
  const std::uint32_t had_room = inflater_.avail_out;
  const int result = isal_inflate(&inflater_);
  went_in(window.size());
  const std::size_t got = had_room - inflater_.avail_out;
  if (result < 0) {
    const bool is_whole = result == ISAL_INCORRECT_CHECKSUM;
    damaged(is_whole ? State::Astray : State::Torn, words_of(result));
    if (!is_whole) look_back();
  } else if (inflater_.block_state == ISAL_BLOCK_FINISH) {
    state_ = State::Between;
  } else if (window.empty() && got == 0) {  // nothing goes in, nothing comes out any more
    state_ = State::Ended;
    if (encoded_.failure()) return 0;
    damaged(State::Torn, kCut);
    look_back();
  }
  return got;
}

// At the end of a member ISA-L gives back what it has read too much, also of what went in before.
void GzipSource::went_in(std::size_t offered) {
  const std::size_t left = inflater_.avail_in;
  if (left <= offered) return encoded_.consume(offered - left);
  encoded_.rewind(std::max(member_ + 1, encoded_.offset() - (left - offered)));
}

// Goes on with the next member. Where nothing came out before, no line need be ended.
std::size_t GzipSource::resume(char* into) {
  std::size_t least = 0;
  while (encoded_.seek(kMagic, least)) {
    least = 1;
    if (!encoded_.fill(kHeader) || !is_plausible_header(encoded_.window())) continue;
    state_ = State::Between;
    *into = '\n';
    return has_delivered_ ? 1 : 0;
  }
  if (state_ == State::Torn) log_.set_cut();
  state_ = State::Ended;
  return 0;
}

void GzipSource::damaged(State state, std::string_view what) {
  const auto kind = what == kCut ? DecodingFault::Kind::Cut : DecodingFault::Kind::Damaged;
  log_.add({kind, encoded_.offset(), fmt::format("gzip damaged: {}", what)});
  state_ = state;
}

}  // namespace

bool is_gzip(std::string_view head) { return head.starts_with(kMagic); }

std::unique_ptr<ByteSource> gzip_source(std::unique_ptr<ByteSource> encoded, DecodingLog& log) {
  return std::make_unique<GzipSource>(std::move(encoded), log);
}

}  // namespace trace_cost::input
