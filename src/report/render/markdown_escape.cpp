#include "report/render/markdown_escape.h"

#include <algorithm>

#include "base/utf8.h"

namespace trace_cost::report {

namespace {

constexpr std::string_view kActive = "\\`*_[]<>#|~&";

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

std::string markdown_escaped(std::string_view text) {
  const std::string safe = base::printable(text);
  std::string out;
  for (std::size_t i = 0; i < safe.size(); ++i) {
    const char c = safe[i];
    const bool starts_list = i == 0 && (c == '-' || c == '+');
    const bool starts_mention = c == '@' && (i == 0 || !is_word(safe[i - 1]));
    if (starts_list || kActive.find(c) != std::string_view::npos) out += '\\';
    out += c;
    if (starts_mention) out += "&#8203;";
  }
  return out;
}

std::string markdown_fenced(std::string_view code) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : code) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
  return fence + "text\n" + std::string(code) + fence + "\n";
}

}  // namespace trace_cost::report
