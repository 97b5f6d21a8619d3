// One input of the run and what became of it.
#pragma once

#include <cstdint>
#include <string>

namespace trace_cost::model {

struct Source {
  std::string name;         // as the user named it; raw bytes
  std::string format;       // the format's name; several joined by '+'; empty: no spans in it
  std::string encoding;     // "gzip"; several, the outermost first, joined by '+'; empty: none
  std::uint64_t bytes = 0;  // read from the file
  std::uint64_t decoded_bytes = 0;  // that came out of them; without an encoding the same
  std::uint64_t spans = 0;          // records read as spans, before duplicates are dropped
  std::uint64_t damaged = 0;        // records lost to damage
  std::uint64_t ignored = 0;  // records that are no spans: logs, metrics, lines an app printed
  // Records of spans by how they were read: exactly as exporters lay them out, or otherwise.
  std::uint64_t fast_records = 0;
  std::uint64_t plain_records = 0;
  // Every byte is one of these; together they are `decoded_bytes`.
  std::uint64_t parsed_bytes = 0;   // of records that were read as spans
  std::uint64_t ignored_bytes = 0;  // of what is no span, of blanks, list syntax and log prefixes
  std::uint64_t quarantined_bytes = 0;  // of what damage has cost
};

}  // namespace trace_cost::model
