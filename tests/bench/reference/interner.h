// Texts as small numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace trace_cost::bench {

// Gives equal texts the same number, from 0 on. Keeps copies of the texts.
class Interner {
 public:
  std::uint32_t intern(std::string_view text);

  // By number.
  [[nodiscard]] const std::vector<std::string_view>& texts() const { return texts_; }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;
  };

  std::string_view keep(std::string_view text);
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(256);  // a power of two, at most half full
  std::vector<std::string_view> texts_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

// Spreads the bits of both; for hash tables.
std::uint64_t mix(std::uint64_t a, std::uint64_t b);

}  // namespace trace_cost::bench
