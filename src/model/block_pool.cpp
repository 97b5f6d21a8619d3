#include "model/block_pool.h"

#include <utility>

namespace trace_cost::model {

std::byte* BlockPool::take() {
  if (next_ == end_) {
    slabs_.emplace_back(kSlab, base::Pages::Alignment::HugePage);
    next_ = slabs_.back().data();
    end_ = next_ + kSlab;
  }
  return std::exchange(next_, next_ + kBlock);
}

void BlockPool::give_back(std::byte* block) { base::release_pages(block, kBlock); }

}  // namespace trace_cost::model
