#include "report/views/timeline_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/counted.h"
#include "base/utf8.h"
#include "report/views/sibling_folds.h"
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
  // Stretches without any span that are longer than two fifths of the whole, but for their ends.
  [[nodiscard]] std::vector<Cut> cuts() const {
    std::vector<Cut> cuts;
    for (const Cut& gap : gaps_) {
      const model::Nanos long_gap = gap.to - gap.from;
      if (long_gap <= length() / 5 * 2) continue;
      const model::Nanos end = std::min(long_gap, length() - long_gap) / 16;
      cuts.push_back({gap.from + end, gap.to - end});
    }
    return cuts;
  }
  std::vector<TimelineRow> take_rows() { return std::move(rows_); }
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  struct Pending {
    Siblings siblings;
    std::vector<bool> more_at;
    std::uint32_t depth;
  };

  void find_extent(const model::Trace& trace) {
    for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
      const model::Span& span = capture_.spans()[i];
      if (!span.has_times()) continue;
      if (first_ == model::kLatest) first_ = span.start;  // spans come by start
      if (span.start > last_ && last_ >= first_)
        gaps_.push_back({last_ - first_, span.start - first_});
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
      stack.push_back({{{group.tops[i]}},
                       has_placeholder ? std::vector<bool>{more} : std::vector<bool>{},
                       has_placeholder ? 1U : 0U});
    }
    while (!stack.empty()) {
      const Pending next = std::move(stack.back());
      stack.pop_back();
      if (next.siblings.is_fold()) {
        add_fold(next);
      } else {
        push_children(next, stack);
        add(next.siblings.spans.front(), next);
      }
    }
  }

  void push_children(const Pending& parent, std::vector<Pending>& stack) const {
    auto siblings = fold_siblings(forest_, forest_.children(parent.siblings.spans.front()));
    for (std::size_t i = siblings.size(); i-- > 0;) {
      std::vector<bool> more_at = parent.more_at;
      if (more_at.size() < kLevels) more_at.push_back(i + 1 < siblings.size());
      stack.push_back({std::move(siblings[i]), std::move(more_at), parent.depth + 1});
    }
  }

  void add(model::SpanIndex span, const Pending& pending) {
    if (is_full()) {
      ++left_out_;
    } else {
      rows_.push_back(row(span, pending));
    }
  }

  // People see one row; machines every span.
  void add_fold(const Pending& fold) {
    const std::vector<model::SpanIndex>& spans = fold.siblings.spans;
    if (is_full()) {
      left_out_ += spans.size();
      return;
    }
    TimelineRow sum = row(spans.front(), fold);
    const std::size_t place = rows_.size();
    rows_.emplace_back();
    for (const model::SpanIndex span : spans) {
      TimelineRow one = row(span, fold);
      if (span != spans.front()) add_to(one, sum);
      if (scope_.audience == Audience::People) continue;
      one.audience = Audience::Machines;
      rows_.push_back(std::move(one));
    }
    sum.name = fmt::format("+{} × {}{}", spans.size(), sum.name,
                           spans.size() + 2 >= kManyAlike ? "  N+1" : "");
    sum.audience = Audience::People;
    sum.machine = {};
    sum.notes.clear();
    rows_[place] = std::move(sum);
  }

  // The bar from the first start to the last end; lengths and money added up.
  static void add_to(const TimelineRow& more, TimelineRow& sum) {
    if (!more.has_times) return;
    if (!sum.has_times) {
      sum = more;
      return;
    }
    const model::Nanos end = std::max(sum.offset + sum.length, more.offset + more.length);
    sum.offset = std::min(sum.offset, more.offset);
    sum.length = end - sum.offset;
    add_value(more.duration, sum.duration);
    add_value(more.self, sum.self);
    add_value(more.cost, sum.cost);
    sum.critical.insert(sum.critical.end(), more.critical.begin(), more.critical.end());
  }

  static void add_value(const Value& more, Value& sum) {
    const auto* const length = std::get_if<Duration>(&more.base());
    const auto* const money = std::get_if<model::Money>(&more.base());
    if (std::holds_alternative<Unknown>(sum.base())) {
      sum = more;
    } else if (length != nullptr) {
      std::get<Duration>(sum).nanos += length->nanos;
    } else if (money != nullptr) {
      std::get<model::Money>(sum) += *money;
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

  TimelineRow row(model::SpanIndex index, const Pending& pending) {
    const model::Span& span = capture_.span(index);
    const std::uint32_t number = index.number();
    TimelineRow row;
    row.service = shown_service(capture_.service(span));
    row.name = capture_.name(span);
    row.more_at = pending.more_at;
    row.depth = pending.depth;
    row.has_times = span.has_times();
    row.mark = mark_of(index);
    row.cost = money_or_unknown(model::charge_of(analysis_.charges, index));
    if (span.has_times()) {
      row.offset = span.start - first_;
      row.length = span.drawn_end() - span.start;
      row.duration = Duration{span.duration(), Trust::Sound};
      row.self = Duration{analysis_.self_times[number], Trust::Sound};
    }
    if (const auto found = critical_.find(index); found != critical_.end()) {
      row.critical = found->second;
    }
    if (scope_.audience != Audience::People)
      row.machine = machine_row(span, forest_.depth(index), row);
    add_attributes(span, row);
    return row;
  }

  // Of the span, else of its resource. Machines get all that were asked for, null where it has
  // none.
  void add_attributes(const model::Span& span, TimelineRow& row) const {
    for (const ShownAttribute& shown : analysis_.shown_attributes) {
      const model::Attribute* found = capture_.find(span, shown.key);
      if (found == nullptr) found = model::find(capture_.attributes(span.resource), shown.key);
      model::NumberBuffer digits;
      Value value;
      if (found != nullptr) {
        value = std::string(capture_.text(found->text(), digits));
        row.notes.push_back(fmt::format("{}={}", shown.name, std::get<std::string>(value)));
      }
      if (scope_.audience != Audience::People) {
        row.machine.fields.push_back({"attr:" + shown.name, std::move(value)});
      }
    }
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
  std::vector<Cut> gaps_;  // without any span, by time
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
  timeline.cuts = waterfall.cuts();
  timeline.rows = waterfall.take_rows();
  timeline.machine = {{{"trace_id", id_value(head.trace)}}};
  timeline.left_out = waterfall.left_out();
  document.blocks.emplace_back(std::move(timeline));
}

}  // namespace trace_cost::report
