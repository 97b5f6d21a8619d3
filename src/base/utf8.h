// Text that came from strangers: made safe to print, and measured in terminal cells.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trace_cost::base {

// `text` with every byte sequence that is no UTF-8 replaced by U+FFFD. Returns it unchanged when
// there is none.
std::string repaired_utf8(std::string_view text);

// `text` as it may go to a terminal or a log: control characters (C0, DEL, C1), line and paragraph
// separators, bidirectional controls and other invisible format characters become visible escapes
// (\n, \t, \x1b, \u202e); bytes that are no UTF-8 become U+FFFD. A backslash of the input stays as
// it is. The joiner and the variation selectors inside emoji are kept.
std::string printable(std::string_view text);

// Terminal cells that `text` takes, counted by grapheme cluster (UAX #29): CJK and emoji are two,
// combining marks none. `text` is printable() output.
std::size_t cells(std::string_view text);

enum class Cut { Middle, End };

// `text` shortened to at most `width` cells, `mark` ("…" or "...") in the place of what was left
// out; never splits a cluster. Unchanged when it fits. With `width` below the mark's own cells:
// empty.
std::string shortened(std::string_view text, std::size_t width, Cut cut, std::string_view mark);

}  // namespace trace_cost::base
