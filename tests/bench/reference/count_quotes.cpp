// The floor: reads the file and looks at every byte once. Prints how many of both it saw.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <numeric>

#include "piece_reader.h"
#include "run_reference.h"

namespace trace_cost::bench {

namespace {

// Counts in bytes, which compilers turn into vector instructions, so never more than 255 at a time.
std::size_t quotes_in(std::string_view text) {
  constexpr std::size_t kLanes = 64;
  constexpr std::size_t kRows = 255;
  std::size_t quotes = 0;
  while (text.size() >= kLanes) {
    std::array<std::uint8_t, kLanes> counts{};
    const std::size_t rows = std::min(text.size() / kLanes, kRows);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t lane = 0; lane < kLanes; ++lane) {
        counts[lane] = static_cast<std::uint8_t>(counts[lane] + (text[row * kLanes + lane] == '"'));
      }
    }
    quotes += std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    text.remove_prefix(rows * kLanes);
  }
  return quotes + static_cast<std::size_t>(std::count(text.begin(), text.end(), '"'));
}

void count_quotes(const char* path) {
  std::size_t bytes = 0;
  std::size_t quotes = 0;
  PieceReader reader(path, "");
  while (const std::optional<std::string_view> piece = reader.next()) {
    bytes += piece->size();
    quotes += quotes_in(*piece);
  }
  std::printf("{\"bytes\":%zu,\"quotes\":%zu}\n", bytes, quotes);
}

}  // namespace

}  // namespace trace_cost::bench

int main(int argc, char** argv) {
  return trace_cost::bench::run_reference(argc, argv, trace_cost::bench::count_quotes);
}
