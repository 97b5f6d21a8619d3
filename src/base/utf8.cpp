#include "base/utf8.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <vector>

namespace trace_cost::base {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

struct CodePoint {
  utf8proc_int32_t value = -1;  // -1: the bytes are no UTF-8
  std::size_t bytes = 1;
};

// Precondition: `text` is not empty.
CodePoint first_code_point(std::string_view text) {
  CodePoint point;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                  static_cast<utf8proc_ssize_t>(text.size()), &point.value);
  if (n > 0) point.bytes = static_cast<std::size_t>(n);
  if (n <= 0) point.value = -1;
  return point;
}

// Format characters (category Cf) would reorder or hide what stands beside them; of those, only the
// zero-width joiner that glues emoji is let through.
bool must_escape(utf8proc_int32_t c) {
  constexpr utf8proc_int32_t kZeroWidthJoiner = 0x200D;
  if (c == kZeroWidthJoiner) return false;
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
      return true;
    default:
      return false;
  }
}

std::string escaped(utf8proc_int32_t c) {
  switch (c) {
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      break;
  }
  if (c < 0x100) return fmt::format("\\x{:02x}", c);
  return c < 0x10000 ? fmt::format("\\u{:04x}", c) : fmt::format("\\U{:08x}", c);
}

bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

struct Cluster {
  std::string_view text;
  std::size_t cells = 0;
};

constexpr utf8proc_int32_t kEmojiPresentation = 0xFE0F;

bool is_regional_indicator(utf8proc_int32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

// The width of a cluster is that of its widest code point; a flag (two regional indicators) and
// whatever asks for emoji presentation take two cells, which utf8proc does not know.
std::vector<Cluster> clusters(std::string_view text) {
  std::vector<Cluster> found;
  utf8proc_int32_t state = 0;
  utf8proc_int32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = first_code_point(text.substr(at));
    const utf8proc_int32_t c = point.value < 0 ? 0xFFFD : point.value;
    const bool starts = found.empty() || utf8proc_grapheme_break_stateful(before, c, &state) != 0;
    if (starts) found.push_back({text.substr(at, 0), 0});
    Cluster& cluster = found.back();
    cluster.text = {cluster.text.data(), cluster.text.size() + point.bytes};
    const bool two = c == kEmojiPresentation || is_regional_indicator(c);
    const auto width = two ? std::size_t{2} : static_cast<std::size_t>(utf8proc_charwidth(c));
    cluster.cells = std::max(cluster.cells, width);
    before = c;
    at += point.bytes;
  }
  return found;
}

}  // namespace

std::string repaired_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = first_code_point(text.substr(at));
    out += point.value < 0 ? kReplacement : text.substr(at, point.bytes);
    at += point.bytes;
  }
  return out;
}

std::string printable(std::string_view text) {
  if (is_plain_ascii(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = first_code_point(text.substr(at));
    if (point.value < 0) {
      out += kReplacement;
    } else if (must_escape(point.value)) {
      out += escaped(point.value);
    } else {
      out += text.substr(at, point.bytes);
    }
    at += point.bytes;
  }
  return out;
}

std::size_t cells(std::string_view text) {
  if (is_plain_ascii(text)) return text.size();
  std::size_t sum = 0;
  for (const Cluster& cluster : clusters(text)) sum += cluster.cells;
  return sum;
}

std::string shortened(std::string_view text, std::size_t width, Cut cut, std::string_view mark) {
  const std::vector<Cluster> parts = clusters(text);
  std::size_t total = 0;
  for (const Cluster& part : parts) total += part.cells;
  if (total <= width) return std::string(text);
  const std::size_t mark_cells = cells(mark);
  if (width < mark_cells) return {};
  const std::size_t room = width - mark_cells;
  const std::size_t tail_room = cut == Cut::Middle ? room / 2 : 0;

  std::string head;
  std::size_t used = 0;
  for (const Cluster& part : parts) {
    if (used + part.cells > room - tail_room) break;
    head += part.text;
    used += part.cells;
  }
  std::size_t tail_start = parts.size();
  for (std::size_t left = room - used; tail_start > 0 && cut == Cut::Middle; --tail_start) {
    const Cluster& part = parts[tail_start - 1];
    if (part.cells > left) break;
    left -= part.cells;
  }
  head += mark;
  for (std::size_t i = tail_start; i < parts.size(); ++i) head += parts[i].text;
  return head;
}

}  // namespace trace_cost::base
