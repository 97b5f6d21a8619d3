// Reading for tests: any text -> what became of it, as text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace trace_cost::input {

struct ReadDump {
  std::string counts;  // "spans/damaged/ignored format"
  std::string spans;   // as spans_of()
  std::string told;  // "record-torn 12:3 +45 what was found": code, offset:line, bytes; one a line
  std::string account;  // "parsed+ignored+quarantined", in bytes
};
// Reads `text` as a file that was named. CHECKs that doling it out byte by byte makes no
// difference.
ReadDump read_dump(std::string_view text);

// `text` with `prefix` in front of every line.
std::string prefixed(std::string_view prefix, std::string_view text);

}  // namespace trace_cost::input
