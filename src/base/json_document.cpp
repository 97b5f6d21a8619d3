#include "base/json_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace trace_cost::base {

namespace {

// Goes over the text and tells how far the parser has come, which nlohmann's events do not say.
class TrackedByte {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackedByte(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
  reference operator*() const { return *at_; }
  TrackedByte& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  friend bool operator==(const TrackedByte& a, const TrackedByte& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  const char** furthest_;
};

// The parser's words without its own prefix: "[json.exception.parse_error.101] parse error at line
// 1, column 2: syntax error ..." becomes "syntax error ...".
std::string own_words(std::string_view message) {
  if (message.starts_with('['))
    message.remove_prefix(std::min(message.find(']') + 1, message.size()));
  const std::size_t place = message.find("column ");
  const std::size_t colon = message.find(": ", place == std::string_view::npos ? 0 : place);
  if (place != std::string_view::npos && colon != std::string_view::npos) {
    message.remove_prefix(colon + 2);
  }
  while (message.starts_with(' ')) message.remove_prefix(1);
  return std::string(message);
}

// Builds the tree from the parser's events; every event says whether to go on.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, const char* const* furthest)
      : counted_(text.data()), furthest_(furthest) {}

  bool null() { return put(JsonKind::Null, {}, 0); }
  bool boolean(bool value) { return put(JsonKind::Bool, value ? "true" : "false", 0); }
  // Behind a number the parser has already looked at the next byte, which may begin another line.
  bool number_integer(std::int64_t value) {
    return put(JsonKind::Number, fmt::format("{}", value), 1);
  }
  bool number_unsigned(std::uint64_t value) {
    return put(JsonKind::Number, fmt::format("{}", value), 1);
  }
  bool number_float(double, const std::string& digits) { return put(JsonKind::Number, digits, 1); }
  bool string(std::string& text) { return put(JsonKind::Text, std::move(text), 0); }
  bool binary(nlohmann::json::binary_t&) { return false; }  // JSON text has none
  bool start_object(std::size_t) { return open(JsonKind::Object); }
  bool start_array(std::size_t) { return open(JsonKind::List); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    name_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception& error) {
    fault_ = {line_at(0), own_words(error.what())};
    return false;
  }

  [[nodiscard]] const JsonFault& fault() const { return fault_; }
  JsonValue take_root() { return std::move(root_); }

 private:
  // The line of the byte `back` before the furthest that was read. Counts every byte once.
  std::uint64_t line_at(std::ptrdiff_t back) {
    const char* const end = *furthest_ - std::min(back, *furthest_ - counted_);
    line_ += static_cast<std::uint64_t>(std::count(counted_, end, '\n'));
    counted_ = end;
    return line_;
  }

  JsonValue& add(JsonKind kind, std::ptrdiff_t back) {
    JsonValue* place = &root_;
    if (!open_.empty()) place = &open_.back()->items.emplace_back();
    place->kind = kind;
    place->line = line_at(back);
    place->name = std::exchange(name_, {});
    return *place;
  }

  bool put(JsonKind kind, std::string text, std::ptrdiff_t back) {
    add(kind, back).text = std::move(text);
    return true;
  }

  // What is open stays where it is: only the innermost grows.
  bool open(JsonKind kind) {
    if (open_.size() == kDeepestJson) {
      fault_ = {line_at(0), fmt::format("nested deeper than {} levels", kDeepestJson)};
      return false;
    }
    open_.push_back(&add(kind, 0));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  JsonValue root_;
  std::vector<JsonValue*> open_;
  std::string name_;
  JsonFault fault_;
  const char* counted_;
  const char* const* furthest_;
  std::uint64_t line_ = 1;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view member) const {
  if (kind != JsonKind::Object) return nullptr;
  const auto found = std::find_if(items.rbegin(), items.rend(),
                                  [member](const JsonValue& item) { return item.name == member; });
  return found == items.rend() ? nullptr : &*found;
}

std::string_view name_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::Null:
      return "null";
    case JsonKind::Bool:
      return "true or false";
    case JsonKind::Number:
      return "a number";
    case JsonKind::Text:
      return "a text";
    case JsonKind::List:
      return "a list";
    case JsonKind::Object:
      return "an object";
  }
  return "";
}

std::variant<JsonValue, JsonFault> read_json(std::string_view text) {
  const char* furthest = text.data();
  TreeBuilder builder(text, &furthest);
  const bool is_whole =
      nlohmann::json::sax_parse(TrackedByte(text.data(), &furthest),
                                TrackedByte(text.data() + text.size(), &furthest), &builder);
  if (!is_whole) return builder.fault();
  return builder.take_root();
}

std::string quoted_json(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

}  // namespace trace_cost::base
