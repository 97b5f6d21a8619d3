// Running text laid out in lines, and padding.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/render/ink.h"

namespace trace_cost::report {

struct Margins {
  std::size_t width = 100;  // cells of a whole line
  std::size_t taken = 0;    // cells that the caller will put before the first line
  std::size_t hanging = 0;  // blanks before every further line
};

// `text` broken at blanks. Runs of blanks inside a line stay as they are; a word is never broken,
// not even where its ink changes, so that what is wider than the line sticks out. At least one
// line.
std::vector<Runs> wrapped(const Runs& text, Margins margins);

// `text` filled up with blanks to `width` cells, on the left for Align::Right. Never shortens.
std::string padded(const std::string& text, std::size_t width, Align align);

std::size_t cells_of(const Runs& line);

// wrapped() text of one colour, printed, every line behind `indent` blanks.
std::string paragraph(const std::string& text, std::size_t indent, Ink ink,
                      const RenderOptions& options);

}  // namespace trace_cost::report
