#include "report/render/json_text.h"

#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>

namespace trace_cost::report {

namespace {

// As nlohmann writes them: rounding and what is no UTF-8 are no matters of our own.
std::string by_the_library(const nlohmann::json& value) {
  return value.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

// A bit for each byte that is below the space, above '~', a quote or a backslash; at least one for
// a word that has any, as borrows may set more.
std::uint64_t odd_bytes(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  const auto zero_bytes = [](std::uint64_t of) { return (of - kOnes) & ~of; };
  const std::uint64_t below_space = (word - ' ' * kOnes) & ~word;
  return (below_space | word | zero_bytes(word ^ '"' * kOnes) | zero_bytes(word ^ '\\' * kOnes) |
          zero_bytes(word ^ 0x7F * kOnes)) &
         (kOnes << 7U);
}

// Whether the text stands between quotes as it is.
bool is_plain(std::string_view text) {
  std::uint64_t odd = 0;
  for (; text.size() >= sizeof odd; text.remove_prefix(sizeof odd)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data(), sizeof word);
    odd |= odd_bytes(word);
  }
  std::uint64_t rest = 0x2020202020202020U;
  if (!text.empty()) std::memcpy(&rest, text.data(), text.size());
  return (odd | odd_bytes(rest)) == 0;
}

}  // namespace

void append_json_text(std::string_view bytes, std::string& out) {
  if (!is_plain(bytes)) {
    out += by_the_library(std::string(bytes));
    return;
  }
  out += '"';
  out += bytes;
  out += '"';
}

void append_json_number(double number, std::string& out) { out += by_the_library(number); }

}  // namespace trace_cost::report
