// The spans of one trace by their ids.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "model/ids.h"

namespace trace_cost::model {

// A hash table that is used for one trace after the other. Ids that were made to collide cost
// O(log n) each.
class IdTable {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;

  // Forgets everything and makes room for `count` ids.
  void restart(std::size_t count);
  // Gives `id` this number, below kNone, unless it has one. Returns the one that it has now.
  std::uint32_t add(const SpanId& id, std::uint32_t number);
  // kNone when it has none.
  [[nodiscard]] std::uint32_t find(const SpanId& id) const;

 private:
  struct Slot {
    SpanId id;
    std::uint32_t number = kNone;
    std::uint32_t round = 0;  // of restart(); the slot is free in any other
  };
  static constexpr std::size_t kProbes = 32;
  [[nodiscard]] std::size_t first_slot(const SpanId& id) const;

  std::vector<Slot> slots_;  // as many as the largest trace needs, and kProbes more
  unsigned shift_ = 0;
  std::uint32_t round_ = 0;
  std::map<SpanId, std::uint32_t> crowded_out_;  // found no free slot within kProbes
};

inline std::size_t IdTable::first_slot(const SpanId& id) const {
  std::uint64_t bits = 0;
  static_assert(sizeof bits == sizeof id);
  __builtin_memcpy(&bits, &id, sizeof bits);
  return static_cast<std::size_t>(bits * 0x9e3779b97f4a7c15U >> shift_);
}

inline std::uint32_t IdTable::add(const SpanId& id, std::uint32_t number) {
  const std::size_t first = first_slot(id);
  for (std::size_t at = first; at < first + kProbes; ++at) {
    Slot& slot = slots_[at];
    if (slot.round != round_) slot = {id, number, round_};
    if (slot.id == id) return slot.number;
  }
  return crowded_out_.try_emplace(id, number).first->second;
}

inline std::uint32_t IdTable::find(const SpanId& id) const {
  const std::size_t first = first_slot(id);
  for (std::size_t at = first; at < first + kProbes; ++at) {
    if (slots_[at].round != round_) return kNone;
    if (slots_[at].id == id) return slots_[at].number;
  }
  const auto found = crowded_out_.find(id);
  return found == crowded_out_.end() ? kNone : found->second;
}

}  // namespace trace_cost::model
