#include "report/trace_summary.h"

#include <algorithm>
#include <set>

namespace trace_cost::report {

namespace {

struct Extent {
  model::Instant first = model::kLatest;
  model::Instant last{model::Nanos{0}};
};

Extent extent_of(const model::Capture& capture, const model::Trace& trace) {
  Extent extent;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    const model::Span& span = capture.spans()[i];
    if (!span.has_times()) continue;
    extent.first = std::min(extent.first, span.start);
    extent.last = std::max(extent.last, span.drawn_end());
  }
  return extent;
}

void set_times(const model::Capture& capture, const model::Ancestry& forest,
               TraceSummary& summary) {
  const model::Span& head = capture.span(summary.head);
  summary.start = head.start;
  if (forest.top(summary.head) == model::Top::Root) {
    if (head.has_times()) summary.duration = head.duration();
    return;
  }
  const Extent extent = extent_of(capture, forest.traces()[summary.trace.number()]);
  if (extent.last < extent.first) return;
  summary.start = extent.first;
  summary.duration = extent.last - extent.first;
}

TraceSummary summarise(const Analysis& analysis, model::TraceIndex index) {
  const model::Capture& capture = *analysis.capture;
  const model::Trace& trace = analysis.ancestry->traces()[index.number()];
  TraceSummary summary;
  summary.trace = index;
  summary.head = analysis.ancestry->head(trace);
  summary.spans = trace.count;
  set_times(capture, *analysis.ancestry, summary);
  std::set<std::string> services;
  std::set<std::string> users;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    const model::Span& span = capture.spans()[i];
    services.emplace(capture.service(span));
    model::NumberBuffer buffer;
    if (analysis.users[i].value) users.emplace(capture.text(analysis.users[i].value, buffer));
    summary.orphans += analysis.ancestry->top(model::SpanIndex(i)) == model::Top::Orphan ? 1 : 0;
    summary.errors += span.status == model::StatusCode::Error ? 1 : 0;
  }
  for (const model::Charge& charge :
       model::charges_between(analysis.charges, trace.first, trace.first + trace.count)) {
    summary.cost = summary.cost.value_or(model::Money{}) + charge.amount;
  }
  summary.services.assign(services.begin(), services.end());
  summary.users.assign(users.begin(), users.end());
  return summary;
}

}  // namespace

std::vector<TraceSummary> summarise_traces(const Analysis& analysis) {
  std::vector<TraceSummary> summaries;
  for (std::size_t i = 0; i < analysis.ancestry->traces().size(); ++i) {
    summaries.push_back(summarise(analysis, model::TraceIndex(i)));
  }
  std::stable_sort(summaries.begin(), summaries.end(),
                   [](const TraceSummary& a, const TraceSummary& b) { return a.start < b.start; });
  return summaries;
}

std::string users_text(const TraceSummary& summary) {
  constexpr std::size_t kShown = 3;
  const auto& users = summary.users;
  if (users.empty()) return "(nobody)";
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, users.size()); ++i) {
    text += (i == 0 ? "" : ", ") + users[i];
  }
  if (users.size() > kShown) text += " and " + std::to_string(users.size() - kShown) + " more";
  return text;
}

std::string shown_service(std::string_view service) {
  return service.empty() ? "(no service name)" : std::string(service);
}

}  // namespace trace_cost::report
