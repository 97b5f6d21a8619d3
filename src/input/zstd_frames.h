// One zstd frame after the other out of encoded bytes. zstd decodes (RFC 8878).
#pragma once

#include <zstd.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "input/encoded_bytes.h"

namespace trace_cost::input {

inline constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";

bool is_zstd_frame(std::string_view head);
// A frame that holds no data; readers skip it.
bool is_skippable_zstd_frame(std::string_view head);

class ZstdFrameDecoder {
 public:
  struct Step {
    std::size_t got = 0;
    bool is_frame_done = false;
    bool is_starved = false;      // the input has ended inside the frame, and all is decoded
    const char* fault = nullptr;  // why the frame cannot be decoded any further
    bool is_torn = false;         // for one of these reasons, the rest of the frame is missing

    [[nodiscard]] bool gave_nothing() const {
      return got == 0 && !is_frame_done && fault == nullptr;
    }
  };
  // Frames that need a larger window than 2^kWindowLog bytes are a fault.
  static constexpr int kWindowLog = 27;

  ZstdFrameDecoder();
  void begin_frame();
  // Takes one block of the frame at most, and none that is not whole, and fills up to `room` bytes
  // at `into`. So a fault costs no block before it, and whatever begins behind it is still there.
  Step decode(EncodedBytes& encoded, char* into, std::size_t room);

 private:
  struct Taken {
    Step step;
    std::size_t bytes = 0;  // of those that were offered
  };
  Taken take(std::string_view block, char* into, std::size_t room);

  struct Free {
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> context_;
  std::size_t next_size_ = 0;  // of the encoded bytes up to the end of the next block
};

}  // namespace trace_cost::input
