// The memory that the spans of one shard are logged to, in blocks.
//
// Blocks are cut from slabs that the system may back with huge pages, since taking and returning
// memory in pages of 4 KiB costs more than filling it. Each block goes back by itself.
#pragma once

#include <cstddef>
#include <vector>

#include "base/pages.h"

namespace trace_cost::model {

class BlockPool {
 public:
  static constexpr std::size_t kBlock = std::size_t{1} << 16U;

  // kBlock zeroed bytes, until give_back() or the end of the pool.
  std::byte* take();
  // The bytes are lost and their memory is the system's again. For any thread, and for a block of
  // any pool.
  static void give_back(std::byte* block);

 private:
  static constexpr std::size_t kSlab = std::size_t{2} << 20U;  // a huge page

  std::vector<base::Pages> slabs_;
  std::byte* next_ = nullptr;
  std::byte* end_ = nullptr;
};

}  // namespace trace_cost::model
