#include "input/zstd_source.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "input/zstd_frames.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kCut = "it is cut here";

class ZstdSource final : public ByteSource {
 public:
  ZstdSource(std::unique_ptr<ByteSource> encoded, DecodingLog& log)
      : encoded_(std::move(encoded)), log_(log) {}

  base::Result<std::size_t> read(char* into, std::size_t room) override;

 private:
  enum class State : std::uint8_t { Between, Inside, Damaged, Ended };

  std::size_t decode(char* into, std::size_t room);
  std::size_t resume(char* into);
  void damaged(std::string_view what);

  EncodedBytes encoded_;
  DecodingLog& log_;
  ZstdFrameDecoder decoder_;
  State state_ = State::Between;
  bool has_delivered_ = false;
  bool is_torn_ = false;  // as the last step was
};

base::Result<std::size_t> ZstdSource::read(char* into, std::size_t room) {
  std::size_t got = 0;
  while (got == 0 && room > 0 && state_ != State::Ended) {
    got = state_ == State::Damaged ? resume(into) : decode(into, room);
  }
  if (got == 0 && encoded_.failure()) return *encoded_.failure();
  has_delivered_ |= got > 0;
  return got;
}

std::size_t ZstdSource::decode(char* into, std::size_t room) {
  if (state_ == State::Between) {
    if (!encoded_.fill(1)) {
      state_ = State::Ended;
      return 0;
    }
    decoder_.begin_frame();
    state_ = State::Inside;
  }
  const ZstdFrameDecoder::Step step = decoder_.decode(encoded_, into, room);
  is_torn_ = step.is_torn;
  if (step.fault != nullptr) {
    damaged(step.fault);
  } else if (step.is_frame_done) {
    state_ = State::Between;
  } else if (step.is_starved) {
    encoded_.failure() ? void(state_ = State::Ended) : damaged(kCut);
  }
  return step.got;
}

// Goes on with the next frame. Where nothing came out before, no line need be ended.
std::size_t ZstdSource::resume(char* into) {
  constexpr std::size_t kPastThisFrame = 1;
  const bool found = encoded_.seek(kZstdMagic, kPastThisFrame);
  if (!found && is_torn_) log_.set_cut();
  state_ = found ? State::Between : State::Ended;
  if (!found || !has_delivered_) return 0;
  *into = '\n';
  return 1;
}

void ZstdSource::damaged(std::string_view what) {
  const auto kind = what == kCut ? DecodingFault::Kind::Cut : DecodingFault::Kind::Damaged;
  log_.add({kind, encoded_.offset(), fmt::format("zstd damaged: {}", what)});
  state_ = State::Damaged;
}

}  // namespace

bool is_zstd(std::string_view head) { return is_zstd_frame(head) || is_skippable_zstd_frame(head); }

std::unique_ptr<ByteSource> zstd_source(std::unique_ptr<ByteSource> encoded, DecodingLog& log) {
  return std::make_unique<ZstdSource>(std::move(encoded), log);
}

}  // namespace trace_cost::input
