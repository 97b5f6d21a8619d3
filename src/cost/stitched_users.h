// Users that come across a broken trace: the user of a call is the user of what it called, though
// that went on in another trace.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "cost/attribution.h"
#include "model/stitch.h"

namespace trace_cost::cost {

//   trace 1   |-- GET /chat  user.id=alice --|
//               |-- CLIENT POST /ask --|         call
//   trace 2        |-- SERVER POST /ask --|      entry: alice's, via the stitch
//                    |-- CLIENT SELECT --|       call
//   trace 3            |-- SERVER SELECT --|     entry: alice's as well
class StitchedUsers {
 public:
  StitchedUsers() = default;
  // A call's user is the one that its own trace tells (itself, an ancestor, the trace), else the
  // one that came to its trace by another stitch. Circles of stitches bring nobody.
  StitchedUsers(const model::Ancestry& ancestry, const model::KeyRanking& users,
                std::span<const model::Stitch> stitches);

  // Of the entry of a stitch; no text where there is none.
  [[nodiscard]] model::Text user_of(model::SpanIndex entry) const;
  [[nodiscard]] bool empty() const { return users_.empty(); }
  // The traces that a user has come to, in their order, each once.
  [[nodiscard]] const std::vector<model::TraceIndex>& traces() const { return traces_; }

 private:
  std::unordered_map<std::uint32_t, model::Text> users_;  // by number of the entry
  std::vector<model::TraceIndex> traces_;
};

}  // namespace trace_cost::cost
