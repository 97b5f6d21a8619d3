#include "report/render/markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/render/finding_text.h"
#include "report/render/markdown_escape.h"
#include "report/render/people_table.h"
#include "report/render/selection.h"
#include "report/render/shown_text.h"
#include "report/render/text_waterfall.h"
#include "report/render/value_text.h"

namespace trace_cost::report {

namespace {

constexpr Charset kCharset = Charset::Unicode;

std::string heading(const std::string& title) {
  return title.empty() ? "" : "### " + markdown_escaped(title) + "\n\n";
}

std::string paragraphs(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    const std::size_t start = std::min(text.find_first_not_of(' '), text.size());
    if (start == text.size()) continue;
    out += (out.empty() ? "" : "\n") + markdown_escaped(text.substr(start)) + "\n";
  }
  return out;
}

std::string row_line(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + cell + " |";
  return line + "\n";
}

std::string grid(const PeopleTable& table) {
  std::vector<std::string> headings;
  std::vector<std::string> rules;
  for (const PeopleColumn& column : table.columns) {
    if (column.is_bar) continue;
    headings.push_back(markdown_escaped(column.heading));
    rules.emplace_back(column.align == Align::Right ? "---:" : "---");
  }
  std::string out = row_line(headings) + row_line(rules);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::vector<std::string> cells;
    for (const PeopleColumn& column : table.columns) {
      if (!column.is_bar) cells.push_back(markdown_escaped(column.texts[row]));
    }
    out += row_line(cells);
  }
  return out;
}

std::string table_markdown(const Table& table) {
  const PeopleTable people = people_table(table, kCharset);
  if (people.rows() == 0 && table.when_empty.empty()) return {};
  std::string out = heading(table.title);
  out += people.rows() == 0 ? paragraphs({table.when_empty}) : grid(people);
  const std::string footnotes = paragraphs(table.footnotes);
  return footnotes.empty() ? out : out + "\n" + footnotes;
}

std::string finding_item(const model::Finding& finding) {
  const std::string sign = sign_of(finding.severity, kCharset);
  std::string out = fmt::format("- {} {} `{}`", sign, name_of(finding.severity), finding.rule->id);
  const std::string scope = scope_text(finding, kCharset);
  if (!scope.empty()) out += " **" + markdown_escaped(scope) + "**";
  out += ": " + markdown_escaped(finding.message);
  const std::string confidence = confidence_text(finding);
  if (!confidence.empty()) out += " (" + confidence + ")";
  out += "\n";
  for (const model::FindingExample& example : finding.examples) {
    const std::string text = example_text(example, kCharset);
    if (!text.empty()) out += "  - " + markdown_escaped(text) + "\n";
  }
  for (const std::string& clause : finding.evidence) {
    out += "  - " + markdown_escaped(shown(clause, kCharset)) + "\n";
  }
  return out + "  - " + markdown_escaped(advice_text(finding, kCharset)) + "\n";
}

std::string findings_markdown(const Findings& block) {
  if (block.findings.empty() && block.when_empty.empty()) return {};
  std::string out = heading(block.title);
  if (block.findings.empty()) return out + paragraphs({"✓ " + block.when_empty});
  const std::size_t all = block.findings.size();
  const std::size_t count = block.most == 0 ? all : std::min(all, block.most);
  for (std::size_t i = 0; i < count; ++i) out += finding_item(block.findings[i]);
  if (count == all) return out;
  return out + fmt::format("- … and {} more\n", count_text(static_cast<std::int64_t>(all - count)));
}

std::string shown_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += shown(line, kCharset) + "\n";
  return text;
}

std::string notes_markdown(const Notes& notes) {
  std::vector<std::string> lines;
  for (const Line& line : notes.lines) {
    lines.emplace_back();
    for (const Phrase& phrase : line) lines.back() += phrase.text;
  }
  if (notes.wrapping == Wrapping::Never) return markdown_fenced(shown_lines(lines));
  const std::string text = paragraphs(lines);
  return text.empty() ? "" : heading(notes.title) + text;
}

std::string timeline_markdown(const Timeline& timeline) {
  constexpr std::size_t kWidth = 100;
  const std::string drawn = waterfall_text(timeline, {kWidth, kCharset, Colour::Never});
  return drawn.empty() ? "" : markdown_fenced(drawn);
}

struct BlockMarkdown {
  std::string operator()(const Facts&) const { return {}; }
  std::string operator()(const Notes& notes) const { return notes_markdown(notes); }
  std::string operator()(const Findings& block) const {
    return for_people(block.audience) ? findings_markdown(block) : "";
  }
  std::string operator()(const Table& table) const {
    return for_people(table.audience) ? table_markdown(table) : "";
  }
  std::string operator()(const Timeline& timeline) const {
    return for_people(timeline.audience) ? timeline_markdown(timeline) : "";
  }
};

// Everything was made printable before, so only what is not ASCII changes.
std::string lines_in_ascii(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += shown(text.substr(0, end), Charset::Ascii) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace

std::string render_markdown(const Document& document, const RenderOptions& options) {
  std::string out;
  for (const Block& block : document.blocks) {
    const std::string text = std::visit(BlockMarkdown{}, block);
    if (text.empty()) continue;
    out += (out.empty() ? "" : "\n") + text;
  }
  if (out.empty()) return "\n";
  return options.charset == Charset::Ascii ? lines_in_ascii(out) : out;
}

}  // namespace trace_cost::report
