#include "cli/diagnostics_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "base/counted.h"
#include "base/utf8.h"

namespace trace_cost::cli {

namespace {

constexpr std::size_t kShownOfAKind = 5;

std::string shown_file(const std::string& file) {
  return file == "-" ? "standard input" : base::printable(file);
}

std::string line_for(const base::Diagnostic& d) {
  std::string place = shown_file(d.file);
  if (d.line > 0) place += fmt::format(":{}", d.line);
  std::string where;
  const bool is_place = d.line > 0 || d.offset > 0 || d.bytes > 0;
  if (is_place) where = fmt::format(" (byte {}", d.offset);
  if (d.bytes > 0) where += fmt::format(", {} bytes left out", d.bytes);
  if (!where.empty()) where += ")";
  return fmt::format("trace-cost: {}: {}{}\n", place, base::printable(d.detail), where);
}

bool is_wanted(const base::Diagnostic& d, Loudness loudness) {
  return loudness != Loudness::Quiet || d.severity == base::Severity::Error;
}

}  // namespace

std::string diagnostics_text(const base::Diagnostics& diagnostics, Loudness loudness) {
  std::array<std::size_t, base::kDiagnosticCodes> shown{};
  std::string text;
  // A file that could not be used is never crowded out by remarks about others.
  std::vector<base::Diagnostic> ordered = diagnostics.kept();
  std::stable_sort(
      ordered.begin(), ordered.end(),
      [](const base::Diagnostic& a, const base::Diagnostic& b) { return a.severity > b.severity; });
  std::uint64_t left_out = diagnostics.dropped();
  for (const base::Diagnostic& d : ordered) {
    if (!is_wanted(d, loudness)) continue;
    const bool always = d.severity == base::Severity::Error || loudness == Loudness::Verbose;
    if (!always && shown[static_cast<std::size_t>(d.code)]++ >= kShownOfAKind) {
      ++left_out;
    } else {
      text += line_for(d);
    }
  }
  if (left_out > 0 && loudness == Loudness::Normal) {
    text += fmt::format("trace-cost: {} more of these (-v shows them)\n", left_out);
  }
  return text;
}

std::string counts_text(const base::Diagnostics& diagnostics) {
  std::string counts;
  for (std::size_t i = 0; i < base::kDiagnosticCodes; ++i) {
    const auto code = static_cast<base::DiagnosticCode>(i);
    const std::uint64_t count = diagnostics.count(code);
    if (count == 0) continue;
    counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, name_of(code));
  }
  return counts.empty() ? counts : fmt::format("trace-cost: by kind: {}\n", counts);
}

std::string account_text(const model::Capture& capture) {
  std::string text;
  for (const model::Source& source : capture.sources()) {
    text += fmt::format(
        "trace-cost: {}: {} bytes parsed, {} ignored, {} quarantined; {} read on the fast lane, {} "
        "otherwise\n",
        shown_file(source.name), source.parsed_bytes, source.ignored_bytes,
        source.quarantined_bytes, base::counted(source.fast_records, "record", "records"),
        source.plain_records);
  }
  return text;
}

}  // namespace trace_cost::cli
