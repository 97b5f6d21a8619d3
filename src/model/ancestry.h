// Who is whose parent, in all traces of a capture, across services and files. What takes more than
// that (children, orders, depths) is in forest.h.
#pragma once

#include <cstdint>
#include <vector>

#include "model/capture.h"

namespace trace_cost::model {

// Why a span stands at the top of a tree.
enum class Top : std::uint8_t {
  No,          // it has a parent in the capture
  Root,        // it carries no parent id
  Orphan,      // its parent id names no span of its trace
  SelfParent,  // it names itself
  CycleCut,    // the first span of a circle of parents, cut loose there
};

// A parent is looked for by its id within the trace; of several spans with that id it is the first.
//
// Where a server shares the id of its client (Span::shares_id), the client is the server's parent,
// and a span with that parent id is the server's child when it is of the server's service:
//
//   service a   CLIENT 7 ──┬──▶ child of 7 in service a
//   service b              └──▶ SERVER 7 (shared) ──▶ child of 7 in service b
class Ancestry {
 public:
  // `capture` must be sealed and outlive this.
  explicit Ancestry(const Capture& capture, unsigned threads = 1);

  [[nodiscard]] const Capture& capture() const { return *capture_; }
  [[nodiscard]] const std::vector<Trace>& traces() const { return capture_->traces(); }
  [[nodiscard]] TraceIndex trace_of(SpanIndex span) const { return capture_->trace_of(span); }
  // The default index where there is none in the capture.
  [[nodiscard]] SpanIndex parent(SpanIndex span) const { return parent_[span.number()]; }
  [[nodiscard]] Top top(SpanIndex span) const { return top_[span.number()]; }
  // The tops of a trace, in canonical order.
  [[nodiscard]] std::vector<SpanIndex> tops(const Trace& trace) const;
  // The span that stands for the trace: the first root, or, without one, the first top.
  [[nodiscard]] SpanIndex head(const Trace& trace) const;

 private:
  friend class TraceLinker;
  const Capture* capture_;
  std::vector<SpanIndex> parent_;
  std::vector<Top> top_;
};

// Some traces that stand side by side, for one thread to work on.
struct TraceRange {
  std::size_t first = 0;
  std::size_t last = 0;  // one behind
};
// All traces, in ranges of about as many spans each. As many ranges for the same traces, whatever
// the number of threads.
std::vector<TraceRange> ranges_of(const std::vector<Trace>& traces);

}  // namespace trace_cost::model
