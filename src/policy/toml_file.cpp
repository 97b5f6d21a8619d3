#include "policy/toml_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace trace_cost::policy {

namespace {

constexpr std::size_t kLargest = std::size_t{1} << 20U;
constexpr std::size_t kDeepestKey = 16;

// A string from its opening quote to behind its closing one, or to the end of what it may span.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  const std::string_view rest = text.substr(begin + 1);
  const bool is_multiline = rest.size() >= 2 && rest[0] == quote && rest[1] == quote;
  std::size_t at = begin + (is_multiline ? 3 : 1);
  for (; at < text.size(); ++at) {
    if (text[at] == '\\' && quote == '"') {
      ++at;
    } else if (!is_multiline && (text[at] == quote || text[at] == '\n')) {
      return at + 1;
    } else if (is_multiline && text.substr(at, 3) == std::string(3, quote)) {
      return at + 3;
    }
  }
  return text.size();
}

// The line of a dotted key with too many parts; 0 when there is none. toml++ bounds the brackets
// but not the dots, and frees its tables by recursion.
std::uint32_t line_of_deep_key(std::string_view text) {
  std::size_t dots = 0;
  std::uint32_t line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    std::size_t next = at + 1;
    if (c == '"' || c == '\'') next = end_of_string(text, at);
    if (c == '#') next = std::min(text.find('\n', at), text.size());
    if (c == '.' && ++dots > kDeepestKey) return line;
    if (std::string_view("\n=,{}[]").find(c) != std::string_view::npos) dots = 0;
    next = std::min(next, text.size());
    line += static_cast<std::uint32_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                  text.begin() + static_cast<std::ptrdiff_t>(next),
                                                  '\n'));
    at = next;
  }
  return 0;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

toml::table TomlFile::parse() {
  if (text_.size() > kLargest) {
    fault({1, 1}, fmt::format("{} bytes are more than a policy needs (1 MiB)", text_.size()));
    return {};
  }
  if (const std::uint32_t deep = line_of_deep_key(text_); deep != 0) {
    fault({deep, 1}, fmt::format("a key of more than {} parts", kDeepestKey));
    return {};
  }
  try {
    return toml::parse(text_, name_);
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    constexpr std::size_t kShown = 60;
    const std::string shown =
        base::shortened(base::printable(line(at.line)), kShown, base::Cut::End, "…");
    fault(at, fmt::format("{}, in: {}", error.description(), shown));
  }
  return {};
}

void TomlFile::fault(toml::source_position at, std::string message) {
  faults_.push_back({at.line, at.column, std::move(message)});
}

std::string TomlFile::fault_text() const {
  constexpr std::size_t kMost = 10;
  std::vector<TomlFault> sorted = faults_;
  std::stable_sort(sorted.begin(), sorted.end(), [](const TomlFault& a, const TomlFault& b) {
    return a.line != b.line ? a.line < b.line : a.column < b.column;
  });
  std::string text;
  for (std::size_t i = 0; i < std::min(sorted.size(), kMost); ++i) {
    text += fmt::format("{}{}:{}:{}: {}", i == 0 ? "" : "\n", name_, sorted[i].line,
                        sorted[i].column, sorted[i].message);
  }
  if (sorted.size() > kMost) text += fmt::format("\n{}: {} more", name_, sorted.size() - kMost);
  return text;
}

Place TomlFile::place_of(const toml::node& node) const {
  return {std::string(name_), std::max<std::uint32_t>(1, node.source().begin.line)};
}

std::string TomlFile::literal_of(const toml::node& node) const {
  const toml::source_position begin = node.source().begin;
  std::string_view rest = line(begin.line);
  for (std::uint32_t left = begin.column; left > 1 && !rest.empty(); --left) {
    rest.remove_prefix(1);
    while (!rest.empty() && is_continuation(rest.front())) rest.remove_prefix(1);
  }
  std::string digits(rest.substr(0, rest.find_first_of(" \t\r,]}#")));
  digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
  return digits;
}

std::string_view TomlFile::line(std::uint32_t number) const {
  std::string_view rest = text_;
  for (std::uint32_t i = 1; i < number; ++i) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    rest.remove_prefix(end + 1);
  }
  return rest.substr(0, rest.find('\n'));
}

}  // namespace trace_cost::policy
