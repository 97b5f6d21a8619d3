#include "input/file_range.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>

namespace trace_cost::input {

namespace {

class FileRange final : public ByteSource {
 public:
  FileRange(std::shared_ptr<const ReadableFile> file, std::uint64_t from, std::uint64_t to)
      : file_(std::move(file)), at_(from), to_(to) {}

  base::Result<std::size_t> read(char* into, std::size_t room) override {
    const auto left = static_cast<std::size_t>(std::min<std::uint64_t>(room, to_ - at_));
    if (left == 0) return std::size_t{0};
    base::Result<std::size_t> got = file_->read(at_, into, left);
    if (got) at_ += *got;
    return got;
  }
  [[nodiscard]] bool more_follows() const override { return to_ < file_->size(); }

 private:
  std::shared_ptr<const ReadableFile> file_;
  std::uint64_t at_;
  std::uint64_t to_;
};

// The place in `text` of the '{' of the first border at or behind `from`; npos when there is none.
std::size_t border_in(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('\n', from - 1); at != std::string_view::npos;
       at = text.find('\n', at + 1)) {
    if (at == 0 || at + 1 == text.size() || text[at + 1] != '{') continue;
    const bool has_return = text[at - 1] == '\r' && at >= 2;
    if (text[at - (has_return ? 2 : 1)] == '}') return at + 1;
  }
  return std::string_view::npos;
}

}  // namespace

std::shared_ptr<const ReadableFile> ReadableFile::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(*-vararg)
  if (descriptor < 0) return nullptr;
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    return nullptr;
  }
  const auto size = static_cast<std::uint64_t>(status.st_size);
  return std::shared_ptr<const ReadableFile>(new ReadableFile(descriptor, size));
}

ReadableFile::~ReadableFile() { ::close(descriptor_); }

base::Result<std::size_t> ReadableFile::read(std::uint64_t offset, char* into,
                                             std::size_t room) const {
  ssize_t got = -1;
  do {
    got = ::pread(descriptor_, into, room, static_cast<off_t>(offset));
  } while (got < 0 && errno == EINTR);
  if (got >= 0) return static_cast<std::size_t>(got);
  return cannot_read(errno);
}

std::uint64_t find_record_border(const ReadableFile& file, std::uint64_t from, std::uint64_t end) {
  constexpr std::size_t kStep = std::size_t{1} << 16;
  constexpr std::size_t kBefore = 3;  // "}\r\n" may stand before `from`
  if (from == 0) return 0;
  std::vector<char> buffer(kStep);
  std::uint64_t before = std::min<std::uint64_t>(from, kBefore);
  std::uint64_t at = from - before;
  while (at < end) {
    const base::Result<std::size_t> got = file.read(at, buffer.data(), kStep);
    if (!got || *got <= before) break;
    const std::size_t border = border_in({buffer.data(), *got}, before);
    if (border != std::string_view::npos) return std::min(at + border, end);
    at += *got - kBefore;
    before = kBefore;
  }
  return end;
}

std::unique_ptr<ByteSource> file_range(std::shared_ptr<const ReadableFile> file, std::uint64_t from,
                                       std::uint64_t to) {
  return std::make_unique<FileRange>(std::move(file), from, to);
}

}  // namespace trace_cost::input
