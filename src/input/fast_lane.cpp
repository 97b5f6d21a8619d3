#include "input/fast_lane.h"

#include "input/byte_masks.h"
#include "input/otlp_json.h"
#include "input/python_console.h"

namespace trace_cost::input {

FastLane::FastLane(const model::AttributeSelection& wanted, model::CaptureShard& shard)
    : otlp_(wanted, shard), console_(wanted, shard) {}

void FastLane::begin(model::SourceIndex source) {
  otlp_.begin(source);
  console_.begin(source);
}

FastLane::Taken FastLane::take(std::string_view text, std::uint64_t offset) {
  Taken taken;
  if (text.starts_with("{\n")) {
    const ConsoleRecordReader::Records records = console_.read(text, offset);
    if (records.spans == 0) return taken;
    taken.format = &kPythonConsole;
    taken.bytes = records.bytes;
    taken.lines = count_line_feeds(text.substr(0, records.bytes));
    taken.line_ends = records.spans;
    taken.records = taken.spans = records.spans;
    return taken;
  }
  while (text.starts_with("{\"resourceSpans\":")) {
    const OtlpLineReader::Line line = otlp_.read(text);
    if (line.bytes == 0) break;
    taken.format = &kOtlpJson;
    taken.bytes += line.bytes;
    taken.line_ends += line.line_end;
    ++taken.records;
    taken.spans += line.spans;
    if (line.spans == 0) ++taken.without_spans;
    text.remove_prefix(line.bytes);
  }
  taken.lines = taken.records;
  return taken;
}

}  // namespace trace_cost::input
