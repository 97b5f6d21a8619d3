// Bars of block characters, an eighth of a cell exact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "report/render/renderer.h"

namespace trace_cost::report {

// A bar of part / whole * `cells` cells, not filled up with blanks. What is more than nothing shows
// at least an eighth ('#' in ASCII); what is more than the whole shows as the whole. Negative:
// empty.
std::string share_bar(std::int64_t part, std::int64_t whole, std::size_t cells, Charset charset);

// The cell of a solid bar that covers the eighths [from, to) of it, 0 <= from < to <= 8. Fonts have
// only halves and eighths for what stands at a cell's right, so that those are rounded; a piece
// inside a cell is moved to its left. ASCII: '#', and '|' for less than half a cell.
std::string_view solid_cell(std::size_t from, std::size_t to, Charset charset);

// The same in a lighter shade: ▒ and ░, '=' and ':'.
std::string_view shaded_cell(std::size_t from, std::size_t to, Charset charset);

}  // namespace trace_cost::report
