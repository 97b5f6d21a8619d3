#include "report/views/merged_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/counted.h"
#include "base/utf8.h"
#include "latency/bootstrap.h"
#include "latency/call_tree.h"
#include "report/trace_summary.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

using latency::Call;
using latency::CallIndex;

constexpr std::size_t kLevels = 32;  // of tree lines that are kept for each row

// What is typical of one place in the merged tree.
struct Typical {
  std::vector<std::int64_t> offsets;  // of the first span in each trace, from the start of its top
  std::vector<std::int64_t> lengths;  // of all spans
  std::size_t traces = 0;             // that have it
  model::TraceIndex last;             // that was counted
  std::int64_t offset = 0;            // medians
  std::int64_t length = 0;
};

class MergedTree {
 public:
  explicit MergedTree(const Analysis& analysis)
      : capture_(*analysis.capture),
        forest_(*analysis.forest),
        tree_(forest_),
        typical_(tree_.calls().size()),
        children_(tree_.calls().size()) {
    measure();
    arrange();
  }

  // Of most traces first, then by service and name.
  [[nodiscard]] const std::vector<CallIndex>& tops() const { return tops_; }

  [[nodiscard]] Timeline timeline(CallIndex top) const {
    Timeline timeline;
    timeline.path = "merged";
    timeline.heading = heading(top);
    const Call& call = tree_.calls()[top.number()];
    timeline.machine = {{{"service", service_value(capture_.text(call.service))},
                         {"operation", std::string(capture_.text(call.name))},
                         {"traces", signed_count(typical_[top.number()].traces)}}};
    std::vector<Pending> stack{{top, {}}};
    while (!stack.empty()) {
      const Pending next = std::move(stack.back());
      stack.pop_back();
      const std::vector<CallIndex>& below = children_[next.call.number()];
      for (std::size_t i = below.size(); i-- > 0;) {
        std::vector<bool> more_at = next.more_at;
        if (more_at.size() < kLevels) more_at.push_back(i + 1 < below.size());
        stack.push_back({below[i], std::move(more_at)});
      }
      timeline.rows.push_back(row(next, top));
      const TimelineRow& made = timeline.rows.back();
      timeline.length = std::max(timeline.length, made.offset + made.length);
    }
    return timeline;
  }

 private:
  struct Pending {
    CallIndex call;
    std::vector<bool> more_at;
  };

  // Parents come before their children, so that every span knows its top.
  void measure() {
    std::vector<model::SpanIndex> top_of(capture_.spans().size());
    for (const model::SpanIndex index : forest_.preorder()) {
      const model::SpanIndex parent = forest_.parent(index);
      top_of[index.number()] = parent ? top_of[parent.number()] : index;
    }
    // By index, so that of the spans of a trace the first to begin comes first.
    for (std::size_t i = 0; i < top_of.size(); ++i) {
      const model::Span span = capture_.span(model::SpanIndex(i));
      const model::Span top = capture_.span(top_of[i]);
      Typical& typical = typical_[tree_.call_of(model::SpanIndex(i)).number()];
      const model::TraceIndex trace = capture_.trace_of(model::SpanIndex(i));
      const bool is_first = typical.last != trace;
      typical.last = trace;
      typical.traces += is_first ? 1 : 0;
      if (!span.has_times()) continue;
      typical.lengths.push_back((span.drawn_end() - span.start).count());
      if (is_first && top.has_times()) typical.offsets.push_back((span.start - top.start).count());
    }
    for (Typical& typical : typical_) {
      typical.offset = std::max<std::int64_t>(0, latency::median_of(typical.offsets));
      typical.length = latency::median_of(typical.lengths);
    }
  }

  void arrange() {
    for (std::size_t i = 0; i < tree_.calls().size(); ++i) {
      const CallIndex parent = tree_.calls()[i].parent;
      (parent ? children_[parent.number()] : tops_).emplace_back(i);
    }
    for (std::vector<CallIndex>& siblings : children_) {
      std::stable_sort(siblings.begin(), siblings.end(), [this](CallIndex a, CallIndex b) {
        return typical_[a.number()].offset < typical_[b.number()].offset;
      });
    }
    std::stable_sort(tops_.begin(), tops_.end(), [this](CallIndex a, CallIndex b) {
      return typical_[a.number()].traces > typical_[b.number()].traces;
    });
  }

  [[nodiscard]] Line heading(CallIndex top) const {
    const Call& call = tree_.calls()[top.number()];
    const Typical& typical = typical_[top.number()];
    constexpr std::size_t kWidest = 60;
    return {
        {base::shortened(base::printable(capture_.text(call.name)), kWidest, base::Cut::Middle,
                         "…"),
         Tone::Strong},
        {fmt::format("  {}  {} laid over each other", shown_service(capture_.text(call.service)),
                     base::counted(typical.traces, "trace", "traces")),
         Tone::Dim}};
  }

  // "SELECT ×5.0 in 80 %": how often in a trace that has it, where not once, and in how many, where
  // not in all.
  [[nodiscard]] std::string label(const Call& call, const Typical& typical,
                                  const Typical& top) const {
    std::string text(capture_.text(call.name));
    const auto traces = static_cast<double>(typical.traces);
    const double often = static_cast<double>(call.spans) / traces;
    if (call.spans != typical.traces) text += fmt::format(" ×{:.1f}", often);
    if (typical.traces != top.traces) {
      text += fmt::format(" in {:.0f} %", 100 * traces / static_cast<double>(top.traces));
    }
    return text;
  }

  [[nodiscard]] TimelineRow row(const Pending& pending, CallIndex top) const {
    const Call& call = tree_.calls()[pending.call.number()];
    const Typical& typical = typical_[pending.call.number()];
    TimelineRow row;
    row.service = shown_service(capture_.text(call.service));
    row.name = label(call, typical, typical_[top.number()]);
    row.more_at = pending.more_at;
    row.depth = call.depth;
    row.offset = model::Nanos{typical.offset};
    row.length = model::Nanos{typical.length};
    row.has_times = !typical.lengths.empty();
    if (row.has_times) row.duration = Duration{row.length, Trust::Sound};
    row.machine = {
        {{"name", std::string(capture_.text(call.name))},
         {"service", service_value(capture_.text(call.service))},
         {"depth", static_cast<std::int64_t>(call.depth)},
         {"offset_ns", typical.offsets.empty() ? Value(Unknown{}) : Value(Duration{row.offset})},
         {"duration_ns", row.duration},
         {"traces", signed_count(typical.traces)},
         {"spans", signed_count(call.spans)}}};
    return row;
  }

  const model::Capture& capture_;
  const model::Forest& forest_;
  latency::CallTree tree_;
  std::vector<Typical> typical_;                  // by call
  std::vector<std::vector<CallIndex>> children_;  // by call
  std::vector<CallIndex> tops_;
};

}  // namespace

void add_merged(const Analysis& analysis, Document& document) {
  const MergedTree tree(analysis);
  for (const CallIndex top : tree.tops()) document.blocks.emplace_back(tree.timeline(top));
}

}  // namespace trace_cost::report
