#include "report/render/waterfall_label.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/render/shown_text.h"
#include "report/render/wrap.h"

namespace trace_cost::report {

namespace {

constexpr std::size_t kMostLevels = 24;
constexpr std::size_t kLevelCells = 2;
constexpr std::size_t kShortestName = 8;
constexpr std::size_t kRoomForCount = 4;
constexpr std::size_t kLeastOfName = 4;

// How many levels may be drawn in a label of `width` cells, when `taken` of them are spoken for.
std::size_t levels_in(std::size_t width, std::size_t taken) {
  return width > taken ? std::min((width - taken) / kLevelCells, kMostLevels) : 0;
}

std::string tree_lines(const TimelineRow& row, std::size_t width) {
  const std::size_t known = row.more_at.size();
  const bool whole = row.depth <= std::min(known, levels_in(width, kShortestName));
  const std::size_t levels =
      whole ? row.depth : std::min(known, levels_in(width, kShortestName + kRoomForCount));
  std::string lines;
  for (std::size_t level = 0; level < levels; ++level) {
    const bool is_own = whole && level + 1 == levels;
    const bool more = row.more_at[level];
    lines += is_own ? (more ? "├ " : "└ ") : (more ? "│ " : "  ");
  }
  return whole ? lines : lines + fmt::format("+{} ", row.depth - levels);
}

std::string mark_of(Mark mark) {
  switch (mark) {
    case Mark::None:
      return "";
    case Mark::Error:
      return " ✗";
    case Mark::Orphan:
    case Mark::MissingParent:
    case Mark::Cut:
      break;
  }
  return " ?";
}

// A row that is no span says in its name what it is.
std::string mark_text(const TimelineRow& row, Charset charset) {
  return row.has_times ? shown(mark_of(row.mark), charset) : "";
}

Ink ink_of_name(const TimelineRow& row) {
  if (!row.has_times) return Ink::Dim;
  return row.mark == Mark::Error ? Ink::Bad : Ink::Plain;
}

}  // namespace

Runs waterfall_label(const TimelineRow& row, std::size_t width, Charset charset) {
  const std::string mark = mark_text(row, charset);
  const std::string tree = shown(tree_lines(row, width), charset);
  const std::size_t taken = base::cells(tree) + base::cells(mark);
  const std::size_t room = std::max(width > taken ? width - taken : 0, kLeastOfName);
  const std::string name =
      base::shortened(shown(row.name, charset), room, base::Cut::Middle, shown("…", charset));
  const std::size_t used = taken + base::cells(name);
  return {{tree, Ink::Dim},
          {name, ink_of_name(row)},
          {mark, row.mark == Mark::Error ? Ink::Bad : Ink::Warning},
          {std::string(width > used ? width - used : 0, ' '), Ink::Plain}};
}

std::size_t natural_label_width(const TimelineRow& row, Charset charset) {
  constexpr std::size_t kNoLimit = 1000;
  return base::cells(shown(tree_lines(row, kNoLimit), charset)) +
         base::cells(shown(row.name, charset)) + base::cells(mark_text(row, charset));
}

}  // namespace trace_cost::report
