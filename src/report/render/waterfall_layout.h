// How wide the columns of a timeline are:
//
//   service   tree and name     duration  bar                     self      cost
#pragma once

#include <cstddef>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

inline constexpr std::size_t kWaterfallGap = 2;

// Cells; 0 where a column is not shown.
struct WaterfallLayout {
  std::size_t service = 0;
  std::size_t label = 0;  // the tree, the name and its mark
  std::size_t duration = 0;
  std::size_t bar = 0;   // 10 at least
  std::size_t self = 0;  // hidden when narrow
  std::size_t cost = 0;  // hidden when no row has any
  int money_places = 2;
};

WaterfallLayout waterfall_layout(const Timeline& timeline, const RenderOptions& options);

}  // namespace trace_cost::report
