// Lines of coloured text, and the only place that writes terminal escape sequences.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// The colours of services avoid red, yellow and green, which mean something.
enum class Ink : std::uint8_t {
  Plain,
  Strong,
  Dim,
  Good,
  Warning,
  Bad,
  ServiceA,
  ServiceB,
  ServiceC,
  ServiceD,
  ServiceE,
  ServiceF,
};

Ink ink_of(Tone tone);
// The same for the same name on every machine and in every run.
Ink ink_of_service(std::string_view service);

// A piece of one line. The text is shown() output.
struct Run {
  std::string text;
  Ink ink = Ink::Plain;
};
using Runs = std::vector<Run>;

// One line with its line break, without trailing blanks. With Colour::Always every coloured piece
// ends in a reset, so that a line that is cut off by `head` or `grep` leaves the terminal as it
// was.
std::string printed(const Runs& line, Colour colour);

// `line` with every phrase made safe to print.
Runs shown(const Line& line, Charset charset);

}  // namespace trace_cost::report
