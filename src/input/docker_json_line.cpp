#include "input/docker_json_line.h"

#include <algorithm>

#include "input/json_unescape.h"

namespace trace_cost::input {

namespace {

// Takes the members of an object whose values are all texts or flat.
class Members {
 public:
  explicit Members(std::string_view line) : rest_(line) {}

  // The next string with its quotes; empty when something else comes.
  std::string_view string() {
    skip_blanks();
    if (!rest_.starts_with('"')) return {};
    std::size_t end = 1;
    while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
    if (end >= rest_.size()) return {};
    return taken(end + 1);
  }
  bool symbol(char wanted) {
    skip_blanks();
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

 private:
  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
  }
  std::string_view taken(std::size_t size) {
    const std::string_view token = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return token;
  }

  std::string_view rest_;
};

std::string_view without_quotes(std::string_view token) {
  return token.substr(1, token.size() - 2);
}

}  // namespace

// Most lines that pass here are none of Docker's, and are told by their first bytes.
std::optional<DockerJsonLine> read_docker_json_line(std::string_view line) {
  if (!line.starts_with("{\"") && !line.starts_with("{ \"")) return std::nullopt;
  Members members(line);
  members.symbol('{');
  std::string_view log;
  DockerJsonLine found;
  do {
    const std::string_view key = members.string();
    if (key.empty() || !members.symbol(':')) return std::nullopt;
    const std::string_view value = members.string();
    if (value.empty()) break;  // "attrs" is an object, and comes behind "stream"
    if (key == "\"log\"") log = value;
    if (key == "\"stream\"") found.stream = without_quotes(value);
  } while (members.symbol(','));
  if (log.empty() || (found.stream != "stdout" && found.stream != "stderr")) return std::nullopt;
  found.text = unescape_leniently(log);
  // Faulty escapes grow; no text is longer than the line it came in.
  if (found.text.size() > line.size()) return std::nullopt;
  return found;
}

}  // namespace trace_cost::input
