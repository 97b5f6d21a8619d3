#include "input/decoded_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <vector>

#include "input/framed_zstd_source.h"
#include "input/gzip_source.h"
#include "input/read_ahead_source.h"
#include "input/utf16_source.h"
#include "input/zstd_source.h"

namespace trace_cost::input {

namespace {

struct Encoding {
  const char* name = nullptr;
  bool (*recognises)(std::string_view head) = nullptr;
  std::unique_ptr<ByteSource> (*decode)(std::unique_ptr<ByteSource> encoded, DecodingLimits limits,
                                        DecodingLog& log) = nullptr;
};

// Of decoders that hold little, and leave the limit to others.
template <std::unique_ptr<ByteSource> (*kDecode)(std::unique_ptr<ByteSource>, DecodingLog&)>
std::unique_ptr<ByteSource> holding_little(std::unique_ptr<ByteSource> encoded, DecodingLimits,
                                           DecodingLog& log) {
  return kDecode(std::move(encoded), log);
}

constexpr std::array kEncodings{
    Encoding{"gzip", is_gzip, holding_little<gzip_source>},
    Encoding{"zstd", is_zstd, holding_little<zstd_source>},
    Encoding{"zstd-messages", is_framed_zstd, framed_zstd_source},
    Encoding{"utf-16", is_utf16, holding_little<utf16_source>},
};

static_assert(kLimitedStep >= kSmallestRoom);

// Null when the bytes are to be taken as they are.
const Encoding* encoding_of(std::string_view head) {
  const auto* found = std::find_if(kEncodings.begin(), kEncodings.end(),
                                   [&](const Encoding& e) { return e.recognises(head); });
  return found == kEncodings.end() ? nullptr : found;
}

// Tells `count` how many bytes each read() gave.
class CountedSource final : public ByteSource {
 public:
  using Count = std::function<void(std::size_t)>;
  CountedSource(std::unique_ptr<ByteSource> source, Count count)
      : source_(std::move(source)), count_(std::move(count)) {}

  base::Result<std::size_t> read(char* into, std::size_t room) override {
    base::Result<std::size_t> got = source_->read(into, room);
    if (got) count_(*got);
    return got;
  }
  [[nodiscard]] bool more_follows() const override { return source_->more_follows(); }

 private:
  std::unique_ptr<ByteSource> source_;
  Count count_;
};

// Shows the first bytes of a source before they are read, and reads it with room for `step` bytes
// and more.
class HeadedSource final : public ByteSource {
 public:
  HeadedSource(std::unique_ptr<ByteSource> source, std::size_t step)
      : source_(std::move(source)), step_(step), buffer_(step + DecodedSource::kHead) {
    while (unread_ < DecodedSource::kHead && fill()) {
    }
  }

  [[nodiscard]] std::string_view head() const { return {buffer_.data(), unread_}; }

  base::Result<std::size_t> read(char* into, std::size_t room) override {
    if (unread_ == 0 && room >= step_ && !failure_) return source_->read(into, room);
    if (unread_ == 0) fill();
    if (unread_ == 0 && failure_) return *failure_;
    const std::size_t got = std::min(room, unread_);
    std::copy_n(buffer_.data() + read_, got, into);
    read_ += got;
    unread_ -= got;
    return got;
  }
  [[nodiscard]] bool more_follows() const override { return source_->more_follows(); }

 private:
  // False at the end. Never called when all of the head is there and unread.
  bool fill() {
    if (failure_) return false;
    if (unread_ == 0) read_ = 0;
    const std::size_t from = read_ + unread_;
    const auto got = source_->read(buffer_.data() + from, step_);
    if (!got) failure_ = got.error();
    unread_ += got ? *got : 0;
    return got && *got > 0;
  }

  std::unique_ptr<ByteSource> source_;
  std::size_t step_;
  std::vector<char> buffer_;
  std::size_t read_ = 0;
  std::size_t unread_ = 0;
  base::Failure failure_;
};

}  // namespace

DecodedSource::DecodedSource(std::unique_ptr<ByteSource> file, const DecodingOptions& options)
    : log_(std::make_unique<DecodingLog>()), file_(file.get()) {
  constexpr std::size_t kFileStep = std::size_t{1} << 16;
  const auto report_progress = [consumed = options.consumed](std::size_t got) {
    if (consumed != nullptr) consumed->fetch_add(got, std::memory_order_relaxed);
  };
  const auto note_taken = [log = log_.get()](std::size_t got) { log->add_raw_bytes(got); };
  auto source = std::make_unique<HeadedSource>(
      std::make_unique<CountedSource>(std::move(file), report_progress), kFileStep);
  more_follows_ = source->more_follows();
  head_log_.set_raw_bytes(source->head().substr(0, kHead).size());
  std::size_t depth = 0;
  for (; depth < kDeepest; ++depth) {
    const Encoding* encoding = encoding_of(source->head());
    if (encoding == nullptr) break;
    log_->add_encoding(encoding->name);
    head_log_.add_encoding(encoding->name);
    std::unique_ptr<ByteSource> encoded = std::move(source);
    if (depth == 0) encoded = std::make_unique<CountedSource>(std::move(encoded), note_taken);
    auto decoded = encoding->decode(std::move(encoded), options.limits, *log_);
    source = std::make_unique<HeadedSource>(
        limited_source(std::move(decoded), options.limits, *log_), kLimitedStep);
  }
  if (depth == kDeepest && is_encoded(source->head())) {
    log_->add({DecodingFault::Kind::Limit, 0,
               fmt::format("is encoded more than {} times over; unpack it first", kDeepest)});
  }
  top_ = std::move(source);
  if (depth > 0 && options.read_ahead) top_ = read_ahead_source(std::move(top_));
}

DecodedSource::~DecodedSource() { stop(); }

base::Result<std::size_t> DecodedSource::read(char* into, std::size_t room) {
  base::Result<std::size_t> got = top_->read(into, room);
  if (!got || *got == 0) has_ended_ = true;
  return got;
}

void DecodedSource::stop() {
  if (top_ == nullptr) return;
  file_->interrupt();
  top_.reset();
}

DecodingLog DecodedSource::close() {
  stop();
  if (!has_ended_) return std::move(head_log_);
  if (log_->is_given_up()) log_->set_raw_bytes(head_log_.raw_bytes());
  return std::move(*log_);
}

bool DecodedSource::more_follows() const { return more_follows_; }

bool is_encoded(std::string_view head) { return encoding_of(head) != nullptr; }

}  // namespace trace_cost::input
