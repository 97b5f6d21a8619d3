#include "report/render/shown_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace trace_cost::report {

namespace {

struct StandIn {
  std::string_view sign;
  std::string_view ascii;
};

// The tree's signs keep their width: two cells a level.
constexpr std::array kStandIns{
    StandIn{"·", "-"},      StandIn{"→", "->"},     StandIn{"←", "<-"},     StandIn{"–", "-"},
    StandIn{"—", "--"},     StandIn{"…", "..."},    StandIn{"×", "x"},      StandIn{"≤", "<="},
    StandIn{"≥", ">="},     StandIn{"≠", "!="},     StandIn{"≈", "~"},      StandIn{"±", "+/-"},
    StandIn{"✗", "x"},      StandIn{"✓", "ok"},     StandIn{"●", "*"},      StandIn{"↻", "@"},
    StandIn{"“", "\""},     StandIn{"”", "\""},     StandIn{"‘", "'"},      StandIn{"’", "'"},
    StandIn{"µ", "u"},      StandIn{"μ", "u"},      StandIn{"Δ", "delta "}, StandIn{"∞", "inf"},
    StandIn{"├ ", "|-"},    StandIn{"└ ", "`-"},    StandIn{"│", "|"},      StandIn{"┆", ":"},
    StandIn{"⫽", "//"},     StandIn{"▁", "."},      StandIn{"▂", ":"},      StandIn{"▃", "-"},
    StandIn{"▄", "="},      StandIn{"▅", "+"},      StandIn{"▆", "*"},      StandIn{"▇", "%"},
    StandIn{"┄", "-"},      StandIn{"█", "#"},      StandIn{"▒", "="},      StandIn{"\u00a0", " "},
    StandIn{"\u2009", " "}, StandIn{"\u202f", " "},
};

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
};

// Precondition: `text` starts with a well-formed sequence of two bytes or more.
CodePoint first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  CodePoint point;
  point.bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  point.value = lead & (0xFFu >> (point.bytes + 1));
  for (std::size_t i = 1; i < point.bytes; ++i) {
    point.value = point.value << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  }
  return point;
}

std::string escaped(std::uint32_t c) {
  return c < 0x10000 ? fmt::format("\\u{:04x}", c) : fmt::format("\\U{:08x}", c);
}

// Precondition: `text` is well-formed UTF-8.
std::string in_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (is_ascii(text.front())) {
      out += text.front();
      text.remove_prefix(1);
      continue;
    }
    const auto* const found = std::find_if(kStandIns.begin(), kStandIns.end(), [&](StandIn s) {
      return text.substr(0, s.sign.size()) == s.sign;
    });
    const CodePoint point = first_code_point(text);
    const bool known = found != kStandIns.end();
    out += known ? std::string(found->ascii) : escaped(point.value);
    text.remove_prefix(known ? found->sign.size() : point.bytes);
  }
  return out;
}

}  // namespace

std::string shown(std::string_view text, Charset charset) {
  std::string safe = base::printable(text);
  if (charset == Charset::Unicode || std::all_of(safe.begin(), safe.end(), is_ascii)) return safe;
  return in_ascii(safe);
}

}  // namespace trace_cost::report
