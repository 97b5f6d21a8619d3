#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace trace_cost::cli {

namespace {

using std::chrono::milliseconds;

std::string size_text(double bytes) {
  constexpr double kKib = 1024;
  if (bytes < kKib) return fmt::format("{:.0f} B", bytes);
  if (bytes < kKib * kKib) return fmt::format("{:.0f} KiB", bytes / kKib);
  if (bytes < kKib * kKib * kKib) return fmt::format("{:.0f} MiB", bytes / kKib / kKib);
  return fmt::format("{:.2f} GiB", bytes / kKib / kKib / kKib);
}

std::string duration_text(double seconds) {
  constexpr std::uint64_t kMinute = 60;
  constexpr std::uint64_t kHour = 60 * kMinute;
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole < kMinute) return fmt::format("{} s", whole);
  if (whole < kHour) return fmt::format("{} min {} s", whole / kMinute, whole % kMinute);
  return fmt::format("{} h {} min", whole / kHour, whole % kHour / kMinute);
}

}  // namespace

std::string progress_text(const Progress& progress) {
  constexpr double kLongest = 100.0 * 60 * 60;  // an estimate beyond this tells nothing
  const auto bytes = static_cast<double>(progress.bytes);
  const double seconds = std::chrono::duration<double>(progress.elapsed).count();
  const double rate = seconds > 0 ? bytes / seconds : 0;
  std::string text = size_text(bytes);
  // A file that grows may give more than its size was.
  const bool has_share = progress.total && *progress.total > 0 && progress.bytes <= *progress.total;
  const auto total = static_cast<double>(progress.total.value_or(0));
  if (has_share) text += fmt::format(" of {} ({:.0f} %)", size_text(total), 100 * bytes / total);
  if (rate > 0) text += fmt::format(", {}/s", size_text(rate));
  if (has_share && rate > 0 && total - bytes < kLongest * rate) {
    text += fmt::format(", {} left", duration_text((total - bytes) / rate));
  }
  return text;
}

ProgressLine::ProgressLine(ProgressPlace place, std::optional<std::uint64_t> total)
    : place_(place), total_(total) {
  if (place_.terminal != nullptr) thread_ = std::thread([this] { run(); });
}

ProgressLine::~ProgressLine() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_over_ = true;
  }
  over_.notify_all();
  thread_.join();
}

void ProgressLine::run() {
  constexpr milliseconds kSilence{1000};
  constexpr milliseconds kPause{100};
  std::unique_lock lock(mutex_);
  milliseconds pause = kSilence;
  while (!over_.wait_for(lock, pause, [this] { return is_over_; })) {
    draw();
    pause = kPause;
  }
  if (!is_drawn_) return;
  std::fputs("\r\x1b[K", place_.terminal);
  std::fflush(place_.terminal);
}

void ProgressLine::draw() {
  const auto elapsed = std::chrono::steady_clock::now() - start_;
  const std::string text = progress_text({bytes_.load(std::memory_order_relaxed), total_,
                                          std::chrono::duration_cast<milliseconds>(elapsed)});
  const std::size_t room = std::max<std::size_t>(place_.width, 1) - 1;
  const std::string line = "\r" + text.substr(0, room) + "\x1b[K";
  std::fwrite(line.data(), 1, line.size(), place_.terminal);
  std::fflush(place_.terminal);
  is_drawn_ = true;
}

}  // namespace trace_cost::cli
