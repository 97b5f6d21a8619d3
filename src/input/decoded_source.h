// What is written in a file, whatever it was compressed with: looks at the first bytes, and at the
// first bytes of what comes out of them, and puts a decoder on top as long as one knows them.
//
//   file ──▶ gzip ──▶ limit ──▶ UTF-16 ──▶ limit ──▶ read ahead ──▶
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>

#include "input/byte_source.h"
#include "input/decoding_log.h"
#include "input/limited_source.h"

namespace trace_cost::input {

struct DecodingOptions {
  DecodingLimits limits = {};
  bool read_ahead = false;  // decode on a thread of its own
  // Grows by every byte that is read from a file; may be null.
  std::atomic<std::uint64_t>* consumed = nullptr;
};

class DecodedSource final : public ByteSource {
 public:
  // An encoding around more encodings than this is not decoded.
  static constexpr std::size_t kDeepest = 4;

  // So many of the first bytes tell an encoding.
  static constexpr std::size_t kHead = 512;

  DecodedSource(std::unique_ptr<ByteSource> file, const DecodingOptions& options);
  DecodedSource(const DecodedSource&) = delete;
  DecodedSource& operator=(const DecodedSource&) = delete;
  ~DecodedSource() override;

  base::Result<std::size_t> read(char* into, std::size_t room) override;
  [[nodiscard]] bool more_follows() const override;
  [[nodiscard]] bool is_cut() const override { return has_ended_ && log_->is_cut(); }
  // Ends reading, without waiting for a pipe; nothing may be called afterwards. How far it had come
  // when nobody wanted more is chance, and left out: of a file that was not read to its end
  // raw_bytes() are those of its head, and damage behind what read() has handed out is not told.
  DecodingLog close();

 private:
  void stop();

  std::unique_ptr<DecodingLog> log_;  // the thread's own while it reads ahead
  DecodingLog head_log_;              // of the head alone
  bool more_follows_ = false;
  bool has_ended_ = false;  // read() has told so
  std::unique_ptr<ByteSource> top_;
  ByteSource* file_ = nullptr;  // below `top_`
};

// Whether a file that begins like this is decoded.
bool is_encoded(std::string_view head);

}  // namespace trace_cost::input
