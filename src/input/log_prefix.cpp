#include "input/log_prefix.h"

#include <algorithm>
#include <array>

#include "input/format.h"

namespace trace_cost::input {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_of_name(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '@' || c == '/';
}

// Takes text from the front of a line. What does not match is left alone.
class Front {
 public:
  explicit Front(std::string_view line) : line_(line) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::string_view rest() const { return line_.substr(at_); }
  [[nodiscard]] std::string_view since(std::size_t start) const {
    return line_.substr(start, at_ - start);
  }
  // The program's own text begins here, whatever it looks like.
  void end() { ended_ = true; }
  [[nodiscard]] bool ended() const { return ended_; }

  bool take(std::string_view text) {
    if (!rest().starts_with(text)) return false;
    at_ += text.size();
    return true;
  }
  // As many as there are of those for which `wanted`, and at least `least`.
  template <typename Wanted>
  bool take_while(Wanted wanted, std::size_t least = 1) {
    std::size_t end = at_;
    while (end < line_.size() && wanted(line_[end])) ++end;
    if (end - at_ < least) return false;
    at_ = end;
    return true;
  }
  // '0' stands for a digit, 'a' for a letter, ' ' for itself or a 'T', all else for itself.
  bool take_like(std::string_view picture) {
    if (rest().size() < picture.size()) return false;
    for (std::size_t i = 0; i < picture.size(); ++i) {
      if (!is_like(rest()[i], picture[i])) return false;
    }
    at_ += picture.size();
    return true;
  }
  bool skip_colours() {
    const std::size_t codes = terminal_codes(rest());
    at_ += codes;
    return codes > 0;
  }
  // One blank, or the end of a line that had nothing behind its prefix.
  bool take_gap() {
    return take(" ") || rest().empty() || rest().front() == '\n' || rest().front() == '\r';
  }

 private:
  static bool is_like(char c, char picture) {
    if (picture == '0') return is_digit(c);
    if (picture == 'a') return is_letter(c);
    if (picture == ' ') return c == ' ' || c == 'T';
    return c == picture;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  bool ended_ = false;
};

// 2026-11-22T16:03:47.628613123Z, +00:00 and +0000; also with a blank for the T, and no zone then.
bool take_time(Front& front) {
  if (!front.take_like("0000-00-00 00:00:00")) return false;
  const bool has_fraction = front.take(".") || front.take(",");
  if (has_fraction && !front.take_while(is_digit)) return false;
  static_cast<void>(front.take("Z") || front.take_like("+00:00") || front.take_like("-00:00") ||
                    front.take_like("+0000") || front.take_like("-0000"));
  return front.take_gap();
}

// Nov 22 16:03:47, Nov  2 16:03:47
bool take_syslog_time(Front& front) {
  return (front.take_like("aaa 00 00:00:00") || front.take_like("aaa  0 00:00:00")) &&
         front.take_gap();
}

// "stdout F ", after a time. Behind P anything may come, since a long line is cut anywhere.
bool take_cri(Front& front, LogPrefix& prefix) {
  const std::size_t start = front.at();
  if (!front.take("stdout ") && !front.take("stderr ")) return false;
  const std::string_view stream = front.since(start);
  const bool is_part = front.take("P");
  if (!is_part && !front.take("F")) return false;
  if (!front.take_gap()) return false;
  prefix.writer += stream;
  prefix.is_part = is_part;
  front.end();
  return true;
}

// "host python[4242]: ", "python: " or "app[web.1]: ", after a time.
bool take_process(Front& front, LogPrefix& prefix) {
  const std::size_t start = front.at();
  if (!front.take_while(is_of_name)) return false;
  const bool has_host = front.take(" ");
  if (has_host && !front.take_while(is_of_name)) return false;
  const auto within = [](char c) { return is_of_name(c) || c == ':'; };
  const bool has_number = front.take("[");
  if (has_number && (!front.take_while(within) || !front.take("]"))) return false;
  if ((!has_number && !has_host) || !front.take(":") || !front.take_gap()) return false;
  prefix.writer += front.since(start);
  return true;
}

// "frontend-1    | "
bool take_compose(Front& front, LogPrefix& prefix) {
  const std::size_t start = front.at();
  if (!front.take_while(is_of_name)) return false;
  prefix.writer += front.since(start);
  static_cast<void>(front.take_while([](char c) { return c == ' '; }));
  if (!front.take("|")) return false;
  prefix.writer += '|';
  front.skip_colours();
  return front.take_gap();
}

// "[pod/app/container] "
bool take_kubectl(Front& front, LogPrefix& prefix) {
  const std::size_t start = front.at();
  if (!front.take("[") || !front.take_while(is_of_name)) return false;
  if (front.since(start).find('/') == std::string_view::npos || !front.take("]")) return false;
  front.skip_colours();
  if (!front.take_gap()) return false;
  prefix.writer += front.since(start);
  return true;
}

// "job<TAB>step<TAB>", before a time.
bool take_columns(Front& front, LogPrefix& prefix) {
  const std::size_t start = front.at();
  const auto is_of_column = [](char c) { return c != '\t' && c != '"' && c != '\n' && c != '{'; };
  for (int column = 0; column < 2; ++column) {
    if (!front.take_while(is_of_column) || !front.take("\t")) return false;
  }
  const std::string_view columns = front.since(start);
  static_cast<void>(front.take("\xEF\xBB\xBF"));  // at the start of a step
  if (!take_time(front)) return false;
  prefix.writer += columns;
  return true;
}

bool take_learned(Front& front, const std::vector<std::string>& learned, LogPrefix& prefix) {
  for (const std::string& text : learned) {
    if (!front.take(text)) continue;
    prefix.writer += text;
    return true;
  }
  return false;
}

// Tries one kind of prefix; takes nothing when it is another.
template <typename Take>
bool attempt(Front& front, LogPrefix& prefix, Take take) {
  Front tried = front;
  LogPrefix found = prefix;
  if (!take(tried, found)) return false;
  front = tried;
  prefix = std::move(found);
  return true;
}

bool take_any_time(Front& front, LogPrefix& prefix) {
  const auto rfc = [](Front& f, LogPrefix&) { return take_time(f); };
  const auto syslog = [](Front& f, LogPrefix&) { return take_syslog_time(f); };
  if (!attempt(front, prefix, rfc) && !attempt(front, prefix, syslog)) return false;
  static_cast<void>(attempt(front, prefix, take_cri) || attempt(front, prefix, take_process));
  return true;
}

std::size_t words(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    count += text[i] != ' ' && (i == 0 || text[i - 1] == ' ') ? 1 : 0;
  }
  return count;
}

// What stands between the known prefixes of `line` and the '{' at its end; empty when there is no
// such brace, or when it is nothing that could be a prefix.
std::string_view unknown_prefix(std::string_view line, std::size_t known) {
  if (line.size() > LogPrefixes::kLongest) return {};
  const std::size_t end = line.find_last_not_of(" \r\n");
  if (end == std::string_view::npos || line[end] != '{' || end <= known) return {};
  const std::string_view text = line.substr(known, end - known);
  const bool is_odd = text.find_first_of("\"{}\\\t") != std::string_view::npos;
  return is_odd || text.front() == ' ' ? std::string_view{} : text;
}

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

std::string_view behind_first_line(std::string_view text) {
  const std::size_t feed = text.find('\n');
  return feed == std::string_view::npos ? std::string_view{} : text.substr(feed + 1);
}

}  // namespace

std::size_t terminal_codes(std::string_view text) {
  constexpr std::size_t kLongestCode = 32;
  std::size_t size = 0;
  while (text.substr(size).starts_with("\x1B[")) {
    std::size_t end = size + 2;
    const std::size_t limit = std::min(text.size(), end + kLongestCode);
    while (end < limit && text[end] >= 0x20 && text[end] <= 0x3F) ++end;
    if (end == limit || text[end] < 0x40 || text[end] > 0x7E) break;
    size = end + 1;
  }
  return size;
}

LogPrefix LogPrefixes::of(std::string_view line) const {
  constexpr int kMostInARow = 6;
  line = line.substr(0, kLongest);
  Front front(line);
  LogPrefix prefix;
  for (int i = 0; i < kMostInARow && !front.ended(); ++i) {
    const bool coloured = front.skip_colours();
    const bool found =
        attempt(front, prefix, take_any_time) || attempt(front, prefix, take_compose) ||
        attempt(front, prefix, take_kubectl) || attempt(front, prefix, take_columns) ||
        take_learned(front, learned_, prefix);
    if (!found && !coloured) break;
    prefix.size = front.at();
    if (!found) break;
  }
  return prefix;
}

bool LogPrefixes::begin_log(std::string_view text) {
  constexpr int kLinesToLookAt = 32;
  const std::string_view line = first_line(text);
  const LogPrefix prefix = of(line);
  const bool is_coloured_json = prefix.size > 0 && terminal_codes(line) == prefix.size;
  if (prefix.is_part || (is_coloured_json && line.substr(prefix.size).starts_with("{")))
    return true;
  const std::size_t end = line.find_last_not_of(" \r");
  if (end == std::string_view::npos || line[end] != '{') return false;
  std::string_view following = behind_first_line(text);
  const bool next_has_one = prefix.size > 0 && of(first_line(following)).size > 0;
  const std::string_view unknown = unknown_prefix(line, prefix.size);
  if (unknown.empty()) return next_has_one;
  for (int i = 0; i < kLinesToLookAt && !following.empty(); ++i) {
    const std::string_view other = first_line(following);
    const std::string_view rest = other.substr(of(other).size);
    // The line behind a '{' is indented, or it is the '}'.
    const bool goes_on = rest.starts_with(unknown) && rest.size() > unknown.size() &&
                         (rest[unknown.size()] == ' ' || rest[unknown.size()] == '}');
    if (goes_on) return learn(unknown);
    following = behind_first_line(following);
  }
  return next_has_one;
}

bool LogPrefixes::begins_block(std::string_view text) const {
  const std::string_view first = first_line(text);
  const std::string_view second = first_line(behind_first_line(text));
  const std::size_t prefix = of(first).size;
  if (prefix == 0) return false;
  std::string lines(first.substr(prefix));
  lines += '\n';
  lines += second.substr(of(second).size);
  return format_of_block(lines) != nullptr;
}

bool LogPrefixes::learn_alike(std::string_view line) {
  const std::string_view text = unknown_prefix(line, of(line).size);
  if (text.empty()) return false;
  const bool alike =
      std::any_of(learned_.begin(), learned_.end(),
                  [text](const std::string& learned) { return words(learned) == words(text); });
  return alike && learn(text);
}

bool LogPrefixes::learn(std::string_view text) {
  if (learned_.size() == kMost) return false;
  learned_.emplace_back(text);
  return true;
}

}  // namespace trace_cost::input
