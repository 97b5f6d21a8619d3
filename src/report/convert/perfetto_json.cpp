#include "report/convert/perfetto_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "report/convert/attribute_value.h"
#include "report/convert/perfetto_lanes.h"
#include "report/convert/span_figures.h"
#include "report/render/json_text.h"
#include "report/trace_summary.h"

namespace trace_cost::report {

namespace {

using model::SpanIndex;

// Spans that have times, by start.
std::vector<SpanIndex> by_start(const model::Capture& capture) {
  std::vector<SpanIndex> spans;
  for (std::size_t i = 0; i < capture.spans().size(); ++i) {
    if (capture.span(SpanIndex(i)).has_times()) spans.emplace_back(i);
  }
  std::sort(spans.begin(), spans.end(), [&](SpanIndex a, SpanIndex b) {
    const model::Instant start_a = capture.span(a).start;
    const model::Instant start_b = capture.span(b).start;
    return start_a != start_b ? start_a < start_b : a < b;
  });
  return spans;
}

std::string micros(model::Nanos length) {
  return fmt::format("{}.{:03}", length.count() / 1'000, length.count() % 1'000);
}

class EventWriter {
 public:
  EventWriter(const Conversion& conversion, Outlet& outlet)
      : conversion_(conversion),
        capture_(*conversion.analysis.capture),
        forest_(*conversion.analysis.forest),
        figures_(conversion.analysis),
        outlet_(outlet),
        lane_of_(capture_.spans().size(), 0) {}

  void write() {
    const std::vector<SpanIndex> spans = by_start(capture_);
    begin_ = spans.empty() ? model::Instant{} : capture_.span(spans.front()).start;
    out() += "{\"displayTimeUnit\":\"ns\",\"otherData\":{\"start\":\"" + model::to_rfc3339(begin_) +
             "\"},\"traceEvents\":[\n";
    write_processes();
    for (const SpanIndex span : spans) {
      write_slice(span);
      write_flow(span);
      if (!outlet_.end_item()) return;
    }
    out() += "\n]}\n";
  }

 private:
  std::string& out() { return outlet_.text(); }

  void begin_event() {
    if (!is_first_) out() += ",\n";
    is_first_ = false;
  }

  // Processes are numbered by the names of services.
  void write_processes() {
    std::map<std::string_view, std::uint32_t> services;
    for (const model::Span& span : capture_.spans()) services[capture_.service(span)] = 0;
    std::uint32_t number = 0;
    for (auto& [service, process] : services) {
      process = ++number;
      begin_event();
      fmt::format_to(
          std::back_inserter(out()),
          "{{\"ph\":\"M\",\"name\":\"process_name\",\"pid\":{},\"args\":{{\"name\":", process);
      append_json_text(shown_service(service), out());
      out() += "}}";
    }
    processes_ = std::move(services);
    lanes_.resize(processes_.size() + 1);
  }

  [[nodiscard]] std::uint32_t process_of(const model::Span& span) const {
    return processes_.find(capture_.service(span))->second;
  }

  std::uint32_t place(SpanIndex index, const model::Span& span) {
    const SpanIndex parent = forest_.parent(index);
    const bool is_at_home =
        parent && capture_.service_id(capture_.span(parent)) == capture_.service_id(span);
    return lanes_[process_of(span)].place({index, span.start, span.drawn_end()}, parent,
                                          is_at_home ? lane_of_[parent.number()] : 0);
  }

  void write_slice(SpanIndex index) {
    const model::Span span = capture_.span(index);
    std::uint32_t& lane = lane_of_[index.number()];
    lane = place(index, span);
    begin_event();
    out() += "{\"ph\":\"X\",\"name\":";
    append_json_text(capture_.name(span), out());
    fmt::format_to(std::back_inserter(out()),
                   ",\"cat\":\"{}\",\"pid\":{},\"tid\":{},\"ts\":{},\"dur\":{},\"args\":{{",
                   model::name_of(span.kind), process_of(span), lane, micros(span.start - begin_),
                   micros(span.drawn_end() - span.start));
    write_args(index, span);
    out() += "}}";
  }

  void write_args(SpanIndex index, const model::Span& span) {
    fmt::format_to(std::back_inserter(out()), "\"trace_id\":\"{}\",\"span_id\":\"{}\"",
                   model::to_hex(span.trace), model::to_hex(span.id));
    if (span.parent.is_valid()) out() += ",\"parent_id\":\"" + model::to_hex(span.parent) + "\"";
    out().append(",\"status\":\"").append(model::name_of(span.status)).append("\"");
    fmt::format_to(std::back_inserter(out()), ",\"self_ns\":{},\"critical_ns\":{}",
                   figures_.self_time(index).value_or(model::Nanos{0}).count(),
                   figures_.critical_time(index).count());
    if (const auto cost = figures_.cost(index)) out() += ",\"cost\":\"" + cost->plain() + "\"";
    if (const std::string user = figures_.user(index); !user.empty()) {
      out() += ",\"user\":";
      append_json_text(user, out());
    }
    for (const NamedAttribute& attribute : attributes_of(conversion_, span)) {
      out() += ',';
      append_json_text("attr:" + std::string(attribute.key), out());
      out() += ':';
      append_plain_value(attribute, out());
    }
  }

  // An arrow from a parent on another lane; of parents that were not drawn yet there is none.
  void write_flow(SpanIndex index) {
    const SpanIndex parent = forest_.parent(index);
    if (!parent || lane_of_[parent.number()] == 0) return;
    const model::Span from = capture_.span(parent);
    const model::Span to = capture_.span(index);
    if (process_of(from) == process_of(to)) return;
    write_flow_end('s', index, from, lane_of_[parent.number()]);
    write_flow_end('f', index, to, lane_of_[index.number()]);
  }

  void write_flow_end(char phase, SpanIndex flow, const model::Span& at, std::uint32_t lane) {
    begin_event();
    fmt::format_to(std::back_inserter(out()),
                   "{{\"ph\":\"{}\",\"bp\":\"e\",\"name\":\"call\",\"cat\":\"hop\",\"id\":{},"
                   "\"pid\":{},\"tid\":{},\"ts\":{}}}",
                   phase, flow.number() + 1, process_of(at), lane, micros(at.start - begin_));
  }

  const Conversion& conversion_;
  const model::Capture& capture_;
  const model::Forest& forest_;
  SpanFigures figures_;
  Outlet& outlet_;
  model::Instant begin_;
  bool is_first_ = true;
  std::map<std::string_view, std::uint32_t> processes_;
  std::vector<PerfettoLanes> lanes_;    // by process
  std::vector<std::uint32_t> lane_of_;  // by span index; 0: not drawn
};

}  // namespace

void write_perfetto_json(const Conversion& conversion, Outlet& outlet) {
  EventWriter(conversion, outlet).write();
}

}  // namespace trace_cost::report
