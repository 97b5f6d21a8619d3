// The median of amounts that come and go.
#pragma once

#include <set>

#include "model/money.h"

namespace trace_cost::cost {

// Each step is O(log n).
class RunningMedian {
 public:
  void add(model::Money amount);
  // Precondition: as many of this amount were added as are removed.
  void remove(model::Money amount);
  [[nodiscard]] std::size_t size() const { return lower_.size() + upper_.size(); }
  // The middle one, of two the lower. Precondition: not empty.
  [[nodiscard]] model::Money median() const { return *lower_.rbegin(); }

 private:
  void balance();
  std::multiset<model::Money> lower_;  // as many as the upper, or one more
  std::multiset<model::Money> upper_;
};

}  // namespace trace_cost::cost
