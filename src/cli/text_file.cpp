#include "cli/text_file.h"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "input/byte_source.h"
#include "input/decoded_source.h"

namespace trace_cost::cli {

namespace {

base::Error unreadable(const std::string& path, std::string_view reason) {
  return {base::ErrorCode::CannotRead, fmt::format("{}: {}", path, reason)};
}

}  // namespace

base::Result<std::string> read_text_file(const std::string& path, std::uint64_t most) {
  auto file = input::open_source(path);
  if (!file) return unreadable(path, file.error().message);
  input::DecodedSource decoded(std::move(*file), {.limits = {.most = most, .any = most}});
  constexpr std::size_t kStep = std::size_t{1} << 20;
  auto step = std::make_unique<char[]>(kStep);  // NOLINT(*-avoid-c-arrays): bytes of a read
  std::string text;
  while (true) {
    const auto count = decoded.read(step.get(), kStep);
    if (!count) return unreadable(path, count.error().message);
    if (*count == 0) break;
    text.append(step.get(), *count);
    if (text.size() > most) return unreadable(path, fmt::format("more than {} bytes", most));
  }
  const input::DecodingLog log = decoded.close();
  for (const input::DecodingFault& fault : log.faults()) {
    if (fault.is_loss() || fault.kind == input::DecodingFault::Kind::Limit) {
      return unreadable(path, fault.reason);
    }
  }
  return text;
}

}  // namespace trace_cost::cli
