// Finds the parents in one trace after the other.
#pragma once

#include <cstdint>
#include <vector>

#include "model/ancestry.h"
#include "model/id_table.h"

namespace trace_cost::model {

class TraceLinker {
 public:
  explicit TraceLinker(Ancestry& ancestry)
      : ancestry_(ancestry), store_(ancestry.capture().store()) {}

  // Sets parent and top of every span of the trace. O(n log n) at worst.
  void link(const Trace& trace);

 private:
  void number_ids(const Trace& trace);
  void link_span(SpanIndex index);
  [[nodiscard]] SpanIndex named_by(SpanIndex span) const;
  void cut_cycles(const Trace& trace);

  Ancestry& ancestry_;
  const SpanStore& store_;
  IdTable ids_;      // of the spans that share theirs with no client
  IdTable servers_;  // of those that do
  bool has_servers_ = false;
  bool has_late_parent_ = false;  // a parent behind its child, as every circle has one
  std::vector<std::uint32_t> stamps_;
};

}  // namespace trace_cost::model
