#include "input/loose_brackets.h"

#include <algorithm>

namespace trace_cost::input {

namespace {

constexpr std::size_t kLongestString = 4096;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// The size of the string that `text` begins with, with its quotes; 0 when it does not end on its
// line.
std::size_t string_size(std::string_view text) {
  const std::size_t most = std::min(text.size(), kLongestString);
  for (std::size_t i = 1; i < most && text[i] != '\n'; ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return 0;
}

bool begins_with_colon(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first != std::string_view::npos && text[first] == ':';
}

}  // namespace

// True when something stands before the bracket that nothing has opened.
bool LooseBrackets::close() {
  if (open_ > 0) {
    --open_;
    behind_ = Behind::Other;
    return false;
  }
  behind_ = Behind::Closing;
  return has_content_;
}

void LooseBrackets::step(char c) {
  if (c == '\n') has_content_ = false;
  if (is_blank(c)) return;
  behind_ = c == ',' && behind_ == Behind::Closing ? Behind::Comma : Behind::Other;
  if (c == '{' || c == '[') ++open_;
}

// Whether the string at the front of `rest` is a key behind such a bracket.
bool LooseBrackets::take_string(std::string_view rest, std::size_t& size) {
  size = std::max<std::size_t>(string_size(rest), 1);
  const bool is_key = size > 1 && begins_with_colon(rest.substr(size));
  const bool is_telling = is_key && behind_ == Behind::Comma;
  has_content_ = has_content_ || (is_key && open_ == 0);
  behind_ = Behind::Other;
  return is_telling;
}

bool LooseBrackets::follow(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = 1;
    if (text[at] == '"') {
      if (take_string(text.substr(at), size)) return true;
    } else if (text[at] == '}' || text[at] == ']') {
      if (close()) return true;
    } else {
      step(text[at]);
    }
    at += size;
  }
  return false;
}

bool begins_in_string(std::string_view line) {
  const std::size_t quote = line.find('"');
  return quote != std::string_view::npos && LooseBrackets().follow(line.substr(quote + 1));
}

}  // namespace trace_cost::input
