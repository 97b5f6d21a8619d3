#include "cost/running_median.h"

namespace trace_cost::cost {

void RunningMedian::add(model::Money amount) {
  const bool is_low = lower_.empty() || amount <= *lower_.rbegin();
  (is_low ? lower_ : upper_).insert(amount);
  balance();
}

void RunningMedian::remove(model::Money amount) {
  const auto found = lower_.find(amount);
  if (found != lower_.end()) {
    lower_.erase(found);
  } else {
    upper_.erase(upper_.find(amount));
  }
  balance();
}

void RunningMedian::balance() {
  if (lower_.size() > upper_.size() + 1) {
    upper_.insert(lower_.extract(--lower_.end()));
  } else if (lower_.size() < upper_.size()) {
    lower_.insert(upper_.extract(upper_.begin()));
  }
}

}  // namespace trace_cost::cost
