#include "input/read_ahead_source.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace trace_cost::input {

namespace {

constexpr std::size_t kBlocks = 4;
constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

struct Block {
  std::vector<char> bytes = std::vector<char>(kBlockBytes);
  std::size_t size = 0;
};

// Blocks go round: empty ones to the thread that reads, full ones back.
class ReadAheadSource final : public ByteSource {
 public:
  explicit ReadAheadSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}
  ReadAheadSource(const ReadAheadSource&) = delete;
  ReadAheadSource& operator=(const ReadAheadSource&) = delete;
  ~ReadAheadSource() override;

  base::Result<std::size_t> read(char* into, std::size_t room) override;

 private:
  void run();
  bool read_block();
  bool fill(Block& block);
  bool next_block();

  std::unique_ptr<ByteSource> source_;  // the thread's own while it runs
  std::size_t least_ = 1;               // so is this: bytes that the next block waits for
  Block current_;                       // the reader's own, as are these
  std::string_view unread_;
  bool is_running_ = false;

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::deque<Block> empty_{kBlocks};
  std::deque<Block> full_;
  bool is_stopped_ = false;  // by the reader
  bool is_ended_ = false;    // by the thread; then failure_ and exception_ are settled
  base::Failure failure_;
  std::exception_ptr exception_;
  std::thread thread_;
};

ReadAheadSource::~ReadAheadSource() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

base::Result<std::size_t> ReadAheadSource::read(char* into, std::size_t room) {
  if (!std::exchange(is_running_, true)) thread_ = std::thread([this] { run(); });
  if (unread_.empty() && !next_block()) {
    if (exception_) std::rethrow_exception(exception_);
    if (failure_) return *failure_;
    return std::size_t{0};
  }
  const std::size_t got = std::min(room, unread_.size());
  std::copy_n(unread_.data(), got, into);
  unread_.remove_prefix(got);
  return got;
}

// False when the thread has ended and all it has read was handed out.
bool ReadAheadSource::next_block() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !full_.empty() || is_ended_; });
  if (full_.empty()) return false;
  std::swap(current_, full_.front());
  empty_.push_back(std::move(full_.front()));
  full_.pop_front();
  lock.unlock();
  changed_.notify_all();
  unread_ = {current_.bytes.data(), current_.size};
  return true;
}

void ReadAheadSource::run() {
  try {
    while (read_block()) {
    }
  } catch (...) {
    exception_ = std::current_exception();
  }
  {
    const std::lock_guard lock(mutex_);
    is_ended_ = true;
  }
  changed_.notify_all();
}

bool ReadAheadSource::read_block() {
  Block block{{}, 0};
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !empty_.empty() || is_stopped_; });
    if (is_stopped_) return false;
    block = std::move(empty_.front());
    empty_.pop_front();
  }
  const bool has_more = fill(block);
  if (block.size == 0) return false;
  {
    const std::lock_guard lock(mutex_);
    full_.push_back(std::move(block));
  }
  changed_.notify_all();
  return has_more;
}

// False when there is no more. The first bytes may be all that the reader wants, so it need not
// wait for a whole block of them.
bool ReadAheadSource::fill(Block& block) {
  block.size = 0;
  while (block.size < least_) {
    const base::Result<std::size_t> got =
        source_->read(block.bytes.data() + block.size, block.bytes.size() - block.size);
    if (!got) failure_ = got.error();
    if (!got || *got == 0) return false;
    block.size += *got;
  }
  least_ = kBlockBytes;
  return true;
}

}  // namespace

std::unique_ptr<ByteSource> read_ahead_source(std::unique_ptr<ByteSource> source) {
  return std::make_unique<ReadAheadSource>(std::move(source));
}

}  // namespace trace_cost::input
