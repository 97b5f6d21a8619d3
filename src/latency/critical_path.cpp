#include "latency/critical_path.h"

#include <algorithm>

namespace trace_cost::latency {

namespace {

// Console dumps round to the microsecond, start and end each for itself.
constexpr model::Nanos kRounding{2'000};

bool is_remote_call(const model::Span& parent, const model::Span& child) {
  return parent.kind == model::SpanKind::Client && child.kind == model::SpanKind::Server;
}

// Whether the parent may have waited for the child at all.
bool may_block(const model::Span& parent, const model::Span& child) {
  if (!child.has_times() || parent.kind == model::SpanKind::Producer) return false;
  if (child.kind == model::SpanKind::Consumer || child.start >= parent.drawn_end()) return false;
  return child.drawn_end() <= parent.drawn_end() + kRounding || is_remote_call(parent, child);
}

class Walk {
 public:
  Walk(const model::Forest& forest, std::vector<Section>& sections)
      : forest_(forest), capture_(forest.capture()), sections_(sections) {}

  void run(model::SpanIndex head) {
    const model::Span& span = capture_.span(head);
    if (!span.has_times()) return;
    const std::size_t first = sections_.size();
    push(head, span.start, span.drawn_end());
    while (!frames_.empty()) step();
    std::reverse(sections_.begin() + static_cast<std::ptrdiff_t>(first), sections_.end());
  }

 private:
  // What is left of a span: [from, cursor), to be explained by children kids_[next..last).
  struct Frame {
    model::SpanIndex span;
    model::Instant from;
    model::Instant cursor;
    std::size_t first;  // of this frame's children in kids_
    std::size_t next;
    bool picked = false;
  };

  void push(model::SpanIndex span, model::Instant from, model::Instant to) {
    const model::Span& parent = capture_.span(span);
    const std::size_t first = kids_.size();
    for (const model::SpanIndex child : forest_.children(span)) {
      const model::Span& c = capture_.span(child);
      if (may_block(parent, c) && c.start < to && c.drawn_end() > from) kids_.push_back(child);
    }
    std::sort(kids_.begin() + static_cast<std::ptrdiff_t>(first), kids_.end(),
              [this](model::SpanIndex a, model::SpanIndex b) {
                const model::Instant a_end = capture_.span(a).drawn_end();
                const model::Instant b_end = capture_.span(b).drawn_end();
                return a_end != b_end ? a_end > b_end : a < b;
              });
    frames_.push_back({span, from, to, first, first});
  }

  void step() {
    Frame& frame = frames_.back();
    while (frame.next < kids_.size()) {
      const model::SpanIndex kid = kids_[frame.next++];
      const model::Span& child = capture_.span(kid);
      const model::Instant from = std::max(child.start, frame.from);
      model::Instant to = child.drawn_end();
      if (to > frame.cursor) {
        const bool first_of_call =
            !frame.picked && is_remote_call(capture_.span(frame.span), child);
        if (to > frame.cursor + kRounding && !first_of_call) continue;
        to = frame.cursor;
      }
      if (to <= from) continue;
      emit(frame.span, to, frame.cursor);
      frame.cursor = from;
      frame.picked = true;
      push(kid, from, to);  // invalidates `frame`
      return;
    }
    emit(frame.span, frame.from, frame.cursor);
    kids_.resize(frame.first);
    frames_.pop_back();
  }

  void emit(model::SpanIndex span, model::Instant from, model::Instant to) {
    if (from < to) sections_.push_back({span, from, to});
  }

  const model::Forest& forest_;
  const model::Capture& capture_;
  std::vector<Section>& sections_;
  std::vector<Frame> frames_;
  std::vector<model::SpanIndex> kids_;  // of all open frames, the innermost last
};

}  // namespace

CriticalPaths::CriticalPaths(const model::Forest& forest) {
  Walk walk(forest, sections_);
  for (const model::Trace& trace : forest.traces()) {
    first_.push_back(sections_.size());
    walk.run(forest.head(trace));
  }
  first_.push_back(sections_.size());
}

std::span<const Section> CriticalPaths::of(model::TraceIndex trace) const {
  const std::size_t first = first_[trace.number()];
  return std::span(sections_).subspan(first, first_[trace.number() + 1] - first);
}

}  // namespace trace_cost::latency
