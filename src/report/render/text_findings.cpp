#include "report/render/text_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/render/finding_text.h"
#include "report/render/shown_text.h"
#include "report/render/value_text.h"
#include "report/render/wrap.h"

namespace trace_cost::report {

namespace {

using model::Finding;

constexpr std::size_t kFindingIndent = 2;

// Where the columns of the block stand.
struct Columns {
  std::size_t message = 0;  // where what is said begins, and every further line
  std::size_t scope = 0;    // cells that whom it is about is filled up to
};

std::size_t shown_count(const Findings& block) {
  const std::size_t all = block.findings.size();
  return block.most == 0 ? all : std::min(all, block.most);
}

Columns columns_of(const Findings& block, const RenderOptions& options) {
  Columns columns;
  std::size_t widest_id = 0;
  const std::size_t most_scope = options.width < 72 ? 0 : options.width * 3 / 10;
  for (std::size_t i = 0; i < shown_count(block); ++i) {
    widest_id = std::max(widest_id, block.findings[i].rule->id.size());
    const std::size_t scope = base::cells(scope_text(block.findings[i], options.charset));
    if (scope <= most_scope) columns.scope = std::max(columns.scope, scope);
  }
  columns.message = kFindingIndent + 2 + widest_id + 2;
  return columns;
}

Runs lead_of(const Finding& finding, const Columns& columns, Charset charset) {
  const std::string id = shown(finding.rule->id, charset);
  const std::string sign = sign_of(finding.severity, charset);
  return {{std::string(kFindingIndent, ' '), Ink::Plain},
          {sign + " " + id, ink_of(finding.severity)},
          {padded("", columns.message - kFindingIndent - 2 - base::cells(id), Align::Left),
           Ink::Plain}};
}

Runs said_of(const Finding& finding, const Columns& columns, Charset charset) {
  Runs said;
  const std::string scope = scope_text(finding, charset);
  if (columns.scope > 0 || !scope.empty()) {
    said.push_back({padded(scope, columns.scope, Align::Left) + "  ", Ink::Strong});
  }
  said.push_back({shown(finding.message, charset), Ink::Plain});
  const std::string confidence = confidence_text(finding);
  if (!confidence.empty()) said.push_back({"  " + confidence, Ink::Dim});
  return said;
}

// In brief: the first clause, and for errors alone.
std::string evidence_text(const Finding& finding, const Columns& columns, Detail detail,
                          const RenderOptions& options) {
  const bool is_brief = detail == Detail::Brief;
  if (is_brief && finding.severity != model::FindingSeverity::Error) return {};
  std::size_t left = is_brief ? 1 : finding.evidence.size();
  std::string out;
  for (const std::string& clause : finding.evidence) {
    if (left-- == 0) break;
    out += paragraph(shown(clause, options.charset), columns.message, Ink::Dim, options);
  }
  return out;
}

std::string finding_text(const Finding& finding, const Columns& columns, Detail detail,
                         const RenderOptions& options) {
  const Margins margins{options.width, columns.message, columns.message};
  const Runs lead = lead_of(finding, columns, options.charset);
  std::string out;
  for (Runs line : wrapped(said_of(finding, columns, options.charset), margins)) {
    if (out.empty()) line.insert(line.begin(), lead.begin(), lead.end());
    out += printed(line, options.colour);
  }
  std::size_t left = detail == Detail::Brief ? 1 : finding.examples.size();
  for (const model::FindingExample& example : finding.examples) {
    if (left-- == 0) break;
    const std::string text = example_text(example, options.charset);
    if (!text.empty()) out += paragraph(text, columns.message, Ink::Dim, options);
  }
  return out + evidence_text(finding, columns, detail, options);
}

// Whether the same is advised for the finding behind it, so that once is enough.
bool repeats_advice(const Finding& finding, const Finding& next) {
  return finding.rule->id == next.rule->id && advice_of(finding) == advice_of(next);
}

std::string all_findings_text(const Findings& block, const RenderOptions& options) {
  const Columns columns = columns_of(block, options);
  const std::size_t count = shown_count(block);
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const Finding& finding = block.findings[i];
    out += finding_text(finding, columns, block.detail, options);
    if (i + 1 < count && repeats_advice(finding, block.findings[i + 1])) continue;
    const bool is_error = finding.severity == model::FindingSeverity::Error;
    if (block.detail == Detail::Brief && !is_error) continue;
    out += paragraph(advice_text(finding, options.charset), columns.message, Ink::Dim, options);
  }
  const std::size_t left = block.findings.size() - count;
  if (left == 0) return out;
  const std::string more =
      fmt::format("… and {} more", count_text(static_cast<std::int64_t>(left)));
  return out + paragraph(shown(more, options.charset), kFindingIndent, Ink::Dim, options);
}

}  // namespace

std::string findings_text(const Findings& block, const RenderOptions& options) {
  const std::string title = shown(block.title, options.charset);
  const std::string top = title.empty() ? "" : printed({{title, Ink::Strong}}, options.colour);
  if (!block.findings.empty()) return top + all_findings_text(block, options);
  if (block.when_empty.empty()) return {};
  return top + paragraph(shown("✓ " + block.when_empty, options.charset), kFindingIndent, Ink::Good,
                         options);
}

}  // namespace trace_cost::report
