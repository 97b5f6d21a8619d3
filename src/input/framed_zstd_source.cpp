#include "input/framed_zstd_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "input/zstd_frames.h"

namespace trace_cost::input {

namespace {

constexpr std::size_t kLength = 4;

class FramedZstdSource final : public ByteSource {
 public:
  FramedZstdSource(std::unique_ptr<ByteSource> encoded, DecodingLog& log)
      : encoded_(std::move(encoded)), log_(log), message_(kFirstRoom) {}

  base::Result<std::size_t> read(char* into, std::size_t room) override;

 private:
  static constexpr std::size_t kFirstRoom = std::size_t{1} << 18;

  bool next_message();
  const char* decode_message();
  void frame_message();
  bool skip_length();

  EncodedBytes encoded_;
  DecodingLog& log_;
  ZstdFrameDecoder decoder_;
  std::vector<char> message_;  // kLength bytes of room, the message, room for a line feed
  std::size_t size_ = 0;       // of the message
  std::string_view unread_;    // of message_
  bool at_frame_ = false;      // a frame is next, and no length
};

base::Result<std::size_t> FramedZstdSource::read(char* into, std::size_t room) {
  while (unread_.empty() && next_message()) {
  }
  if (unread_.empty() && encoded_.failure()) return *encoded_.failure();
  const std::size_t got = std::min(room, unread_.size());
  std::copy_n(unread_.data(), got, into);
  unread_.remove_prefix(got);
  return got;
}

// False at the end. A frame tells its own end, so the length in front of it is not needed, and
// where it is wrong nothing is lost.
bool FramedZstdSource::next_message() {
  if (!encoded_.fill(1)) return false;
  const std::uint64_t start = encoded_.offset();
  const char* fault = skip_length() ? decode_message() : "no zstd frame behind the length";
  if (fault == nullptr) {
    frame_message();
    return true;
  }
  if (encoded_.failure()) return false;
  log_.add({DecodingFault::Kind::Damaged, start, fmt::format("zstd message damaged: {}", fault)});
  constexpr std::size_t kPastThisFrame = 1;
  at_frame_ = encoded_.seek(kZstdMagic, kPastThisFrame);
  return at_frame_;
}

bool FramedZstdSource::skip_length() {
  if (std::exchange(at_frame_, false)) return true;
  encoded_.fill(kLength + kZstdMagic.size());
  if (!is_framed_zstd(encoded_.window())) return false;
  encoded_.consume(kLength);
  return true;
}

// Null when the whole message is in message_, else what is wrong with it.
const char* FramedZstdSource::decode_message() {
  decoder_.begin_frame();
  size_ = 0;
  while (true) {
    if (message_.size() - size_ < 2 * kLength) message_.resize(2 * message_.size());
    const std::size_t room = message_.size() - kLength - size_ - 1;
    const ZstdFrameDecoder::Step step =
        decoder_.decode(encoded_, message_.data() + kLength + size_, room);
    size_ += step.got;
    if (step.fault != nullptr) return step.fault;
    if (step.is_frame_done) return nullptr;
    if (size_ > kLargestMessage) return "a message of more than 256 MiB";
    if (step.is_starved) return "it is cut at the end of the input";
  }
}

void FramedZstdSource::frame_message() {
  char* const message = message_.data() + kLength;
  const std::string_view text(message, size_);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool is_json =
      first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  if (is_json) {
    message[size_] = '\n';
    unread_ = {message, size_ + (text.ends_with('\n') ? 0 : 1)};
    return;
  }
  for (std::size_t i = 0; i < kLength; ++i) {
    message_[i] = static_cast<char>((size_ >> (8 * (kLength - 1 - i))) & 0xFF);
  }
  unread_ = {message_.data(), kLength + size_};
}

}  // namespace

bool is_framed_zstd(std::string_view head) {
  return head.size() > kLength && is_zstd_frame(head.substr(kLength));
}

std::unique_ptr<ByteSource> framed_zstd_source(std::unique_ptr<ByteSource> encoded,
                                               DecodingLog& log) {
  return std::make_unique<FramedZstdSource>(std::move(encoded), log);
}

}  // namespace trace_cost::input
