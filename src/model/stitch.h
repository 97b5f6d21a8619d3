// Two halves of one call that lie in two traces, and how sure it is that they belong together.
// `propagation` finds them; `cost` lets the user of the call's trace pay for the other, and the
// timeline draws them as one.
#pragma once

#include <cstdint>

#include "model/finding.h"

namespace trace_cost::model {

//   trace 1   |-- CLIENT POST http://db/query --|        call
//   trace 2      |-- SERVER POST /query --|              entry: the top of a tree there
struct Stitch {
  SpanIndex call;
  SpanIndex entry;
  std::uint32_t confidence_percent = 100;  // 100 for what is certain
  Certainty certainty = Certainty::Certain;

  friend bool operator==(const Stitch&, const Stitch&) = default;
};

}  // namespace trace_cost::model
