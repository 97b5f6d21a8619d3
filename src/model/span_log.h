// Spans in the order in which they were read, one behind the other in blocks of memory:
//
//   trace id 16 │ PackedSpan 40 │ WideFields 16, if it is wide │ attributes 8 each
//
// The blocks are not moved when the log grows, and go back to the system when it is cleared. The
// first are small, so that 64 logs of a small capture are small; the others come from a pool.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/pages.h"
#include "model/block_pool.h"
#include "model/packed_span.h"

namespace trace_cost::model {

struct LoggedSpan {
  TraceId trace;
  PackedSpan packed;

  [[nodiscard]] WideFields wide() const;
  [[nodiscard]] std::span<Attribute> attributes();
  [[nodiscard]] std::span<const Attribute> attributes() const;
  // All but resource, source and the range of attributes.
  [[nodiscard]] Span span() const;

 private:
  [[nodiscard]] const std::byte* behind() const {
    return reinterpret_cast<const std::byte*>(this + 1);  // NOLINT(*-reinterpret-cast)
  }
};
static_assert(sizeof(LoggedSpan) == 56);

class SpanLog {
 public:
  // `pool` is always the same, and outlives the log.
  void add(const Span& span, OriginIndex origin, std::span<const Attribute> attributes,
           BlockPool& pool);

  [[nodiscard]] std::size_t spans() const { return spans_; }
  [[nodiscard]] std::size_t attributes() const { return attributes_; }
  // Calls `visit` with every LoggedSpan&, in order. They stay where they are until clear().
  template <typename Visit>
  void for_each(Visit visit);
  void clear();

 private:
  struct Block {
    base::Pages own;  // empty: the bytes are the pool's
    std::byte* data = nullptr;
    std::size_t size = 0;
    std::size_t used = 0;  // set when the next block is begun
  };
  static constexpr std::size_t kFirstBlock = std::size_t{1} << 12U;

  std::byte* room_for(std::size_t bytes, BlockPool& pool) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) begin_block(bytes, pool);
    return std::exchange(at_, at_ + bytes);
  }
  void begin_block(std::size_t least, BlockPool& pool);
  void end_block();

  std::vector<Block> blocks_;
  std::byte* at_ = nullptr;
  std::byte* end_ = nullptr;
  std::size_t spans_ = 0;
  std::size_t attributes_ = 0;
};

template <typename Visit>
void SpanLog::for_each(Visit visit) {
  end_block();
  for (Block& block : blocks_) {
    std::byte* at = block.data;
    const std::byte* end = at + block.used;
    while (at < end) {
      auto& logged = *reinterpret_cast<LoggedSpan*>(at);  // NOLINT(*-reinterpret-cast)
      at += sizeof(LoggedSpan) + (logged.packed.is_wide() ? sizeof(WideFields) : 0) +
            logged.attributes().size_bytes();
      visit(logged);
    }
  }
}

}  // namespace trace_cost::model
