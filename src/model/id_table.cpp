#include "model/id_table.h"

#include <algorithm>
#include <bit>

namespace trace_cost::model {

void IdTable::restart(std::size_t count) {
  const std::size_t slots = std::bit_ceil(std::max<std::size_t>(count * 2, 2));
  shift_ = 64 - static_cast<unsigned>(std::countr_zero(slots));
  const std::size_t used = slots + kProbes;
  if (slots_.size() < used) slots_.resize(used);
  if (++round_ == 0) {
    std::fill(slots_.begin(), slots_.end(), Slot{});
    round_ = 1;
  }
  crowded_out_.clear();
}

}  // namespace trace_cost::model
