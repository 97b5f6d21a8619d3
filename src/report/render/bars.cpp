#include "report/render/bars.h"

#include <algorithm>
#include <array>

#include "base/decimal.h"

namespace trace_cost::report {

namespace {

constexpr std::array<std::string_view, 9> kFromLeft{" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};

std::string_view from_right(std::size_t eighths) {
  if (eighths >= 7) return "█";
  return eighths >= 3 ? "▐" : "▕";
}

}  // namespace

std::string share_bar(std::int64_t part, std::int64_t whole, std::size_t cells, Charset charset) {
  if (part <= 0 || whole <= 0) return {};
  const base::Int128 all = static_cast<base::Int128>(cells) * 8;
  const base::Int128 covered = static_cast<base::Int128>(part) * all / whole;
  const auto eighths = static_cast<std::size_t>(std::clamp<base::Int128>(covered, 1, all));
  if (charset == Charset::Ascii) return std::string(std::max<std::size_t>(1, eighths / 8), '#');
  std::string bar;
  for (std::size_t i = 0; i < eighths / 8; ++i) bar += kFromLeft.back();
  if (eighths % 8 != 0) bar += kFromLeft.at(eighths % 8);
  return bar;
}

std::string_view solid_cell(std::size_t from, std::size_t to, Charset charset) {
  if (charset == Charset::Ascii) return to - from >= 4 ? "#" : "|";
  return from > 0 && to == 8 ? from_right(to - from) : kFromLeft.at(to - from);
}

std::string_view shaded_cell(std::size_t from, std::size_t to, Charset charset) {
  const bool half = to - from >= 4;
  if (charset == Charset::Ascii) return half ? "=" : ":";
  return half ? "▒" : "░";
}

}  // namespace trace_cost::report
