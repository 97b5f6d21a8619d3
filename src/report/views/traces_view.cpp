#include "report/views/traces_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>

#include "report/views/words.h"

namespace trace_cost::report {

namespace {

model::Span head_span(const Analysis& analysis, const TraceSummary& summary) {
  return analysis.capture->span(summary.head);
}

// One entry for each span of the path, by when it first appears on it.
Records critical_path_of(const Analysis& analysis, const TraceSummary& summary) {
  const model::Capture& capture = *analysis.capture;
  std::vector<std::pair<model::SpanIndex, model::Nanos>> parts;
  std::unordered_map<model::SpanIndex, std::size_t> part_of;
  for (const latency::Section& section : analysis.paths->of(summary.trace)) {
    const auto [known, is_new] = part_of.try_emplace(section.span, parts.size());
    if (is_new) parts.emplace_back(section.span, model::Nanos{0});
    parts[known->second].second += section.to - section.from;
  }
  Records records;
  for (const auto& [index, nanos] : parts) {
    const model::Span& span = capture.span(index);
    records.items.push_back({{{"span_id", id_value(span.id)},
                              {"name", std::string(capture.name(span))},
                              {"service", service_value(capture.service(span))},
                              {"self_ns", Duration{nanos, Trust::Sound}}}});
  }
  return records;
}

// A service without a name has none to list.
Texts named_only(const std::vector<std::string>& services) {
  Texts named;
  for (const std::string& service : services) {
    if (!service.empty()) named.push_back(service);
  }
  return named;
}

Row trace_row(const Analysis& analysis, const TraceSummary& summary) {
  const model::Span& head = head_span(analysis, summary);
  Row row;
  row.cells = {id_value(head.trace),
               std::string(analysis.capture->name(head)),
               service_value(analysis.capture->service(head)),
               summary.start == model::kUnknownInstant ? Value(Unknown{}) : Value(summary.start),
               duration_or_unknown(summary.duration),
               static_cast<std::int64_t>(summary.spans),
               static_cast<std::int64_t>(summary.orphans),
               static_cast<std::int64_t>(summary.errors),
               named_only(services_of(analysis, summary)),
               Texts(users_of(analysis, summary)),
               money_or_unknown(summary.cost),
               critical_path_of(analysis, summary)};
  return row;
}

// The summary that `is_better` puts first among those that `applies` to; null when there is none.
template <typename Applies, typename IsBetter>
const TraceSummary* best_of(const std::vector<TraceSummary>& summaries, Applies applies,
                            IsBetter is_better) {
  const TraceSummary* best = nullptr;
  for (const TraceSummary& summary : summaries) {
    if (!applies(summary)) continue;
    if (best == nullptr || is_better(summary, *best)) best = &summary;
  }
  return best;
}

const TraceSummary* shown_by_worst_finding(const Analysis& analysis,
                                           const std::vector<TraceSummary>& summaries) {
  for (const model::Finding& finding : analysis.findings) {
    if (finding.severity != model::FindingSeverity::Error || finding.examples.empty()) continue;
    const model::TraceId& wanted = finding.examples.front().trace;
    return best_of(
        summaries, [&](const TraceSummary& s) { return head_span(analysis, s).trace == wanted; },
        [](const TraceSummary&, const TraceSummary&) { return false; });
  }
  return nullptr;
}

void add_pick(const TraceSummary* summary, std::string why, std::vector<Pick>& picks) {
  if (summary == nullptr) return;
  const auto known = std::find_if(picks.begin(), picks.end(),
                                  [&](const Pick& pick) { return pick.summary == summary; });
  if (known == picks.end()) {
    picks.push_back({summary, std::move(why)});
  } else {
    known->why += ", " + why;
  }
}

}  // namespace

std::vector<Pick> worth_opening(const Analysis& analysis,
                                const std::vector<TraceSummary>& summaries) {
  const auto is_slower = [](const TraceSummary& a, const TraceSummary& b) {
    return a.duration > b.duration;
  };
  const auto is_timed = [](const TraceSummary& s) { return s.duration.has_value(); };
  const auto has_failed = [](const TraceSummary& s) { return s.errors > 0; };
  const auto has_cost = [](const TraceSummary& s) { return s.cost && !s.cost->is_zero(); };
  const auto is_costlier = [](const TraceSummary& a, const TraceSummary& b) {
    return *a.cost > *b.cost;
  };
  std::vector<Pick> picks;
  add_pick(best_of(summaries, is_timed, is_slower), "slowest", picks);
  add_pick(best_of(summaries, has_cost, is_costlier), "costliest", picks);
  add_pick(best_of(summaries, has_failed, is_slower), "slowest failed", picks);
  add_pick(shown_by_worst_finding(analysis, summaries), "worst alarm", picks);
  return picks;
}

void add_traces(const Analysis& analysis, Summaries summaries, Document& document) {
  Table table;
  table.path = "traces";
  table.audience = Audience::Machines;
  for (const char* path : {"trace_id", "root.name", "root.service", "start", "duration_ns", "spans",
                           "orphans", "errors", "services", "users", "cost", "critical_path"}) {
    table.columns.push_back(machine_column(path));
  }
  const std::size_t count = summaries->size();
  table.more_rows = {count, [&analysis, all = std::move(summaries)](std::size_t i) {
                       return trace_row(analysis, (*all)[i]);
                     }};
  document.blocks.emplace_back(std::move(table));
}

void add_worth_opening(const Analysis& analysis, const std::vector<Pick>& picks,
                       Document& document) {
  Table table;
  table.title = "WORTH OPENING";
  table.columns = {text_column("", ""),
                   number_column("", "trace"),
                   text_column("", "root"),
                   text_column("", "service"),
                   number_column("", "duration"),
                   number_column("", "cost"),
                   text_column("", "user"),
                   number_column("", "spans", Fit::Drop),
                   number_column("", "errors", Fit::Drop)};
  table.audience = Audience::People;
  for (const Pick& pick : picks) {
    const TraceSummary& summary = *pick.summary;
    const model::Span& head = head_span(analysis, summary);
    Row row;
    row.cells = {
        pick.why,
        head.trace.is_valid() ? Value(model::to_hex(head.trace).substr(0, 8)) : Value(Unknown{}),
        std::string(analysis.capture->name(head)),
        shown_service(analysis.capture->service(head)),
        duration_or_unknown(summary.duration),
        money_or_unknown(summary.cost),
        users_text(users_of(analysis, summary)),
        static_cast<std::int64_t>(summary.spans),
        static_cast<std::int64_t>(summary.errors)};
    table.rows.push_back(std::move(row));
  }
  if (!picks.empty())
    table.footnotes.emplace_back("open one: trace-cost timeline --trace ID INPUT...");
  document.blocks.emplace_back(std::move(table));
}

}  // namespace trace_cost::report
