#include "input/gzip_source.h"

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>

#include "input/piecewise_source.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kMagic = "\x1F\x8B\x08";
constexpr std::size_t kHeader = 10;
// What comes out before a damage depends on how much goes in at once; so that is always the same.
constexpr std::size_t kStep = std::size_t{1} << 14;

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

class GzipSource final : public PiecewiseSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> encoded, DecodingLog& log)
      : PiecewiseSource(std::move(encoded), "gzip", log) {}

 private:
  std::size_t decode(char* into, std::size_t room) override;
  bool seek_piece() override;
  void begin_member();
  std::size_t inflate(char* into, std::size_t room);
  void went_in(std::size_t offered);
  void broken(int result);
  void look_back();

  inflate_state inflater_{};
  std::uint64_t member_ = 0;  // where the last one began
  bool is_first_ = true;
  int looked_back_ = 0;
};

std::size_t GzipSource::decode(char* into, std::size_t room) {
  if (state() == State::Between) begin_member();
  return state() == State::Inside ? inflate(into, room) : 0;
}

// Zeros behind a member are padding.
void GzipSource::begin_member() {
  encoded().fill(kStep);
  while (!is_first_ && encoded().window().starts_with('\0')) {
    const std::size_t zeros = encoded().window().find_first_not_of('\0');
    encoded().consume(std::min(zeros, encoded().window().size()));
    encoded().fill(kStep);
  }
  if (encoded().window().empty()) {
    enter(State::Ended);
    return;
  }
  if (!encoded().window().starts_with(kMagic))
    return damaged("something else than gzip behind it", Missing::Nothing);
  isal_inflate_init(&inflater_);
  inflater_.crc_flag = ISAL_GZIP;
  member_ = encoded().offset();
  enter(State::Inside);
  is_first_ = false;
}

void GzipSource::broken(int result) {
  const bool is_whole = result == ISAL_INCORRECT_CHECKSUM;
  damaged(words_of(result), is_whole ? Missing::Nothing : Missing::RestOfPiece);
  if (!is_whole) look_back();
}

// Deflated bytes make some sense wherever they are cut: by the time something is found wrong, the
// beginning of the next member may have gone in, too.
void GzipSource::look_back() {
  constexpr int kMostTimes = 64;  // so that no input makes this go over it again and again
  if (looked_back_++ < kMostTimes) encoded().rewind(member_ + 1);
}

std::size_t GzipSource::inflate(char* into, std::size_t room) {
  constexpr std::size_t kMost = std::numeric_limits<std::int32_t>::max();
  encoded().fill(kStep);
  const std::string_view window = encoded().window().substr(0, kStep);
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
    broken(result);
  } else if (inflater_.block_state == ISAL_BLOCK_FINISH) {
    enter(State::Between);
  } else if (window.empty() && got == 0) {  // nothing goes in, nothing comes out any more
    cut();
    look_back();
  }
  return got;
}

// At the end of a member ISA-L gives back what it has read too much, also of what went in before.
void GzipSource::went_in(std::size_t offered) {
  const std::size_t left = inflater_.avail_in;
  if (left <= offered) return encoded().consume(offered - left);
  encoded().rewind(std::max(member_ + 1, encoded().offset() - (left - offered)));
}

bool GzipSource::seek_piece() {
  for (std::size_t least = 0; encoded().seek(kMagic, least); least = 1) {
    if (encoded().fill(kHeader) && is_plausible_header(encoded().window())) return true;
  }
  return false;
}

}  // namespace

bool is_gzip(std::string_view head) { return head.starts_with(kMagic); }

std::unique_ptr<ByteSource> gzip_source(std::unique_ptr<ByteSource> encoded, DecodingLog& log) {
  return std::make_unique<GzipSource>(std::move(encoded), log);
}

}  // namespace trace_cost::input
