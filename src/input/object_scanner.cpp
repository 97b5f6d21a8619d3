#include "input/object_scanner.h"

#include <array>

namespace trace_cost::input {

namespace {

// Bytes that a JSON string may hold as they are.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 256; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }
bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_scalar(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '+' || c == '.';
}

}  // namespace

void ObjectScanner::restart() {
  open_.clear();
  at_ = 0;
  expect_ = Expect::Value;
  within_ = Within::Nothing;
  too_deep_ = false;
  saw_member_ = false;
}

ObjectScanner::State ObjectScanner::feed(std::string_view object) {
  while (at_ < object.size()) {
    if (within_ == Within::String) skip_plain(object);
    if (at_ == object.size()) break;
    const Within before = within_;
    if (!step(object[at_])) {
      within_ = before;
      return too_deep_ ? State::TooDeep : State::Broken;
    }
    ++at_;
    if (open_.empty()) return State::Complete;
  }
  return State::More;
}

ObjectScanner::State ObjectScanner::feed_on(std::string_view more) {
  at_ = 0;
  return feed(more);
}

void ObjectScanner::skip_plain(std::string_view object) {
  while (at_ < object.size() && is_plain(object[at_])) ++at_;
}

// One byte; false when it cannot stand here.
bool ObjectScanner::step(char c) {
  switch (within_) {
    case Within::Escape:
      within_ = Within::String;
      return static_cast<unsigned char>(c) >= 0x20;
    case Within::String:
      if (c == '\\') {
        within_ = Within::Escape;
        return true;
      }
      if (c != '"') return false;
      within_ = Within::Nothing;
      return true;
    case Within::Scalar:
      if (is_scalar(c)) return true;
      within_ = Within::Nothing;
      break;
    case Within::Nothing:
      break;
  }
  return is_blank(c) || structural(c);
}

bool ObjectScanner::structural(char c) {
  switch (c) {
    case '{':
    case '[':
      return open(c);
    case '}':
    case ']':
      return close(c);
    case ':':
      if (expect_ != Expect::Colon) return false;
      saw_member_ = true;
      expect_ = Expect::Value;
      return true;
    case ',':
      if (expect_ != Expect::CommaOrEnd) return false;
      expect_ = open_.back().is_object ? Expect::Key : Expect::Value;
      return true;
    case '"':
      return begin_string();
    default:
      return begin_value(c);
  }
}

bool ObjectScanner::open(char c) {
  if (expect_ != Expect::Value && expect_ != Expect::ValueOrEnd) return false;
  if (open_.size() == kDepth) {
    too_deep_ = true;
    return false;
  }
  open_.push_back({at_, c == '{'});
  expect_ = c == '{' ? Expect::KeyOrEnd : Expect::ValueOrEnd;
  return true;
}

bool ObjectScanner::close(char c) {
  if (open_.back().is_object != (c == '}')) return false;
  const Expect empty = c == '}' ? Expect::KeyOrEnd : Expect::ValueOrEnd;
  if (expect_ != empty && expect_ != Expect::CommaOrEnd) return false;
  open_.pop_back();
  expect_ = Expect::CommaOrEnd;
  return true;
}

bool ObjectScanner::begin_string() {
  switch (expect_) {
    case Expect::KeyOrEnd:
    case Expect::Key:
      expect_ = Expect::Colon;
      break;
    case Expect::Value:
    case Expect::ValueOrEnd:
      expect_ = Expect::CommaOrEnd;
      break;
    case Expect::Colon:
    case Expect::CommaOrEnd:
      return false;
  }
  within_ = Within::String;
  return true;
}

bool ObjectScanner::begin_value(char c) {
  if (!is_scalar(c) || (expect_ != Expect::Value && expect_ != Expect::ValueOrEnd)) return false;
  expect_ = Expect::CommaOrEnd;
  within_ = Within::Scalar;
  return true;
}

std::vector<std::size_t> ObjectScanner::open_objects() const {
  std::vector<std::size_t> starts;
  for (const Open& open : open_) {
    if (open.is_object) starts.push_back(open.at);
  }
  return starts;
}

}  // namespace trace_cost::input
