#include "cli/file_text.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

namespace trace_cost::cli {

namespace {

constexpr std::size_t kMostBytes = std::size_t{256} << 20U;

base::Error cannot_read(const std::string& path, std::string_view why) {
  return {base::ErrorCode::CannotRead, fmt::format("{}: {}", path, why)};
}

}  // namespace

base::Result<std::string> file_text(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return cannot_read(path, "is a folder");
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  if (file == nullptr) return cannot_read(path, std::generic_category().message(errno));
  std::string text;
  std::array<char, 65536> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    if (text.size() + count > kMostBytes) return cannot_read(path, "larger than 256 MiB");
    text.append(buffer.data(), count);
  }
  if (std::ferror(file.get()) != 0) {
    return cannot_read(path, std::generic_category().message(errno));
  }
  return text;
}

}  // namespace trace_cost::cli
