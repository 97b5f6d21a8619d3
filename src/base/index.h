// Typed 32-bit indices: a SpanIndex cannot be handed over where a StringId is wanted.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace trace_cost::base {

// A position in the vector that `Tag` names. The default value points nowhere; test it with
// `if (index)` before using number().
template <typename Tag>
class Index {
 public:
  constexpr Index() = default;
  constexpr explicit Index(std::size_t number) : number_(static_cast<std::uint32_t>(number)) {}

  [[nodiscard]] constexpr std::uint32_t number() const { return number_; }
  constexpr explicit operator bool() const { return number_ != kNowhere; }
  friend constexpr auto operator<=>(const Index&, const Index&) = default;

 private:
  static constexpr std::uint32_t kNowhere = 0xffffffff;
  std::uint32_t number_ = kNowhere;
};

}  // namespace trace_cost::base

template <typename Tag>
struct std::hash<trace_cost::base::Index<Tag>> {
  std::size_t operator()(trace_cost::base::Index<Tag> index) const noexcept {
    return std::hash<std::uint32_t>{}(index.number());
  }
};
