// Text of strangers inside Markdown.
#pragma once

#include <string>
#include <string_view>

namespace trace_cost::report {

// `text` made printable(), with everything that Markdown or HTML would act upon escaped, and no
// account mentioned: "@name" at a word's start gets a blank of no width. It has no line break.
std::string markdown_escaped(std::string_view text);

// `code` as a fenced block that nothing inside can close. `code` ends with a line break.
std::string markdown_fenced(std::string_view code);

}  // namespace trace_cost::report
