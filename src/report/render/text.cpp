#include "report/render/text.h"

#include <algorithm>

#include "report/render/ink.h"
#include "report/render/selection.h"
#include "report/render/shown_text.h"
#include "report/render/text_findings.h"
#include "report/render/text_table.h"
#include "report/render/text_waterfall.h"
#include "report/render/wrap.h"

namespace trace_cost::report {

namespace {

constexpr std::size_t kIndent = 2;

std::size_t leading_blanks(const Runs& line) {
  if (line.empty()) return 0;
  const std::string& text = line.front().text;
  return std::min(text.find_first_not_of(' '), text.size());
}

std::string line_text(const Line& line, std::size_t indent, const RenderOptions& options) {
  Runs runs = shown(line, options.charset);
  const std::size_t hanging = indent + leading_blanks(runs) + kIndent;
  runs.insert(runs.begin(), {std::string(indent, ' '), Ink::Plain});
  std::string out;
  for (const Runs& part : wrapped(runs, {options.width, 0, hanging})) {
    out += printed(part, options.colour);
  }
  return out;
}

std::string notes_text(const Notes& notes, const RenderOptions& options) {
  const std::string title = shown(notes.title, options.charset);
  std::string out =
      title.empty() || notes.lines.empty() ? "" : printed({{title, Ink::Strong}}, options.colour);
  const std::size_t indent = title.empty() ? 0 : kIndent;
  for (const Line& line : notes.lines) {
    const bool is_whole = notes.wrapping == Wrapping::Never;
    out += is_whole ? printed(shown(line, options.charset), options.colour)
                    : line_text(line, indent, options);
  }
  return out;
}

struct BlockText {
  const RenderOptions& options;

  std::string operator()(const Facts&) const { return {}; }
  std::string operator()(const Notes& notes) const { return notes_text(notes, options); }
  std::string operator()(const Findings& block) const {
    return for_people(block.audience) ? findings_text(block, options) : "";
  }
  std::string operator()(const Table& table) const {
    return for_people(table.audience) ? table_text(table, options) : "";
  }
  std::string operator()(const Timeline& timeline) const {
    return for_people(timeline.audience) ? waterfall_text(timeline, options) : "";
  }
};

}  // namespace

std::string render_text(const Document& document, const RenderOptions& options) {
  std::string out;
  for (const Block& block : document.blocks) {
    const std::string text = std::visit(BlockText{options}, block);
    if (text.empty()) continue;
    if (!out.empty()) out += '\n';
    out += text;
  }
  out.resize(out.find_last_not_of('\n') + 1);
  return out + '\n';
}

}  // namespace trace_cost::report
