#include "input/framed_zstd_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "input/zstd_frames.h"

namespace trace_cost::input {

namespace {

constexpr std::size_t kLength = 4;
constexpr auto kDamaged = DecodingFault::Kind::Damaged;

// One message. Grows by blocks, so that what it holds is never moved, or held twice.
class Message {
 public:
  struct Room {
    char* into = nullptr;
    std::size_t size = 0;
  };
  Room room();
  void grow(std::size_t count) { size_ += count; }
  void clear();

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] char last() const { return blocks_[(size_ - 1) / kBlock][(size_ - 1) % kBlock]; }
  // What was not consumed: all of it that stands in one block.
  [[nodiscard]] std::string_view unread() const;
  void consume(std::size_t count) { read_ += count; }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 18;
  static constexpr std::size_t kKept = 16;  // blocks, for the next message

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t size_ = 0;
  std::size_t read_ = 0;
};

Message::Room Message::room() {
  const std::size_t at = size_ % kBlock;
  const std::size_t block = size_ / kBlock;
  if (block == blocks_.size()) blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlock));
  return {blocks_[block].get() + at, kBlock - at};
}

void Message::clear() {
  size_ = 0;
  read_ = 0;
  if (blocks_.size() > kKept) blocks_.resize(kKept);
}

std::string_view Message::unread() const {
  if (read_ == size_) return {};
  const std::size_t at = read_ % kBlock;
  return {blocks_[read_ / kBlock].get() + at, std::min(kBlock - at, size_ - read_)};
}

class FramedZstdSource final : public ByteSource {
 public:
  FramedZstdSource(std::unique_ptr<ByteSource> encoded, DecodingLimits limits, DecodingLog& log)
      : encoded_(std::move(encoded)), limits_(limits), log_(log) {}

  base::Result<std::size_t> read(char* into, std::size_t room) override;

 private:
  bool next_message();
  struct Fault {
    DecodingFault::Kind kind = kDamaged;
    std::string_view what;
  };
  std::optional<Fault> decode_message();
  void frame_message();
  bool skip_length();

  EncodedBytes encoded_;
  DecodingLimits limits_;
  DecodingLog& log_;
  ZstdFrameDecoder decoder_;
  std::string_view before_;  // what is to be handed out before message_: in length_
  std::string length_;
  Message message_;
  std::string_view behind_;
  std::uint64_t delivered_ = 0;  // by all messages so far
  bool at_frame_ = false;        // a frame is next, and no length
};

base::Result<std::size_t> FramedZstdSource::read(char* into, std::size_t room) {
  const auto is_over = [this] {
    return before_.empty() && message_.unread().empty() && behind_.empty();
  };
  while (is_over() && next_message()) {
  }
  if (is_over() && encoded_.failure()) return *encoded_.failure();
  std::size_t got = 0;
  const auto hand_out = [&](std::string_view text) {
    const std::size_t count = std::min(room - got, text.size());
    std::copy_n(text.data(), count, into + got);
    got += count;
    return count;
  };
  before_.remove_prefix(hand_out(before_));
  while (got < room && !message_.unread().empty()) message_.consume(hand_out(message_.unread()));
  behind_.remove_prefix(hand_out(behind_));
  return got;
}

// False at the end. A frame tells its own end, so the length in front of it is not needed, and
// where it is wrong nothing is lost.
bool FramedZstdSource::next_message() {
  if (!encoded_.fill(1)) return false;
  const std::uint64_t start = encoded_.offset();
  message_.clear();
  const std::optional<Fault> fault =
      skip_length() ? decode_message() : Fault{kDamaged, "no zstd frame behind the length"};
  if (!fault) {
    frame_message();
    return true;
  }
  message_.clear();
  if (encoded_.failure()) return false;
  log_.add({fault->kind, start, fmt::format("zstd message damaged: {}", fault->what)});
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

// Nothing when the message is in message_, else what is wrong with it. A message that goes beyond
// the limit is in there as far as that, and some more, so that whoever limits this source notices.
std::optional<FramedZstdSource::Fault> FramedZstdSource::decode_message() {
  decoder_.begin_frame();
  while (true) {
    const Message::Room room = message_.room();
    const ZstdFrameDecoder::Step step = decoder_.decode(encoded_, room.into, room.size);
    message_.grow(step.got);
    if (step.fault != nullptr) return Fault{kDamaged, step.fault};
    if (step.is_frame_done) return std::nullopt;
    if (delivered_ + message_.size() > allowed_bytes(limits_, log_)) return std::nullopt;
    if (message_.size() > kLargestMessage) return Fault{kDamaged, "a message of more than 256 MiB"};
    if (step.is_starved)
      return Fault{DecodingFault::Kind::Cut, "it is cut at the end of the input"};
  }
}

// A message of nothing but blanks is none, and protobuf is never like that.
void FramedZstdSource::frame_message() {
  const std::string_view start = message_.unread();
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos && start.size() == message_.size()) return message_.clear();
  const bool is_json =
      first != std::string_view::npos && (start[first] == '{' || start[first] == '[');
  if (is_json) {
    behind_ = message_.last() == '\n' ? "" : "\n";
  } else {
    length_.clear();
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
      length_ += static_cast<char>((message_.size() >> shift) & 0xFFU);
    }
    before_ = length_;
  }
  delivered_ += before_.size() + message_.size() + behind_.size();
}

}  // namespace

bool is_framed_zstd(std::string_view head) {
  return head.size() > kLength && is_zstd_frame(head.substr(kLength));
}

std::unique_ptr<ByteSource> framed_zstd_source(std::unique_ptr<ByteSource> encoded,
                                               DecodingLimits limits, DecodingLog& log) {
  return std::make_unique<FramedZstdSource>(std::move(encoded), limits, log);
}

}  // namespace trace_cost::input
