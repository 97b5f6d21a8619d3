// The world outside: what standard output is, and what the environment asks for. Read once at the
// start; nothing else looks at the environment.
#pragma once

#include <cstddef>
#include <string>

#include "report/render/renderer.h"

namespace trace_cost::cli {

struct Terminal {
  bool input_is_terminal = false;
  bool errors_can_be_redrawn = false;  // standard error is a terminal that can move its cursor
  std::size_t width = 100;  // of the terminal; 100 where the output goes to a file or pipe
  report::Charset charset = report::Charset::Unicode;
  report::Colour colour = report::Colour::Never;  // as --color=auto means it
};

// Width: COLUMNS, else the terminal of standard output, else of standard error (`| less`). Colour:
// NO_COLOR beats CLICOLOR_FORCE beats "is a terminal that is not dumb". ASCII: TERM is dumb or
// linux, or LC_ALL, LC_CTYPE or LANG name an encoding that is not UTF-8; an unset locale says
// nothing.
Terminal look_at_terminal();

}  // namespace trace_cost::cli
