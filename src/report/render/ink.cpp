#include "report/render/ink.h"

#include <fmt/format.h>

#include <array>

#include "report/render/shown_text.h"

namespace trace_cost::report {

namespace {

constexpr std::array<std::string_view, 12> kSgr{"",   "1",  "2",  "32", "33", "31",
                                                "36", "35", "34", "96", "95", "94"};
constexpr std::uint32_t kServiceInks = 6;

Runs without_trailing_blanks(Runs line) {
  while (!line.empty()) {
    std::string& text = line.back().text;
    text.resize(text.find_last_not_of(' ') + 1);
    if (!text.empty()) break;
    line.pop_back();
  }
  return line;
}

// Neighbours in the same ink become one piece.
Runs merged(const Runs& line) {
  Runs out;
  for (const Run& run : line) {
    if (run.text.empty()) continue;
    if (!out.empty() && out.back().ink == run.ink) {
      out.back().text += run.text;
    } else {
      out.push_back(run);
    }
  }
  return out;
}

}  // namespace

Ink ink_of(Tone tone) {
  switch (tone) {
    case Tone::Plain:
      return Ink::Plain;
    case Tone::Strong:
      return Ink::Strong;
    case Tone::Dim:
      return Ink::Dim;
    case Tone::Good:
      return Ink::Good;
    case Tone::Warning:
      return Ink::Warning;
    case Tone::Bad:
      break;
  }
  return Ink::Bad;
}

// FNV-1a: std::hash may differ from one library to the next.
Ink ink_of_service(std::string_view service) {
  std::uint32_t hash = 2166136261u;
  for (const char c : service) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return static_cast<Ink>(static_cast<std::uint32_t>(Ink::ServiceA) + hash % kServiceInks);
}

std::string printed(const Runs& line, Colour colour) {
  std::string out;
  for (const Run& run : merged(without_trailing_blanks(line))) {
    const bool coloured = colour == Colour::Always && run.ink != Ink::Plain;
    const std::string_view sgr = kSgr.at(static_cast<std::size_t>(run.ink));
    out += coloured ? fmt::format("\x1b[{}m{}\x1b[0m", sgr, run.text) : run.text;
  }
  return out + '\n';
}

Runs shown(const Line& line, Charset charset) {
  Runs out;
  for (const Phrase& phrase : line) {
    out.push_back({shown(phrase.text, charset), ink_of(phrase.tone)});
  }
  return out;
}

}  // namespace trace_cost::report
