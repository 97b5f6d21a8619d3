#include "input/part_plan.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "input/decoded_source.h"

namespace trace_cost::input {

namespace {

bool begins_line_with(std::string_view text, std::string_view start) {
  for (std::size_t at = text.find(start); at != std::string_view::npos;
       at = text.find(start, at + 1)) {
    if (at == 0 || text[at - 1] == '\n') return true;
  }
  return false;
}

// Records behind a log prefix, in a string of a log line, or compressed are not cut: what unwraps
// them goes from line to line.
bool has_records_alone(const ReadableFile& file) {
  constexpr std::size_t kHead = std::size_t{1} << 16;
  std::vector<char> head(kHead);
  const base::Result<std::size_t> got = file.read(0, head.data(), head.size());
  if (!got) return false;
  const std::string_view text(head.data(), *got);
  if (is_encoded(text)) return false;
  return begins_line_with(text, "{\"resourceSpans\":[") ||
         begins_line_with(text, "{\n    \"name\": \"");
}

// Null when the input is to be read whole.
std::shared_ptr<const ReadableFile> file_to_cut(const std::string& path, std::uint64_t part_bytes) {
  if (path == "-") return nullptr;
  std::shared_ptr<const ReadableFile> file = ReadableFile::open(path);
  const bool is_large = file != nullptr && file->size() > 2 * part_bytes;
  return is_large && has_records_alone(*file) ? file : nullptr;
}

}  // namespace

std::vector<Part> plan_parts(const std::vector<InputPath>& inputs, std::uint64_t part_bytes) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::shared_ptr<const ReadableFile> file = file_to_cut(inputs[i].path, part_bytes);
    const std::uint64_t size = file == nullptr ? 1 : file->size();
    for (std::uint64_t from = 0; from < size; from += part_bytes) {
      parts.push_back({i, file, from, std::min(size, from + part_bytes)});
    }
  }
  return parts;
}

}  // namespace trace_cost::input
