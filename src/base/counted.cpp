#include "base/counted.h"

#include <fmt/format.h>

namespace trace_cost::base {

std::string grouped(std::int64_t count) {
  const auto bits = static_cast<std::uint64_t>(count);
  std::string digits = fmt::format("{}", count < 0 ? 0 - bits : bits);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ' ');
  }
  return (count < 0 ? "-" : "") + digits;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace trace_cost::base
