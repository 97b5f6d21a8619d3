// Which members of an object were there, for readers that leave an object with one that comes twice
// to others.
#pragma once

#include <cstdint>

namespace trace_cost::input {

// Members are numbered by the reader, below 32.
class SeenMembers {
 public:
  bool first_time(unsigned member) {
    const std::uint32_t bit = std::uint32_t{1} << member;
    const bool is_first = (members_ & bit) == 0;
    members_ |= bit;
    return is_first;
  }
  [[nodiscard]] bool has(unsigned member) const { return (members_ >> member & 1) != 0; }

 private:
  std::uint32_t members_ = 0;
};

}  // namespace trace_cost::input
