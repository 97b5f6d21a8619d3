#include "report/views/capture_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/counted.h"
#include "report/trace_summary.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

struct Totals {
  std::uint64_t roots = 0;
  std::uint64_t orphans = 0;
  std::uint64_t errors = 0;
  model::Instant first = model::kLatest;
  model::Instant last{model::Nanos{0}};
  std::map<std::string, std::int64_t> spans_of;   // by service
  std::map<std::string, std::int64_t> failed_of;  // by service

  [[nodiscard]] bool has_times() const { return first <= last; }
};

Totals count(const Analysis& analysis) {
  Totals totals;
  const model::Capture& capture = *analysis.capture;
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const model::Span& span = capture.spans()[i];
    totals.roots += analysis.ancestry->top(model::SpanIndex(i)) == model::Top::Root ? 1 : 0;
    totals.orphans += analysis.ancestry->top(model::SpanIndex(i)) == model::Top::Orphan ? 1 : 0;
    if (span.status == model::StatusCode::Error) {
      ++totals.errors;
      ++totals.failed_of[std::string(capture.service(span))];
    }
    ++totals.spans_of[std::string(capture.service(span))];
    for (const model::Instant instant : {span.start, span.end}) {
      if (instant == model::kUnknownInstant) continue;
      totals.first = std::min(totals.first, instant);
      totals.last = std::max(totals.last, instant);
    }
  }
  return totals;
}

Table inputs_table(const model::Capture& capture) {
  Table table;
  table.path = "inputs";
  table.audience = Audience::Machines;
  for (const char* path : {"name", "format", "bytes", "spans", "damaged", "ignored", "parsed_bytes",
                           "ignored_bytes", "quarantined_bytes", "encoding", "decoded_bytes"}) {
    Column column;
    column.path = path;
    table.columns.push_back(std::move(column));
  }
  for (const model::Source& source : capture.sources()) {
    Row row;
    row.cells = {source.name,
                 source.format.empty() ? Value(Unknown{}) : Value(source.format),
                 signed_count(source.bytes),
                 signed_count(source.spans),
                 signed_count(source.damaged),
                 signed_count(source.ignored),
                 signed_count(source.parsed_bytes),
                 signed_count(source.ignored_bytes),
                 signed_count(source.quarantined_bytes),
                 source.encoding.empty() ? Value(Unknown{}) : Value(source.encoding),
                 signed_count(source.decoded_bytes)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Facts totals_facts(const Analysis& analysis, const Totals& totals) {
  const auto instant = [&](model::Instant when) {
    return totals.has_times() ? Value(when) : Value(Unknown{});
  };
  Records services;
  for (const auto& [name, spans] : totals.spans_of) {
    services.items.push_back({{{"name", service_value(name)}, {"spans", spans}}});
  }
  Facts facts;
  facts.path = "totals";
  facts.fields = {{"spans", signed_count(analysis.capture->spans().size())},
                  {"traces", signed_count(analysis.ancestry->traces().size())},
                  {"roots", signed_count(totals.roots)},
                  {"orphans", signed_count(totals.orphans)},
                  {"duplicates", signed_count(analysis.capture->duplicates())},
                  {"errors", signed_count(totals.errors)},
                  {"start", instant(totals.first)},
                  {"end", instant(totals.last)},
                  {"services", services}};
  return facts;
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::uint64_t kKib = 1024;
  if (bytes < kKib) return fmt::format("{} B", bytes);
  if (bytes < kKib * kKib) return fmt::format("{} KiB", (bytes + kKib / 2) / kKib);
  if (bytes < kKib * kKib * kKib) return fmt::format("{} MiB", bytes / kKib / kKib);
  return fmt::format("{:.1f} GiB", static_cast<double>(bytes) / (1U << 30U));
}

std::string period_text(const Totals& totals) {
  if (!totals.has_times()) return "no times";
  const std::string from = model::to_rfc3339(totals.first);
  const std::string to = model::to_rfc3339(totals.last);
  const bool same_day = from.substr(0, 10) == to.substr(0, 10);
  return fmt::format("{} {} → {} UTC", from.substr(0, 10), from.substr(11, 8),
                     same_day ? to.substr(11, 8) : to.substr(0, 10) + " " + to.substr(11, 8));
}

struct Reading {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t damaged = 0;
  std::uint64_t ignored = 0;
  std::uint64_t silent = 0;  // inputs without a span
  std::set<std::string> formats;
};

Reading sum_sources(const model::Capture& capture) {
  Reading sum;
  for (const model::Source& source : capture.sources()) {
    ++sum.files;
    sum.bytes += source.bytes;
    sum.damaged += source.damaged;
    sum.ignored += source.ignored;
    if (source.format.empty()) {
      ++sum.silent;
    } else {
      sum.formats.insert(source.format);
    }
  }
  return sum;
}

Phrase plain(std::string text) { return {std::move(text), Tone::Plain}; }

Line headline(const Analysis& analysis, const Totals& totals, const Reading& reading) {
  return {
      {fmt::format("{} · {} · {}", base::counted(analysis.capture->spans().size(), "span", "spans"),
                   base::counted(analysis.ancestry->traces().size(), "trace", "traces"),
                   base::counted(totals.spans_of.size(), "service", "services")),
       Tone::Strong},
      plain(" · " + period_text(totals)),
      {fmt::format(" · {}, {}, {}", base::counted(reading.files, "file", "files"),
                   size_text(reading.bytes), fmt::join(reading.formats, " and ")),
       Tone::Dim}};
}

// " (9 in ai-service, 5 in backend)": the three services with most.
std::string failed_in(const Totals& totals) {
  constexpr std::size_t kShown = 3;
  std::vector<std::pair<std::int64_t, std::string>> most;
  for (const auto& [service, failed] : totals.failed_of) most.emplace_back(-failed, service);
  std::sort(most.begin(), most.end());
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, most.size()); ++i) {
    text += fmt::format("{}{} in {}", i == 0 ? "" : ", ", -most[i].first,
                        shown_service(most[i].second));
  }
  return " (" + text + (most.size() > kShown ? ", ...)" : ")");
}

Line coverage_line(const Analysis& analysis, const Totals& totals, const Reading& reading) {
  Line line;
  const std::uint64_t unusable = analysis.diagnostics.errors();
  if (unusable > 0) {
    line.push_back({"✗ " + base::counted(unusable, "input", "inputs") +
                        " could not be used (see standard error) · ",
                    Tone::Bad});
  }
  if (reading.damaged > 0) {
    line.push_back({fmt::format("{} damaged", base::counted(reading.damaged, "record", "records")),
                    Tone::Warning});
  } else {
    line.push_back(
        {unusable > 0 ? "of the others every record read" : "every record read", Tone::Good});
  }
  std::string rest;
  if (reading.silent > unusable) {
    rest += " · " +
            base::counted(reading.silent - unusable, "input without spans", "inputs without spans");
  }
  if (reading.ignored > 0) {
    rest += " · " + base::counted(reading.ignored, "other line ignored", "other lines ignored");
  }
  if (analysis.capture->duplicates() > 0) {
    rest += " · " + base::counted(analysis.capture->duplicates(), "duplicate dropped",
                                  "duplicates dropped");
  }
  if (totals.errors > 0) {
    rest += " · " + base::counted(totals.errors, "failed span", "failed spans") + failed_in(totals);
  }
  if (totals.orphans > 0) rest += " · " + base::counted(totals.orphans, "orphan", "orphans");
  line.push_back(plain(rest));
  return line;
}

}  // namespace

void add_capture(const Analysis& analysis, Document& document) {
  const Totals totals = count(analysis);
  const Reading reading = sum_sources(*analysis.capture);
  Notes notes;
  notes.lines = {headline(analysis, totals, reading), coverage_line(analysis, totals, reading)};
  document.blocks.emplace_back(std::move(notes));
  document.blocks.emplace_back(inputs_table(*analysis.capture));
  document.blocks.emplace_back(totals_facts(analysis, totals));
}

}  // namespace trace_cost::report
