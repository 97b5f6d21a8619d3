#include "model/span_log.h"

#include <algorithm>
#include <cstring>

namespace trace_cost::model {

WideFields LoggedSpan::wide() const {
  WideFields fields;
  std::memcpy(&fields, behind(), sizeof fields);
  return fields;
}

std::span<const Attribute> LoggedSpan::attributes() const {
  const bool is_wide = packed.is_wide();
  const std::byte* first = behind() + (is_wide ? sizeof(WideFields) : 0);
  const std::uint64_t count = is_wide ? wide().attributes : packed.attributes();
  return {reinterpret_cast<const Attribute*>(first), count};  // NOLINT(*-reinterpret-cast)
}

std::span<Attribute> LoggedSpan::attributes() {
  const std::span<const Attribute> found = std::as_const(*this).attributes();
  return {const_cast<Attribute*>(found.data()), found.size()};  // NOLINT(*-const-cast)
}

Span LoggedSpan::span() const {
  Span span = packed.head();
  span.trace = trace;
  span.end = packed.is_wide() ? wide().end : packed.end();
  return span;
}

void SpanLog::add(const Span& span, OriginIndex origin, std::span<const Attribute> attributes,
                  BlockPool& pool) {
  const LoggedSpan logged{span.trace, PackedSpan(span, origin, attributes.size())};
  const bool is_wide = logged.packed.is_wide();
  std::byte* into =
      room_for(sizeof logged + (is_wide ? sizeof(WideFields) : 0) + attributes.size_bytes(), pool);
  std::memcpy(into, &logged, sizeof logged);
  into += sizeof logged;
  if (is_wide) {
    const WideFields wide{span.end, attributes.size()};
    std::memcpy(into, &wide, sizeof wide);
    into += sizeof wide;
  }
  if (!attributes.empty()) std::memcpy(into, attributes.data(), attributes.size_bytes());
  ++spans_;
  attributes_ += attributes.size();
}

void SpanLog::begin_block(std::size_t least, BlockPool& pool) {
  end_block();
  const std::size_t usual =
      blocks_.empty() ? kFirstBlock : std::min(BlockPool::kBlock, blocks_.back().size * 2);
  Block block;
  block.size = std::max(least, usual);
  if (block.size == BlockPool::kBlock) {
    block.data = pool.take();
  } else {
    block.own = base::Pages(block.size);
    block.data = block.own.data();
  }
  at_ = block.data;
  end_ = at_ + block.size;
  blocks_.push_back(std::move(block));
}

void SpanLog::end_block() {
  if (blocks_.empty()) return;
  blocks_.back().used = static_cast<std::size_t>(at_ - blocks_.back().data);
}

void SpanLog::clear() {
  for (const Block& block : blocks_) {
    if (block.own.size() == 0) BlockPool::give_back(block.data);
  }
  blocks_.clear();
  at_ = end_ = nullptr;
  spans_ = attributes_ = 0;
}

}  // namespace trace_cost::model
