#include "input/byte_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

namespace trace_cost::input {

namespace {

bool may_wait(int descriptor) {
  struct stat status {};
  return ::fstat(descriptor, &status) == 0 && !S_ISREG(status.st_mode);
}

class FileSource final : public ByteSource {
 public:
  explicit FileSource(int descriptor)
      : descriptor_(descriptor), wake_(may_wait(descriptor) ? ::eventfd(0, EFD_CLOEXEC) : -1) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
    if (wake_ >= 0) ::close(wake_);
  }

  base::Result<std::size_t> read(char* into, std::size_t room) override {
    if (wake_ >= 0 && is_interrupted()) return std::size_t{0};
    ssize_t got = -1;
    do {
      got = ::read(descriptor_, into, room);
    } while (got < 0 && errno == EINTR);
    if (got < 0) return cannot_read(errno);
    return static_cast<std::size_t>(got);
  }

  void interrupt() override {
    const std::uint64_t one = 1;
    if (wake_ >= 0) static_cast<void>(::write(wake_, &one, sizeof one) == sizeof one);
  }

 private:
  // Waits until there is something to read, or none is wanted any more.
  [[nodiscard]] bool is_interrupted() const {
    std::array<pollfd, 2> waited{{{descriptor_, POLLIN, 0}, {wake_, POLLIN, 0}}};
    int ready = -1;
    do {
      ready = ::poll(waited.data(), waited.size(), -1);
    } while (ready < 0 && errno == EINTR);
    return ready > 0 && waited[1].revents != 0;
  }

  int descriptor_;
  int wake_;  // of what may wait; -1: none
};

class MemorySource final : public ByteSource {
 public:
  MemorySource(std::string_view text, std::size_t step) : left_(text), step_(step) {}

  base::Result<std::size_t> read(char* into, std::size_t room) override {
    const std::size_t count = std::min({room, step_, left_.size()});
    std::copy_n(left_.data(), count, into);
    left_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view left_;
  std::size_t step_;
};

// Both are wishes: where they do not suit, nothing is lost but speed.
void prepare(int descriptor) {
  constexpr int kPipeBytes = 1 << 20;  // what the system lets anyone have; the usual is 64 KiB
  const int is = ::fcntl(descriptor, F_GETPIPE_SZ);                              // NOLINT(*-vararg)
  if (is > 0 && is < kPipeBytes) ::fcntl(descriptor, F_SETPIPE_SZ, kPipeBytes);  // NOLINT(*-vararg)
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
}

}  // namespace

base::Error cannot_read(int error) {
  constexpr std::size_t kLongest = 256;
  std::array<char, kLongest> room{};
  return {base::ErrorCode::CannotRead, ::strerror_r(error, room.data(), room.size())};
}

base::Result<std::unique_ptr<ByteSource>> open_source(const std::string& path) {
  if (path == "-") {
    prepare(STDIN_FILENO);
    return std::unique_ptr<ByteSource>(new FileSource(STDIN_FILENO));
  }
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(*-vararg)
  if (descriptor < 0) return cannot_read(errno);
  prepare(descriptor);
  return std::unique_ptr<ByteSource>(new FileSource(descriptor));
}

std::unique_ptr<ByteSource> memory_source(std::string_view text, std::size_t step) {
  return std::make_unique<MemorySource>(text, step);
}

}  // namespace trace_cost::input
