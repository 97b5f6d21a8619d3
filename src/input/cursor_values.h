// Values that the readers of the fast lane take alike. Each stands behind the opening quote, if the
// value has one, and steps over the closing one; false leaves the record to the plain reader.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "input/fixed_digits.h"
#include "input/json_cursor.h"
#include "input/json_unescape.h"
#include "model/ids.h"

namespace trace_cost::input {

// Hex digits of either case, not all of them zero.
template <std::size_t kBytes>
bool take_id(JsonCursor& at, model::HexId<kBytes>& id) {
  if (!read_hex<kBytes>(at.here(), id.bytes.data())) return false;
  at.skip(2 * kBytes);
  return at.take('"') && id.is_valid();
}

// What is inside a string; in `unescaped` where that makes a difference.
inline bool take_text(JsonCursor& at, std::deque<std::string>& unescaped, std::string_view& text) {
  if (!at.take_string_rest(text)) return false;
  if (!at.has_escape(text)) return true;
  const std::string_view with_quotes(text.data() - 1, text.size() + 2);
  text = unescaped.emplace_back(unescape_leniently(with_quotes));
  return true;
}

inline bool skip_list(JsonCursor& at) {
  return at.take("[]") || (at.peek() == '[' && at.skip_value());
}

}  // namespace trace_cost::input
