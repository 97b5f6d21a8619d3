// A JSON text of a user (prices, bills, policies) as a small tree whose numbers are still their
// digits and whose values know their lines. For files of some megabytes that are read once, not for
// captures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace trace_cost::base {

enum class JsonKind : std::uint8_t { Null, Bool, Number, Text, List, Object };

struct JsonValue {
  JsonKind kind = JsonKind::Null;
  std::uint64_t line = 0;  // counted from 1; where the value ends, for lists and objects begins
  std::string name;        // the key of a member of an object, else empty
  // A text unescaped; of a number its digits as they were written (integers that fit 64 bits
  // without superfluous signs); "true" or "false".
  std::string text;
  std::vector<JsonValue> items;  // of a list, or the members of an object, in the order of the text

  [[nodiscard]] bool is(JsonKind other) const { return kind == other; }
  // The member of that name; the last one where a name stands twice, null where there is none.
  [[nodiscard]] const JsonValue* find(std::string_view member) const;
};

// "a list", "a number": for messages.
std::string_view name_of(JsonKind kind);

struct JsonFault {
  std::uint64_t line = 0;  // counted from 1
  std::string message;     // what was found or expected
};

// Deeper nesting is a fault, so that a tree may be taken down by its destructors.
inline constexpr std::size_t kDeepestJson = 64;

std::variant<JsonValue, JsonFault> read_json(std::string_view text);

// `text` in quotes, escaped; what is no UTF-8 becomes U+FFFD.
std::string quoted_json(std::string_view text);

}  // namespace trace_cost::base
