// A story (see made_capture.h) with the judgement on its propagation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "made_capture.h"
#include "model/hop.h"
#include "propagation/propagation.h"

namespace trace_cost::propagation {

class MadeJudgement {
 public:
  explicit MadeJudgement(std::string_view story) : MadeJudgement(made::read_story(story)) {}
  explicit MadeJudgement(const std::vector<made::MadeSpan>& spans);

  model::AttributeSelection selection;
  PeerKeys keys;
  made::MadeCapture made;
  std::vector<model::Hop> hops;
  Propagation judged;

  // "TC-P001 error backend -> database x2 90 %", or "TC-P007 warning at backend x1 100 %", one a
  // line, in the order in which they are shown.
  [[nodiscard]] std::string findings() const;
  // "backend -> database: 3 joined, 1 severed of 4, broken": counts that are zero are left out; one
  // a line; "?" is the callee of calls to what is not captured.
  [[nodiscard]] std::string edges() const;
  [[nodiscard]] std::size_t errors() const;
};

}  // namespace trace_cost::propagation
