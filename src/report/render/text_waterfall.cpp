#include "report/render/text_waterfall.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/render/ink.h"
#include "report/render/selection.h"
#include "report/render/shown_text.h"
#include "report/render/value_text.h"
#include "report/render/waterfall_bar.h"
#include "report/render/waterfall_label.h"
#include "report/render/waterfall_layout.h"
#include "report/render/wrap.h"

namespace trace_cost::report {

namespace {

constexpr std::string_view kLegend = "█ critical path  ▒ waiting or parallel";

struct Drawing {
  const Timeline& timeline;
  const RenderOptions& options;
  WaterfallLayout layout;
  Shading shading = Shading::None;

  [[nodiscard]] BarArea area() const {
    return {timeline.length, layout.bar, options.charset, timeline.cuts};
  }
};

Shading shading_of(const Timeline& timeline) {
  const bool known = std::any_of(timeline.rows.begin(), timeline.rows.end(),
                                 [](const TimelineRow& row) { return !row.critical.empty(); });
  return known ? Shading::Critical : Shading::None;
}

void add_column(Runs& line, const std::string& text, std::size_t width, Align align) {
  if (width == 0) return;
  line.push_back({std::string(kWaterfallGap, ' ') + padded(text, width, align), Ink::Plain});
}

// The legend stands at the right of the heading's last line, or beneath it.
std::string heading_text(const Drawing& drawing) {
  const RenderOptions& options = drawing.options;
  std::vector<Runs> lines =
      wrapped(shown(drawing.timeline.heading, options.charset), {options.width, 0, kWaterfallGap});
  if (drawing.shading == Shading::Critical) {
    const std::string legend = shown(kLegend, options.charset);
    const std::size_t legend_cells = base::cells(legend);
    if (cells_of(lines.back()) + kWaterfallGap + legend_cells > options.width) lines.emplace_back();
    const std::size_t used = cells_of(lines.back()) + legend_cells;
    const std::size_t blanks = options.width > used ? options.width - used : 0;
    lines.back().push_back({std::string(blanks, ' ') + legend, Ink::Dim});
  }
  std::string out;
  for (const Runs& line : lines) out += printed(line, options.colour);
  return out == "\n" ? "" : out;
}

std::string axis_text(const Drawing& drawing) {
  const WaterfallLayout& layout = drawing.layout;
  if (layout.bar == 0) return {};
  const std::size_t service = layout.service == 0 ? 0 : layout.service + kWaterfallGap;
  const std::size_t duration = layout.duration == 0 ? 0 : layout.duration + kWaterfallGap;
  Runs line{{std::string(service + layout.label + duration, ' '), Ink::Plain}};
  add_column(line, axis(drawing.area()), layout.bar, Align::Left);
  add_column(line, "self", layout.self, Align::Right);
  add_column(line, "cost", layout.cost, Align::Right);
  for (Run& run : line) run.ink = Ink::Dim;
  const std::string out = printed(line, drawing.options.colour);
  return out == "\n" ? "" : out;
}

std::string cuts_text(const Drawing& drawing) {
  const WaterfallLayout& layout = drawing.layout;
  const std::string marks = cut_marks(drawing.area());
  if (marks.empty()) return {};
  const std::size_t service = layout.service == 0 ? 0 : layout.service + kWaterfallGap;
  const std::size_t duration = layout.duration == 0 ? 0 : layout.duration + kWaterfallGap;
  const std::size_t indent = service + layout.label + duration + kWaterfallGap;
  return printed({{std::string(indent, ' ') + marks, Ink::Dim}}, drawing.options.colour);
}

std::string known_text(const Value& value, Wording wording) {
  return std::holds_alternative<Unknown>(value.base()) ? "" : value_text(value, wording);
}

std::string row_text(const Drawing& drawing, const TimelineRow& row) {
  const WaterfallLayout& layout = drawing.layout;
  const Charset charset = drawing.options.charset;
  const Wording wording{charset, layout.money_places};
  const Ink ink = ink_of_service(row.service);
  Runs line;
  if (layout.service > 0) {
    const std::string service = base::shortened(shown(row.service, charset), layout.service,
                                                base::Cut::Middle, shown("…", charset));
    line.push_back({padded(service, layout.service, Align::Left) + "  ", ink});
  }
  const Runs label = waterfall_label(row, layout.label, charset);
  line.insert(line.end(), label.begin(), label.end());
  const std::string duration = row.has_times ? value_text(row.duration, wording) : "";
  add_column(line, duration, layout.duration, Align::Right);
  add_column(line, span_bar(row, drawing.area(), drawing.shading), layout.bar, Align::Left);
  line.back().ink = row.mark == Mark::Error ? Ink::Bad : ink;
  add_column(line, known_text(row.self, wording), layout.self, Align::Right);
  add_column(line, known_text(row.cost, wording), layout.cost, Align::Right);
  return printed(line, drawing.options.colour);
}

// Beneath the name of its row.
std::string note_text(const Drawing& drawing, const TimelineRow& row, const std::string& note) {
  constexpr std::size_t kDeepest = 24;
  const std::size_t service =
      drawing.layout.service == 0 ? 0 : drawing.layout.service + kWaterfallGap;
  const std::size_t indent = service + 2 * std::min<std::size_t>(row.depth + 1, kDeepest);
  const std::size_t room =
      drawing.options.width > indent ? drawing.options.width - indent : drawing.options.width;
  const std::string text = base::shortened(shown(note, drawing.options.charset), room,
                                           base::Cut::Middle, shown("…", drawing.options.charset));
  return printed({{std::string(indent, ' ') + text, Ink::Dim}}, drawing.options.colour);
}

std::string left_out_text(const Drawing& drawing) {
  const auto left_out = static_cast<std::int64_t>(drawing.timeline.left_out);
  if (left_out == 0) return {};
  const std::string text = fmt::format("… {} more {} (trace-cost timeline shows all)",
                                       count_text(left_out), left_out == 1 ? "span" : "spans");
  return paragraph(shown(text, drawing.options.charset), kWaterfallGap, Ink::Dim, drawing.options);
}

}  // namespace

std::string waterfall_text(const Timeline& timeline, const RenderOptions& options) {
  const Drawing drawing{timeline, options, waterfall_layout(timeline, options),
                        shading_of(timeline)};
  std::string out = heading_text(drawing);
  if (!timeline.rows.empty()) out += axis_text(drawing) + cuts_text(drawing);
  for (const TimelineRow& row : timeline.rows) {
    if (!for_people(row.audience)) continue;
    out += row_text(drawing, row);
    for (const std::string& note : row.notes) out += note_text(drawing, row, note);
  }
  return out + left_out_text(drawing);
}

}  // namespace trace_cost::report
