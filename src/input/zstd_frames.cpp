#include "input/zstd_frames.h"

#include <zstd_errors.h>

#include <algorithm>
#include <new>

namespace trace_cost::input {

namespace {

const char* words_of(std::size_t error) {
  switch (ZSTD_getErrorCode(error)) {
    case ZSTD_error_prefix_unknown:
      return "no zstd frame where one must begin";
    case ZSTD_error_checksum_wrong:
      return "the checksum does not fit what was decoded";
    case ZSTD_error_frameParameter_windowTooLarge:
      return "it needs a window of more than 128 MiB (zstd --long=28 and more)";
    case ZSTD_error_dictionary_wrong:
      return "it needs a dictionary";
    default:
      return ZSTD_getErrorName(error);
  }
}

}  // namespace

bool is_zstd_frame(std::string_view head) { return head.starts_with(kZstdMagic); }

bool is_skippable_zstd_frame(std::string_view head) {
  return head.size() >= kZstdMagic.size() && (head[0] & '\xF0') == '\x50' &&
         head.substr(1).starts_with("\x2A\x4D\x18");
}

ZstdFrameDecoder::ZstdFrameDecoder() : context_(ZSTD_createDCtx()) {
  if (!context_) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kWindowLog);
}

void ZstdFrameDecoder::begin_frame() { next_size_ = ZSTD_initDStream(context_.get()); }

ZstdFrameDecoder::Step ZstdFrameDecoder::decode(EncodedBytes& encoded, char* into,
                                                std::size_t room) {
  const std::size_t wanted = std::clamp<std::size_t>(next_size_, 1, EncodedBytes::kLargestFill);
  const bool has_all = encoded.fill(wanted);
  Taken taken = take(encoded.window().substr(0, has_all ? wanted : 0), into, room);
  // zstd wishes for the header of the next block, too, where there may be none.
  if (!has_all && taken.step.gave_nothing()) taken = take(encoded.window(), into, room);
  if (has_all || !taken.step.gave_nothing()) {
    encoded.consume(taken.bytes);
  } else {
    taken.step.is_starved = taken.step.is_torn = true;
  }
  return taken.step;
}

ZstdFrameDecoder::Taken ZstdFrameDecoder::take(
    std::string_view block,
    char* into,  // NOLINT(readability-non-const-parameter): zstd writes there
    std::size_t room) {
  ZSTD_inBuffer in{block.data(), block.size(), 0};
  ZSTD_outBuffer out{into, room, 0};
  next_size_ = ZSTD_decompressStream(context_.get(), &out, &in);
  Step step;
  step.got = out.pos;
  step.is_frame_done = next_size_ == 0;
  if (ZSTD_isError(next_size_) != 0U) {
    const ZSTD_ErrorCode code = ZSTD_getErrorCode(next_size_);
    step.fault = words_of(next_size_);
    step.is_torn = code != ZSTD_error_prefix_unknown && code != ZSTD_error_checksum_wrong;
  }
  return {step, in.pos};
}

}  // namespace trace_cost::input
