// The bar of one span and the axis above all of them.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

struct BarArea {
  model::Nanos length{0};  // of time, from the timeline's start, with what is cut out
  std::size_t cells = 0;
  Charset charset = Charset::Unicode;
  std::span<const Cut> cuts = {};
};

// █ where the span is on the critical path, ▒ where it is not, both only where the span is; at
// least an eighth of a cell, and within the area whatever the times are. A cell that holds any of
// the critical path is on it. With `Shading::None` all is █. Not filled up with blanks.
enum class Shading { Critical, None };
std::string span_bar(const TimelineRow& row, const BarArea& area, Shading shading);

// "0         100       200 ... 505 ms": labels begin at the place they name, 10 cells apart or
// more, in one unit, which the last one names. Exactly `area.cells` cells. Empty when there is no
// length.
std::string axis(const BarArea& area);

// "              ⫽ 3.2 s": what was cut out, where it was. Empty when nothing was.
std::string cut_marks(const BarArea& area);

}  // namespace trace_cost::report
