// Spans by their span id alone, in whatever trace: for the few ids that somebody asks for.
#pragma once

#include <span>
#include <vector>

#include "model/capture.h"

namespace trace_cost::model {

class SpanLookup {
 public:
  // Looks at every span of `capture` once. Invalid ids are never found.
  SpanLookup(const Capture& capture, std::vector<SpanId> wanted);

  // All spans with this id, by index, so by trace id. Empty unless it was wanted.
  [[nodiscard]] std::span<const SpanIndex> with_id(const SpanId& id) const;

 private:
  const Capture& capture_;
  std::vector<SpanIndex> found_;  // by id, then index
};

}  // namespace trace_cost::model
