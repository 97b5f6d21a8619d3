// What became of one source, or of a part of it, beside the spans.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/result.h"
#include "input/decoding_log.h"
#include "input/foreign_formats.h"
#include "input/input_paths.h"
#include "model/capture.h"

namespace trace_cost::input {

struct SourceOutcome {
  std::uint64_t bytes = 0;          // decoded
  std::uint64_t encoded_bytes = 0;  // read from the file, where that has an encoding
  std::string encoding;             // DecodingLog::encoding()
  std::uint64_t spans = 0;
  std::uint64_t damaged = 0;
  std::uint64_t ignored = 0;
  std::uint64_t parsed_bytes = 0;  // these three add up to `bytes`
  std::uint64_t ignored_bytes = 0;
  std::uint64_t quarantined_bytes = 0;
  std::uint64_t lines = 0;         // line feeds
  std::uint64_t fast_records = 0;  // records of spans, by the lane that read them
  std::uint64_t plain_records = 0;
  std::set<std::string_view> formats;      // names of formats that were met
  const ForeignFormat* foreign = nullptr;  // the first that was met
  std::uint64_t other_json = 0;            // JSON objects that are no spans
  std::uint64_t lines_with_marks = 0;      // text that has a span's keys in it
  base::Diagnostics diagnostics;           // of its records, in order
  base::Failure failure;                   // why reading ended before the end
  // Of a part: it ends beside damage or in a log with prefixes, where what follows in the file
  // counts for it, and it for what follows.
  bool is_open = false;

  // Takes over what is known of the encoding. A named input of which nothing at all could be
  // decoded is a failure; other damage of the encoding counts as a damaged record.
  void add(const DecodingLog& log, const InputPath& input);
  // Puts the next part of the same source behind this one.
  void append(SourceOutcome next);
  [[nodiscard]] model::Source summary(std::string_view file) const;
};

// Reports the records' diagnostics, and what is to be said of the input as a whole: that it failed,
// is of a kind that is not read, or holds no span.
void conclude(const SourceOutcome& outcome, const InputPath& input, base::Diagnostics& diagnostics);

}  // namespace trace_cost::input
