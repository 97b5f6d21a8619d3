#include "report/render/table_layout.h"

#include <algorithm>

#include "base/utf8.h"
#include "report/render/bars.h"
#include "report/render/shown_text.h"

namespace trace_cost::report {

namespace {

constexpr std::size_t kWidestBar = 14;
constexpr std::size_t kNarrowestBar = 4;
constexpr std::size_t kShortestText = 18;

struct Size {
  const PeopleColumn* column = nullptr;
  std::size_t heading = 0;
  std::size_t least = 0;
  std::size_t width = 0;
  bool hidden = false;
};

std::size_t widest(const std::vector<std::string>& texts) {
  std::size_t most = 0;
  for (const std::string& text : texts) most = std::max(most, base::cells(text));
  return most;
}

// Bars start hidden: they get what the others leave.
Size measured(const PeopleColumn& column, std::size_t limit) {
  Size size;
  size.column = &column;
  size.heading = base::cells(column.heading);
  size.hidden = column.is_bar;
  size.width = std::max(size.heading, widest(column.texts));
  size.least = size.width;
  if (column.is_bar) {
    size.least = std::max(size.heading, kNarrowestBar);
  } else if (column.fit == Fit::Shrink) {
    size.width = std::min(size.width, std::max(limit, size.heading));
    size.least = std::min(size.width, std::max(kShortestText, size.heading));
  }
  return size;
}

std::size_t line_width(const std::vector<Size>& sizes, std::size_t Size::*of) {
  std::size_t sum = kTableIndent;
  std::size_t shown_columns = 0;
  for (const Size& size : sizes) {
    if (size.hidden) continue;
    sum += size.*of;
    ++shown_columns;
  }
  return sum + (shown_columns > 1 ? (shown_columns - 1) * kColumnGap : 0);
}

void hide_columns(std::vector<Size>& sizes, std::size_t limit) {
  while (line_width(sizes, &Size::least) > limit) {
    const auto last = std::find_if(sizes.rbegin(), sizes.rend(), [](const Size& size) {
      return !size.hidden && size.column->fit == Fit::Drop;
    });
    if (last == sizes.rend()) return;
    last->hidden = true;
  }
}

// The last resort, when nothing is left to hide.
void allow_short_texts(std::vector<Size>& sizes) {
  constexpr std::size_t kVeryShort = 8;
  for (Size& size : sizes) {
    if (size.column->fit == Fit::Shrink && !size.column->is_bar) {
      size.least = std::min(size.least, std::max(kVeryShort, size.heading));
    }
  }
}

void shrink_columns(std::vector<Size>& sizes, std::size_t limit) {
  while (line_width(sizes, &Size::width) > limit) {
    Size* widest_one = nullptr;
    for (Size& size : sizes) {
      if (size.hidden || size.width <= size.least) continue;
      if (widest_one == nullptr || size.width > widest_one->width) widest_one = &size;
    }
    if (widest_one == nullptr) return;
    --widest_one->width;
  }
}

void place_bars(std::vector<Size>& sizes, std::size_t limit) {
  for (Size& size : sizes) {
    if (!size.column->is_bar) continue;
    const std::size_t used = line_width(sizes, &Size::width) + kColumnGap;
    const std::size_t left = limit > used ? limit - used : 0;
    size.width = std::min(std::max(kWidestBar, size.heading), left);
    size.hidden = size.width < size.least;
  }
}

// The column's largest share fills the bar: small ones stay comparable, and the number that stands
// beside it says how large it is.
std::vector<std::string> bars_of(const PeopleColumn& column, std::size_t width, Charset charset) {
  std::int64_t largest = 0;
  for (const std::int64_t share : column.millionths) largest = std::max(largest, share);
  std::vector<std::string> bars;
  for (const std::int64_t share : column.millionths) {
    bars.push_back(share_bar(share, largest, std::min(width, kWidestBar), charset));
  }
  return bars;
}

LaidColumn laid_column(const Size& size, Charset charset) {
  const PeopleColumn& column = *size.column;
  LaidColumn laid{column.heading, column.align, size.width, column.texts};
  if (column.is_bar) {
    laid.align = Align::Left;
    laid.texts = bars_of(column, size.width, charset);
  } else if (column.fit == Fit::Shrink) {
    const std::string mark = shown("…", charset);
    for (std::string& text : laid.texts) {
      text = base::shortened(text, size.width, base::Cut::Middle, mark);
    }
  }
  return laid;
}

}  // namespace

TableLayout laid_out(const PeopleTable& table, const RenderOptions& options) {
  std::vector<Size> sizes;
  for (const PeopleColumn& column : table.columns) sizes.push_back(measured(column, options.width));
  TableLayout layout;
  layout.width_for_all = line_width(sizes, &Size::least);
  hide_columns(sizes, options.width);
  if (line_width(sizes, &Size::least) > options.width) allow_short_texts(sizes);
  shrink_columns(sizes, options.width);
  place_bars(sizes, options.width);
  for (const Size& size : sizes) {
    if (!size.hidden) {
      layout.columns.push_back(laid_column(size, options.charset));
    } else if (!size.column->is_bar && !size.column->heading.empty()) {
      layout.hidden.push_back(size.column->heading);
    }
  }
  return layout;
}

}  // namespace trace_cost::report
