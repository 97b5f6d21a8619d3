// Dumps this version does not read, known by sight, so that it can say what they are and what helps
// instead of "no spans found".
#pragma once

#include <string_view>

#include "input/format.h"

namespace trace_cost::input {

struct ForeignFormat {
  std::string_view name;    // "Zipkin v2 JSON"
  std::string_view advice;  // what the user can do
};

// By the first bytes of a file that is not worth reading on (packed in a way that is not unpacked);
// null for others.
const ForeignFormat* foreign_by_magic(std::string_view head);
// By the first bytes of a file in which no span was found; null when it may be text. (A log that
// was cut while in use begins with NULs and can hold spans all the same.)
const ForeignFormat* binary_by_head(std::string_view head);
// By the keys of a JSON object that no format of ours has claimed; null when it is nobody's.
const ForeignFormat* foreign_by_shape(const Shape& shape);
// By a line of text; null when it is nobody's.
const ForeignFormat* foreign_by_line(std::string_view line);

// Logs or metrics of OpenTelemetry in binary.
const ForeignFormat& other_signals();

}  // namespace trace_cost::input
