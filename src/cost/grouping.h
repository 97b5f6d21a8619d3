// The entries of a ledger dealt out to groups, so that sums are kept by number and a group's name
// is written once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace trace_cost::cost {

struct Grouping {
  std::vector<std::uint32_t> group_of;            // by entry
  std::vector<std::optional<std::string>> names;  // by group; empty: has none
};

// Numbers distinct keys in the order in which they come.
class GroupNumbers {
 public:
  struct Numbered {
    std::uint32_t number = 0;
    bool is_new = false;
  };
  Numbered number_of(std::uint64_t key) {
    const auto [entry, is_new] =
        numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size()));
    return {entry->second, is_new};
  }
  [[nodiscard]] std::size_t size() const { return numbers_.size(); }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
};

}  // namespace trace_cost::cost
