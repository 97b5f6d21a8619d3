#include "report/render/waterfall_layout.h"

#include <algorithm>

#include "base/utf8.h"
#include "report/render/selection.h"
#include "report/render/shown_text.h"
#include "report/render/value_text.h"
#include "report/render/waterfall_label.h"

namespace trace_cost::report {

namespace {

constexpr std::size_t kWidestService = 20;
constexpr std::size_t kNarrowService = 8;
constexpr std::size_t kShortestLabel = 12;
constexpr std::size_t kNarrowestBar = 10;
constexpr std::size_t kWidestBar = 120;
constexpr std::size_t kBarWithSelf = 20;  // self times are worth less than a bar of this width

bool is_unknown(const Value& value) { return std::holds_alternative<Unknown>(value.base()); }

void raise(std::size_t& width, std::size_t to) { width = std::max(width, to); }

// Every column as wide as its widest text.
WaterfallLayout natural_layout(const Timeline& timeline, Charset charset) {
  WaterfallLayout layout;
  const std::size_t count = timeline.rows.size();
  for (std::size_t i = 0; i < count; ++i) {
    layout.money_places = std::max(layout.money_places, money_places(timeline.rows[i].cost));
  }
  const Wording wording{charset, layout.money_places};
  for (std::size_t i = 0; i < count; ++i) {
    const TimelineRow& row = timeline.rows[i];
    if (!for_people(row.audience)) continue;
    raise(layout.service, base::cells(shown(row.service, charset)));
    raise(layout.label, natural_label_width(row, charset));
    if (row.has_times) raise(layout.duration, base::cells(value_text(row.duration, wording)));
    if (!is_unknown(row.self)) raise(layout.self, base::cells(value_text(row.self, wording)));
    if (!is_unknown(row.cost)) raise(layout.cost, base::cells(value_text(row.cost, wording)));
  }
  return layout;
}

// Cells that are left for label and bar.
std::size_t room(const WaterfallLayout& layout, std::size_t width) {
  std::size_t used = kWaterfallGap;  // between label and bar
  for (const std::size_t column : {layout.service, layout.duration, layout.self, layout.cost}) {
    if (column > 0) used += column + kWaterfallGap;
  }
  return width > used ? width - used : 0;
}

// The label takes at most half of the room, unless the bar is as wide as it may be.
void share_room(WaterfallLayout& layout, std::size_t cells) {
  const std::size_t half = std::max(cells / 2, kShortestLabel);
  const std::size_t beyond_bar = cells > kWidestBar ? cells - kWidestBar : 0;
  layout.label = std::min(layout.label, std::max(half, beyond_bar));
  const std::size_t left = cells > layout.label ? cells - layout.label : 0;
  layout.bar = std::clamp(left, kNarrowestBar, kWidestBar);
}

}  // namespace

WaterfallLayout waterfall_layout(const Timeline& timeline, const RenderOptions& options) {
  WaterfallLayout layout = natural_layout(timeline, options.charset);
  layout.service = std::min(layout.service, kWidestService);
  raise(layout.self, layout.self == 0 ? 0 : base::cells("self"));
  raise(layout.cost, layout.cost == 0 ? 0 : base::cells("cost"));
  const std::size_t label = std::min(layout.label, kBarWithSelf);
  if (room(layout, options.width) < label + kBarWithSelf) layout.self = 0;
  const std::size_t least = std::min(layout.label, kShortestLabel) + kNarrowestBar;
  const std::size_t has = room(layout, options.width);
  if (has < least && layout.service > kNarrowService) {
    layout.service =
        std::max(kNarrowService, layout.service - std::min(layout.service, least - has));
  }
  share_room(layout, room(layout, options.width));
  return layout;
}

}  // namespace trace_cost::report
