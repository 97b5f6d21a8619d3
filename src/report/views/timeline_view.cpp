#include "report/views/timeline_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/counted.h"
#include "base/utf8.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

// Levels of tree lines that are kept for each row: depth comes from the input and may be a million.
constexpr std::size_t kLevels = 32;

// What stands at the left margin: a span with nothing above it, or a parent that is missing and the
// spans that name it.
struct Group {
  model::SpanId missing;  // invalid: no missing parent
  std::vector<model::SpanIndex> tops;
};

// At most `most` rows are made, 0 for all; what machines get is only made for them.
struct Scope {
  std::size_t most = 0;
  Audience audience = Audience::Everyone;
};

class Waterfall {
 public:
  Waterfall(const Analysis& analysis, const TraceSummary& summary, Scope scope)
      : analysis_(analysis), capture_(*analysis.capture), forest_(*analysis.forest), scope_(scope) {
    const model::Trace& trace = forest_.traces()[summary.trace.number()];
    find_extent(trace);
    for (const latency::Section& section : analysis.paths->of(summary.trace)) {
      critical_[section.span].emplace_back(section.from - first_, section.to - first_);
    }
    for (const Group& group : groups(trace)) draw(group);
  }

  [[nodiscard]] model::Nanos length() const {
    return last_ > first_ ? last_ - first_ : model::Nanos{0};
  }
  std::vector<TimelineRow> take_rows() { return std::move(rows_); }
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  struct Pending {
    model::SpanIndex span;
    std::vector<bool> more_at;
    std::uint32_t depth;
  };

  void find_extent(const model::Trace& trace) {
    for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
      const model::Span& span = capture_.spans()[i];
      if (!span.has_times()) continue;
      first_ = std::min(first_, span.start);
      last_ = std::max(last_, span.drawn_end());
    }
  }

  [[nodiscard]] std::vector<Group> groups(const model::Trace& trace) const {
    std::vector<Group> found;
    std::map<model::SpanId, std::size_t> of_parent;
    for (const model::SpanIndex top : forest_.tops(trace)) {
      if (forest_.top(top) != model::Top::Orphan) {
        found.push_back({{}, {top}});
        continue;
      }
      const model::SpanId missing = capture_.span(top).parent;
      const auto [known, is_new] = of_parent.try_emplace(missing, found.size());
      if (is_new) found.push_back({missing, {}});
      found[known->second].tops.push_back(top);
    }
    return found;
  }

  void draw(const Group& group) {
    const bool has_placeholder = group.missing.is_valid();
    if (has_placeholder && !is_full()) rows_.push_back(placeholder(group));
    std::vector<Pending> stack;
    for (std::size_t i = group.tops.size(); i-- > 0;) {
      const bool more = has_placeholder && i + 1 < group.tops.size();
      stack.push_back({group.tops[i],
                       has_placeholder ? std::vector<bool>{more} : std::vector<bool>{},
                       has_placeholder ? 1U : 0U});
    }
    while (!stack.empty()) {
      const Pending next = std::move(stack.back());
      stack.pop_back();
      const auto children = forest_.children(next.span);
      for (std::size_t i = children.size(); i-- > 0;) {
        std::vector<bool> more_at = next.more_at;
        if (more_at.size() < kLevels) more_at.push_back(i + 1 < children.size());
        stack.push_back({children[i], std::move(more_at), next.depth + 1});
      }
      if (is_full()) {
        ++left_out_;
      } else {
        rows_.push_back(row(next));
      }
    }
  }

  [[nodiscard]] bool is_full() const { return scope_.most > 0 && rows_.size() >= scope_.most; }

  static TimelineRow placeholder(const Group& group) {
    TimelineRow row;
    row.name = fmt::format("(parent {}… missing)", model::to_hex(group.missing).substr(0, 8));
    row.has_times = false;
    row.mark = Mark::MissingParent;
    return row;
  }

  TimelineRow row(const Pending& pending) {
    const model::Span& span = capture_.span(pending.span);
    const std::uint32_t number = pending.span.number();
    TimelineRow row;
    row.service = shown_service(capture_.service(span));
    row.name = capture_.name(span);
    row.more_at = pending.more_at;
    row.depth = pending.depth;
    row.has_times = span.has_times();
    row.mark = mark_of(pending.span);
    row.cost = money_or_unknown(model::charge_of(analysis_.charges, pending.span));
    if (span.has_times()) {
      row.offset = span.start - first_;
      row.length = span.drawn_end() - span.start;
      row.duration = Duration{span.duration(), Trust::Sound};
      row.self = Duration{analysis_.self_times[number], Trust::Sound};
    }
    if (const auto found = critical_.find(pending.span); found != critical_.end()) {
      row.critical = found->second;
    }
    if (scope_.audience != Audience::People)
      row.machine = machine_row(span, forest_.depth(pending.span), row);
    return row;
  }

  [[nodiscard]] Mark mark_of(model::SpanIndex span) const {
    if (capture_.span(span).status == model::StatusCode::Error) return Mark::Error;
    switch (forest_.top(span)) {
      case model::Top::Orphan:
        return Mark::Orphan;
      case model::Top::SelfParent:
      case model::Top::CycleCut:
        return Mark::Cut;
      case model::Top::No:
      case model::Top::Root:
        break;
    }
    return Mark::None;
  }

  [[nodiscard]] Record machine_row(const model::Span& span, std::uint32_t depth,
                                   const TimelineRow& row) const {
    const Value start = span.start == model::kUnknownInstant ? Value(Unknown{}) : Value(span.start);
    return {{{"span_id", id_value(span.id)},
             {"parent_id", id_value(span.parent)},
             {"name", row.name},
             {"service", service_value(capture_.service(span))},
             {"kind", std::string(name_of(span.kind))},
             {"status", std::string(name_of(span.status))},
             {"depth", static_cast<std::int64_t>(depth)},
             {"start", start},
             {"duration_ns", row.duration},
             {"self_ns", row.self},
             {"cost", row.cost}}};
  }

  const Analysis& analysis_;
  const model::Capture& capture_;
  const model::Forest& forest_;
  Scope scope_;
  std::uint64_t left_out_ = 0;
  model::Instant first_ = model::kLatest;
  model::Instant last_{model::Nanos{0}};
  std::map<model::SpanIndex, std::vector<std::pair<model::Nanos, model::Nanos>>> critical_;
  std::vector<TimelineRow> rows_;
};

Line heading(const Analysis& analysis, const TraceSummary& summary) {
  const model::Span& head = analysis.capture->span(summary.head);
  Line line{
      {model::to_hex(head.trace) + "  ", Tone::Strong},
      {base::shortened(base::printable(analysis.capture->name(head)), 60, base::Cut::Middle, "…"),
       Tone::Plain}};
  std::string rest = "  " + base::counted(summary.spans, "span", "spans") + ", " +
                     base::counted(services_of(analysis, summary).size(), "service", "services");
  const std::vector<std::string> users = users_of(analysis, summary);
  if (!users.empty()) rest += "  " + users_text(users);
  if (summary.cost) rest += "  " + summary.cost->dollars();
  line.push_back({rest, Tone::Dim});
  return line;
}

}  // namespace

void add_timeline(const Analysis& analysis, const TraceSummary& summary, std::size_t most,
                  Audience audience, Document& document) {
  const model::Span& head = analysis.capture->span(summary.head);
  Waterfall waterfall(analysis, summary, {most, audience});
  Timeline timeline;
  timeline.path = "timelines";
  timeline.audience = audience;
  timeline.heading = heading(analysis, summary);
  timeline.length = waterfall.length();
  timeline.rows = waterfall.take_rows();
  timeline.machine = {{{"trace_id", id_value(head.trace)}}};
  timeline.left_out = waterfall.left_out();
  document.blocks.emplace_back(std::move(timeline));
}

}  // namespace trace_cost::report
