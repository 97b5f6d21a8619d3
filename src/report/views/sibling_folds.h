// Siblings that are alike, folded into one row: "+38 × SELECT users".
#pragma once

#include <vector>

#include "model/forest.h"

namespace trace_cost::report {

// What hangs below a span, from first to last: a child alone, or several in the place of the first
// of them.
struct Siblings {
  std::vector<model::SpanIndex> spans;  // one, or the folded ones

  [[nodiscard]] bool is_fold() const { return spans.size() > 1; }
};

// From four children on that have the same service and name, no children and no error, the first
// two stand for themselves and the rest is folded.
std::vector<Siblings> fold_siblings(const model::Forest& forest,
                                    std::span<const model::SpanIndex> children);

// So many alike, one query for each row of another, are worth a mark.
inline constexpr std::size_t kManyAlike = 10;

}  // namespace trace_cost::report
