// Text as it may stand on a terminal, a log or a web page: the first thing that is done to every
// text of a document, before it is measured.
#pragma once

#include <string>
#include <string_view>

#include "report/render/renderer.h"

namespace trace_cost::report {

// base::printable(text). With Charset::Ascii also: the signs that our own texts use get an ASCII
// stand-in ("→" is "->", "–" is "-"), everything else that is not ASCII becomes a visible escape in
// the manner of printable() ("\u674e", "\U0001f642").
std::string shown(std::string_view text, Charset charset);

}  // namespace trace_cost::report
