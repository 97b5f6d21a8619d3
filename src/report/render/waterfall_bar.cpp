#include "report/render/waterfall_bar.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/decimal.h"
#include "base/utf8.h"
#include "report/render/bars.h"
#include "report/render/shown_text.h"
#include "report/render/value_text.h"

namespace trace_cost::report {

namespace {

using base::Int128;

constexpr std::size_t kEighths = 8;

// From the first eighth of a cell that is covered to the one behind the last.
struct Stretch {
  std::size_t from = 0;
  std::size_t to = 0;
};

// How much is drawn of the time up to there.
Int128 drawn_up_to(Int128 nanos, const BarArea& area) {
  Int128 drawn = nanos;
  for (const Cut& cut : area.cuts) {
    const Int128 to = std::min<Int128>(nanos, cut.to.count());
    drawn -= std::max<Int128>(0, to - cut.from.count());
  }
  return drawn;
}

Int128 drawn_length(const BarArea& area) {
  return std::max<Int128>(drawn_up_to(area.length.count(), area), 1);
}

std::size_t eighth_at(Int128 nanos, const BarArea& area) {
  const Int128 length = drawn_length(area);
  const Int128 eighths = static_cast<Int128>(area.cells) * kEighths;
  const Int128 drawn = std::clamp<Int128>(drawn_up_to(nanos, area), 0, length);
  return static_cast<std::size_t>(drawn * eighths / length);
}

// Precondition: the area has a cell.
Stretch stretch(Int128 from, Int128 to, const BarArea& area) {
  const std::size_t first = std::min(eighth_at(from, area), area.cells * kEighths - 1);
  return {first, std::max(eighth_at(to, area), first + 1)};
}

std::vector<bool> critical_cells(const TimelineRow& row, const BarArea& area) {
  std::vector<bool> critical(area.cells, false);
  for (const auto& section : row.critical) {
    if (section.second <= section.first) continue;
    const Stretch covered = stretch(section.first.count(), section.second.count(), area);
    for (std::size_t cell = covered.from / kEighths; cell * kEighths < covered.to; ++cell) {
      critical[cell] = true;
    }
  }
  return critical;
}

struct Unit {
  std::int64_t nanos;
  int scale;  // nanos = 10^scale
  std::string_view name;
};
constexpr std::array kUnits{Unit{1'000'000'000, 9, "s"}, Unit{1'000'000, 6, "ms"},
                            Unit{1'000, 3, "µs"}, Unit{1, 0, "ns"}};

// Precondition: length > 0.
Unit unit_of(std::int64_t length) {
  return *std::find_if(kUnits.begin(), kUnits.end(), [&](Unit u) { return u.nanos <= length; });
}

std::string end_label(std::int64_t length, Charset charset) {
  const Unit unit = unit_of(length);
  const std::int64_t whole = length / unit.nanos;
  const int decimals = unit.scale == 0 || whole >= 100 ? 0 : whole >= 10 ? 1 : 2;
  return base::fixed_decimal(length, unit.scale, decimals) + " " + shown(unit.name, charset);
}

// The smallest of 1, 2, 5, 10, 20, ... that is at least `least`.
Int128 round_step(Int128 least) {
  Int128 power = 1;
  while (power * 10 < least) power *= 10;
  for (const int factor : {1, 2, 5}) {
    if (power * factor >= least) return power * factor;
  }
  return power * 10;
}

// Ticks that fall into a cut are left out.
Int128 next_tick(Int128 tick, Int128 step, const BarArea& area) {
  Int128 next = tick + step;
  for (const Cut& cut : area.cuts) {
    if (next > cut.from.count() && next < cut.to.count()) {
      next = (cut.to.count() + step - 1) / step * step;
    }
  }
  return next;
}

}  // namespace

std::string span_bar(const TimelineRow& row, const BarArea& area, Shading shading) {
  if (!row.has_times || area.cells == 0) return {};
  const Int128 start = row.offset.count();
  const Stretch covered = stretch(start, start + row.length.count(), area);
  const std::vector<bool> critical = critical_cells(row, area);
  std::string bar(covered.from / kEighths, ' ');
  for (std::size_t cell = covered.from / kEighths; cell * kEighths < covered.to; ++cell) {
    const std::size_t left = cell * kEighths;
    const std::size_t from = std::max(covered.from, left) - left;
    const std::size_t to = std::min(covered.to - left, kEighths);
    const bool solid = shading == Shading::None || critical[cell];
    bar += solid ? solid_cell(from, to, area.charset) : shaded_cell(from, to, area.charset);
  }
  return bar;
}

std::string axis(const BarArea& area) {
  constexpr std::size_t kApart = 10;
  const std::int64_t length = area.length.count();
  if (length <= 0) return {};
  const std::string end = end_label(length, area.charset);
  const std::size_t end_cells = base::cells(end);
  std::string line(area.cells > end_cells ? area.cells - end_cells : 0, ' ');
  const auto cells = static_cast<Int128>(std::max<std::size_t>(area.cells, 1));
  const Int128 step = round_step((drawn_length(area) * kApart + cells - 1) / cells);
  for (Int128 tick = 0; tick < length; tick = next_tick(tick, step, area)) {
    const std::size_t at = eighth_at(tick, area) / kEighths;
    const std::string label = base::plain_decimal(tick, unit_of(length).scale);
    if (at + label.size() + 1 > line.size()) break;
    line.replace(at, label.size(), label);
  }
  return line + end;
}

std::string cut_marks(const BarArea& area) {
  std::string line;
  std::size_t used = 0;
  for (const Cut& cut : area.cuts) {
    const std::string mark = shown("⫽ " + duration_text(cut.to - cut.from), area.charset);
    const std::size_t width = base::cells(mark);
    const std::size_t room = area.cells > width ? area.cells - width : 0;
    const std::size_t at = std::min(eighth_at(cut.from.count(), area) / kEighths, room);
    if (at < used) continue;
    line += std::string(at - used, ' ') + mark + ' ';
    used = at + width + 1;
  }
  if (!line.empty()) line.pop_back();
  return line;
}

}  // namespace trace_cost::report
