#include "input/limited_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace trace_cost::input {

namespace {

class LimitedSource final : public ByteSource {
 public:
  LimitedSource(std::unique_ptr<ByteSource> decoded, DecodingLimits limits, DecodingLog& log)
      : decoded_(std::move(decoded)), limits_(limits), log_(log) {}

  base::Result<std::size_t> read(char* into, std::size_t room) override;

 private:
  [[nodiscard]] std::uint64_t limit() const { return allowed_bytes(limits_, log_); }
  [[nodiscard]] std::string words() const;

  std::unique_ptr<ByteSource> decoded_;
  DecodingLimits limits_;
  DecodingLog& log_;
  std::uint64_t bytes_ = 0;
  bool is_stopped_ = false;
};

base::Result<std::size_t> LimitedSource::read(char* into, std::size_t room) {
  if (is_stopped_) return std::size_t{0};
  base::Result<std::size_t> got = decoded_->read(into, std::min(room, kLimitedStep));
  if (!got || bytes_ + *got <= limit()) {
    bytes_ += got ? *got : 0;
    return got;
  }
  is_stopped_ = true;
  log_.set_cut();
  log_.add({DecodingFault::Kind::Limit, log_.raw_bytes(), words()});
  return static_cast<std::size_t>(limit() - bytes_);
}

std::string LimitedSource::words() const {
  if (limits_.most) {
    return fmt::format(
        "decodes to more than {} bytes, which --max-decoded allows; the rest was "
        "not read",
        *limits_.most);
  }
  if (limit() == DecodingLimits::kMost) {
    return "decodes to more than 1 TiB; the rest was not read (--max-decoded SIZE allows more)";
  }
  return fmt::format(
      "decodes to more than {} times its size and more than 1 GiB, as a decompression bomb does; "
      "the rest was not read (--max-decoded SIZE allows more)",
      DecodingLimits::kMostFold);
}

}  // namespace

std::uint64_t allowed_bytes(const DecodingLimits& limits, const DecodingLog& log) {
  if (limits.most) return *limits.most;
  const std::uint64_t fold = std::max(limits.any, DecodingLimits::kMostFold * log.raw_bytes());
  return std::min(DecodingLimits::kMost, fold);
}

std::unique_ptr<ByteSource> limited_source(std::unique_ptr<ByteSource> decoded,
                                           DecodingLimits limits, DecodingLog& log) {
  return std::make_unique<LimitedSource>(std::move(decoded), limits, log);
}

}  // namespace trace_cost::input
