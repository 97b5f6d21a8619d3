#include "input/log_source.h"

#include <utility>

namespace trace_cost::input {

namespace {
constexpr std::size_t kStep = std::size_t{1} << 18;
}  // namespace

LogSource::LogSource(LogPrefixes prefixes, std::string_view begun, Place start, ByteSource& rest)
    : rest_(rest),
      lines_(std::move(prefixes)),
      buffer_(begun),
      step_(kStep),
      bytes_(begun.size()),
      place_(start) {
  cut_lines();
}

base::Result<std::size_t> LogSource::read(char* into, std::size_t room) {
  while (lines_.sorted().unread().empty() && !ended_) read_on();
  const std::size_t got = lines_.sorted().read(into, room);
  if (got == 0 && failure_) return *failure_;
  return got;
}

void LogSource::read_on() {
  const base::Result<std::size_t> got = rest_.read(step_.data(), step_.size());
  if (!got) failure_ = got.error();
  if (!got || *got == 0) return finish();
  looked_at_ -= cursor_;
  buffer_.erase(0, std::exchange(cursor_, 0));
  buffer_.append(step_.data(), *got);
  bytes_ += *got;
  cut_lines();
}

void LogSource::cut_lines() {
  while (true) {
    const std::size_t feed = buffer_.find('\n', looked_at_);
    if (feed != std::string::npos) {
      add_line(feed + 1 - cursor_);
    } else if (buffer_.size() - cursor_ >= kLongestLine) {
      add_line(kLongestLine);
    } else {
      looked_at_ = buffer_.size();
      return;
    }
    looked_at_ = cursor_;
  }
}

void LogSource::add_line(std::size_t size) {
  const std::string_view text = std::string_view(buffer_).substr(cursor_, size);
  lines_.add({text, place_, begins_});
  begins_ = text.ends_with('\n');
  cursor_ += size;
  place_.offset += size;
  if (begins_) ++place_.line;
}

void LogSource::finish() {
  if (cursor_ < buffer_.size()) add_line(buffer_.size() - cursor_);
  lines_.finish();
  ended_ = true;
}

}  // namespace trace_cost::input
