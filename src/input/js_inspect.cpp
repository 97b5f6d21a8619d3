#include "input/js_inspect.h"

#include <algorithm>
#include <string>
#include <utility>

#include "input/json_unescape.h"

namespace trace_cost::input {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_quote(char c) { return c == '\'' || c == '"' || c == '`'; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
// What words, numbers and dates consist of.
bool is_in_word(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '+' || c == '-' || c == ':';
}

constexpr char kEscape = '\x1B';

// Length of a colour at the front ("\x1B[33m"): 0 when there is none, npos when it goes on behind.
std::size_t colour_size(std::string_view text) {
  if (!text.starts_with(kEscape)) return 0;
  const std::size_t last = text.find_first_not_of("0123456789;", 2);
  if (last == std::string_view::npos) return std::string_view::npos;
  return text[1] == '[' && text[last] == 'm' ? last + 1 : 0;
}

}  // namespace

InspectToken InspectReader::next() {
  skip_blanks();
  if (expect_ == Expect::Nothing) return {Kind::Done, {}};
  if (at_end()) return {Kind::More, {}};
  switch (expect_) {
    case Expect::Value:
      return value();
    case Expect::CommaOrEnd:
      return comma_or_end();
    default:
      return item();
  }
}

bool InspectReader::skip(const InspectToken& token) {
  bool whole = token.kind != Kind::Elided && !token.cut;
  if (token.kind != Kind::Object && token.kind != Kind::List) return whole;
  const std::size_t around = open_.size() - 1;
  while (open_.size() > around) {
    const InspectToken inner = next();
    if (inner.kind == Kind::More || inner.kind == Kind::Torn) return false;
    whole = whole && inner.kind != Kind::Omitted && inner.kind != Kind::Elided && !inner.cut;
  }
  return whole;
}

// Once the value is over, nothing behind it is looked at.
void InspectReader::skip_blanks() {
  while (!at_end() && expect_ != Expect::Nothing) {
    const std::size_t colour = colour_size(text_.substr(at_));
    if (colour == 0 && !is_blank(text_[at_])) return;
    at_ = colour == std::string_view::npos ? text_.size() : at_ + std::max<std::size_t>(colour, 1);
  }
}

InspectToken InspectReader::stop(Kind kind) { return {kind, {}}; }

// Behind a token that is no key.
InspectToken InspectReader::taken(Kind kind, std::size_t begin) {
  expect_ = open_.empty() ? Expect::Nothing : Expect::CommaOrEnd;
  return {kind, text_.substr(begin, at_ - begin)};
}

InspectToken InspectReader::comma_or_end() {
  if (text_[at_] == ',') {
    ++at_;
    expect_ = Expect::Item;
    return next();
  }
  if (text_[at_] != '=' || open_.back() != Within::Entries) return end();
  if (at_ + 1 >= text_.size()) return stop(Kind::More);
  if (!ahead("=>")) return stop(Kind::Torn);
  at_ += 2;
  expect_ = Expect::Value;
  return next();
}

InspectToken InspectReader::item() {
  const char c = text_[at_];
  if (expect_ == Expect::ItemOrEnd && (c == '}' || c == ']')) return end();
  if (c == '.') return omitted();
  return open_.back() == Within::Object ? key() : value();
}

// "... 97 more items"
InspectToken InspectReader::omitted() {
  constexpr std::string_view kDots = "... ";
  const std::size_t begin = at_;
  const std::size_t end = text_.find_first_of(",]}\n", at_);
  if (end == std::string_view::npos) return stop(Kind::More);
  if (!ahead(kDots)) return stop(Kind::Torn);
  at_ = end;
  return taken(Kind::Omitted, begin);
}

// A word, a text or [Symbol(x)], and a colon.
InspectToken InspectReader::key() {
  const std::size_t begin = at_;
  if (is_quote(text_[at_])) {
    if (!scan_quoted()) return stop(stopped_);
  } else if (text_[at_] == '[') {
    if (!scan_to(']')) return stop(stopped_);
  } else {
    while (!at_end() && (is_letter(text_[at_]) || is_digit(text_[at_]))) ++at_;
  }
  const std::size_t size = at_ - begin;
  skip_blanks();
  if (at_end()) return stop(Kind::More);
  if (size == 0 || text_[at_] != ':') return stop(Kind::Torn);
  ++at_;
  expect_ = Expect::Value;
  return {Kind::Key, text_.substr(begin, size)};
}

InspectToken InspectReader::value() {
  const char c = text_[at_];
  if (is_quote(c)) return text();
  if (c == '{') return open(Within::Object, at_);
  if (c == '[') return bracket();
  if (c != '<') return word();
  const std::size_t begin = at_;  // <ref *1> before a value, or <Buffer 01 02>
  if (!scan_to('>')) return stop(stopped_);
  return named(Kind::Literal, begin);
}

InspectToken InspectReader::text() {
  const std::size_t begin = at_;
  if (!scan_parts()) return stop(stopped_);
  const std::size_t end = at_;
  skip_blanks();
  if (at_end()) return stop(Kind::More);
  if (text_[at_] != '.') {
    at_ = end;
    return taken(Kind::Text, begin);
  }
  if (!scan_cut_note()) return stop(stopped_);
  InspectToken token = taken(Kind::Text, begin);
  token.raw = text_.substr(begin, end - begin);
  token.cut = true;
  return token;
}

InspectToken InspectReader::word() {
  const std::size_t begin = at_;
  while (!at_end() && is_in_word(text_[at_])) ++at_;
  if (at_end()) return stop(Kind::More);
  if (at_ == begin) return stop(Kind::Torn);
  if (text_[at_] == '(' && !scan_to(')')) return stop(stopped_);
  return named(Kind::Literal, begin);
}

// "[Object]" and the like name what is not printed; a list has a blank or its end behind '['.
InspectToken InspectReader::bracket() {
  if (at_ + 1 >= text_.size()) return stop(Kind::More);
  if (!is_letter(text_[at_ + 1])) return open(Within::List, at_);
  const std::size_t begin = at_;
  if (!scan_to(']')) return stop(stopped_);
  return named(Kind::Elided, begin);
}

// Behind a word: it may have been the class of what begins now, with a tag in brackets or without.
InspectToken InspectReader::named(Kind kind, std::size_t begin) {
  const std::size_t end = at_;
  while (!at_end() && text_[at_] == ' ') ++at_;
  if (!at_end() && text_[at_] == '[' && at_ + 1 < text_.size() && is_letter(text_[at_ + 1])) {
    if (!scan_to(']')) return stop(stopped_);
    while (!at_end() && text_[at_] == ' ') ++at_;
  }
  if (at_end() || (text_[at_] == '[' && at_ + 1 >= text_.size())) return stop(Kind::More);
  if (text_[at_] == '{') {
    const bool has_entries = text_[end - 1] == ')';
    return open(has_entries ? Within::Entries : Within::Object, begin);
  }
  if (text_[at_] == '[') return open(Within::List, begin);
  at_ = end;
  return taken(kind, begin);
}

InspectToken InspectReader::open(Within within, std::size_t begin) {
  if (open_.size() >= kDepth) return stop(Kind::Torn);
  ++at_;
  open_.push_back(within);
  expect_ = Expect::ItemOrEnd;
  return {within == Within::List ? Kind::List : Kind::Object, text_.substr(begin, at_ - begin)};
}

InspectToken InspectReader::end() {
  const char closing = open_.back() == Within::List ? ']' : '}';
  if (text_[at_] != closing) return stop(Kind::Torn);
  ++at_;
  open_.pop_back();
  return taken(Kind::End, at_ - 1);
}

// One quoted part. A line feed cannot stand in it.
bool InspectReader::scan_quoted() {
  const char stops[] = {text_[at_], '\\', '\n', '\0'};
  ++at_;
  while (true) {
    at_ = text_.find_first_of(stops, at_);
    if (at_ == std::string_view::npos || (text_[at_] == '\\' && at_ + 1 >= text_.size())) break;
    if (text_[at_] == '\n') return stopped_ = Kind::Torn, false;
    const bool is_escape = text_[at_] == '\\';
    at_ += is_escape ? 2 : 1;
    if (!is_escape) return true;
  }
  at_ = text_.size();
  return stopped_ = Kind::More, false;
}

// 'a text' +
//   'in parts'
bool InspectReader::scan_parts() {
  if (!scan_quoted()) return false;
  while (true) {
    const std::size_t end = at_;
    skip_blanks();
    if (at_end()) return stopped_ = Kind::More, false;
    if (text_[at_] != '+') {
      at_ = end;
      return true;
    }
    ++at_;
    skip_blanks();
    if (at_end()) return stopped_ = Kind::More, false;
    if (!is_quote(text_[at_])) return stopped_ = Kind::Torn, false;
    if (!scan_quoted()) return false;
  }
}

// Behind `closing`, on the same line.
bool InspectReader::scan_to(char closing) {
  const char stops[] = {closing, '\n', '\0'};
  const std::size_t found = text_.find_first_of(stops, at_);
  at_ = found == std::string_view::npos ? text_.size() : found;
  if (at_end()) return stopped_ = Kind::More, false;
  if (text_[at_] == '\n') return stopped_ = Kind::Torn, false;
  ++at_;
  return true;
}

// "... 3 more characters"
bool InspectReader::scan_cut_note() {
  at_ = text_.find_first_not_of(". 0123456789", at_);
  if (at_ == std::string_view::npos) at_ = text_.size();
  constexpr std::string_view kNote = "more character";
  const std::string_view note = text_.substr(at_, kNote.size() + 1);
  if (note.size() <= kNote.size()) return stopped_ = Kind::More, false;
  if (!note.starts_with(kNote)) return stopped_ = Kind::Torn, false;
  at_ += kNote.size() + (note.back() == 's' ? 1 : 0);
  return true;
}

namespace {

// Takes the first part of a text off the front of `raw`, and what stands between it and the next.
std::string_view take_part(std::string_view& raw) {
  const char quote = raw.front();
  std::size_t end = 1;
  while (end < raw.size() && raw[end] != quote) end += raw[end] == '\\' ? 2 : 1;
  const std::string_view part = raw.substr(0, end + 1);
  raw.remove_prefix(std::min(end + 1, raw.size()));
  while (!raw.empty() && !is_quote(raw.front())) raw.remove_prefix(1);
  return part;
}

}  // namespace

std::string_view inspected_text(std::string_view raw, SpanBatch& batch) {
  if (raw.empty() || !is_quote(raw.front())) return raw;
  std::string_view rest = raw;
  const std::string_view first = take_part(rest);
  const bool is_plain = rest.empty() && first.find('\\') == std::string_view::npos;
  if (is_plain) return first.substr(1, first.size() - 2);
  std::string text = unescape_leniently(first, Escapes::JavaScript);
  while (!rest.empty()) text += unescape_leniently(take_part(rest), Escapes::JavaScript);
  return batch.keep(std::move(text));
}

}  // namespace trace_cost::input
