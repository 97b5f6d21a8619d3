#include "input/zstd_source.h"

#include <utility>

#include "input/piecewise_source.h"
#include "input/zstd_frames.h"

namespace trace_cost::input {

namespace {

class ZstdSource final : public PiecewiseSource {
 public:
  ZstdSource(std::unique_ptr<ByteSource> encoded, DecodingLog& log)
      : PiecewiseSource(std::move(encoded), "zstd", log) {}

 private:
  std::size_t decode(char* into, std::size_t room) override;
  bool seek_piece() override;

  ZstdFrameDecoder decoder_;
};

std::size_t ZstdSource::decode(char* into, std::size_t room) {
  if (state() == State::Between) {
    if (!encoded().fill(1)) {
      enter(State::Ended);
      return 0;
    }
    decoder_.begin_frame();
    enter(State::Inside);
  }
  const ZstdFrameDecoder::Step step = decoder_.decode(encoded(), into, room);
  if (step.fault != nullptr) {
    damaged(step.fault, step.is_torn ? Missing::RestOfPiece : Missing::Nothing);
  } else if (step.is_frame_done) {
    enter(State::Between);
  } else if (step.is_starved) {
    cut();
  }
  return step.got;
}

bool ZstdSource::seek_piece() {
  constexpr std::size_t kPastThisFrame = 1;
  return encoded().seek(kZstdMagic, kPastThisFrame);
}

}  // namespace

bool is_zstd(std::string_view head) { return is_zstd_frame(head) || is_skippable_zstd_frame(head); }

std::unique_ptr<ByteSource> zstd_source(std::unique_ptr<ByteSource> encoded, DecodingLog& log) {
  return std::make_unique<ZstdSource>(std::move(encoded), log);
}

}  // namespace trace_cost::input
