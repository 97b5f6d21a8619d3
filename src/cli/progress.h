// How far reading has come, on one line of the terminal that is redrawn and taken away at the end:
//
//   412 MiB of 975 MiB (42 %), 1.20 GiB/s, 1 s left
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace trace_cost::cli {

struct Progress {
  std::uint64_t bytes = 0;             // read from files
  std::optional<std::uint64_t> total;  // of all files; empty when one of them is a pipe
  std::chrono::milliseconds elapsed{};
};

// Without a line feed. What is not known is left out.
std::string progress_text(const Progress& progress);

// Where progress is shown.
struct ProgressPlace {
  std::FILE* terminal = nullptr;  // null: nowhere
  std::size_t width = 0;          // columns
};

// Shows progress as long as it lives, from the first second on. Its thread sleeps otherwise.
class ProgressLine {
 public:
  ProgressLine(ProgressPlace place, std::optional<std::uint64_t> total);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine();

  // To be counted up by whoever reads.
  [[nodiscard]] std::atomic<std::uint64_t>& bytes() { return bytes_; }

 private:
  void run();
  void draw();

  ProgressPlace place_;
  std::optional<std::uint64_t> total_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::atomic<std::uint64_t> bytes_{0};
  std::mutex mutex_;  // guards is_over_
  std::condition_variable over_;
  bool is_over_ = false;
  bool is_drawn_ = false;  // the thread's own, until it has ended
  std::thread thread_;
};

}  // namespace trace_cost::cli
