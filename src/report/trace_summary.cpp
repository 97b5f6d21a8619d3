#include "report/trace_summary.h"

#include <algorithm>
#include <utility>

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
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    const model::SpanIndex span(i);
    summary.orphans += analysis.ancestry->top(span) == model::Top::Orphan ? 1 : 0;
    summary.errors += capture.span(span).status == model::StatusCode::Error ? 1 : 0;
  }
  for (const model::Charge& charge :
       model::charges_between(analysis.charges, trace.first, trace.first + trace.count)) {
    summary.cost = summary.cost.value_or(model::Money{}) + charge.amount;
  }
  return summary;
}

template <typename T>
void keep_distinct(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

std::vector<std::string> services_of(const Analysis& analysis, const TraceSummary& summary) {
  const model::Capture& capture = *analysis.capture;
  const model::Trace& trace = capture.traces()[summary.trace.number()];
  std::vector<model::StringId> ids;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    const model::StringId id = capture.service_id(capture.spans()[i]);
    if (ids.empty() || ids.back() != id) ids.push_back(id);
  }
  keep_distinct(ids);
  std::vector<std::string> names;
  names.reserve(ids.size());
  for (const model::StringId id : ids) names.emplace_back(capture.text(id));
  keep_distinct(names);
  return names;
}

std::vector<std::string> users_of(const Analysis& analysis, const TraceSummary& summary) {
  const model::Trace& trace = analysis.capture->traces()[summary.trace.number()];
  std::vector<std::string> users;
  model::Text last;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    const model::Text user = analysis.users[i].value;
    if (!user || user == std::exchange(last, user)) continue;
    model::NumberBuffer buffer;
    users.emplace_back(analysis.capture->text(user, buffer));
  }
  keep_distinct(users);
  return users;
}

std::vector<TraceSummary> summarise_traces(const Analysis& analysis) {
  std::vector<TraceSummary> summaries;
  for (std::size_t i = 0; i < analysis.ancestry->traces().size(); ++i) {
    summaries.push_back(summarise(analysis, model::TraceIndex(i)));
  }
  std::stable_sort(summaries.begin(), summaries.end(),
                   [](const TraceSummary& a, const TraceSummary& b) { return a.start < b.start; });
  return summaries;
}

std::string users_text(const std::vector<std::string>& users) {
  constexpr std::size_t kShown = 3;
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
