// Any bytes at all -> read_source -> seal -> Forest. What must hold, whatever the bytes are:
//
//   no crash, no hang, and nothing that a sanitizer objects to
//   how the source doles out its bytes changes nothing
//   every byte that was read is parsed, ignored or quarantined
//   every span that was read is kept or a duplicate; every kept span is in the forest once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz_selection.h"
#include "input/capture_reader.h"
#include "model/canonical_order.h"
#include "model/forest.h"
#include "must.h"

namespace trace_cost {

namespace {

struct Reading {
  model::Capture capture;
  base::Diagnostics diagnostics;
};

Reading read(std::string_view text, std::size_t step) {
  Reading reading;
  const auto bytes = input::memory_source(text, step);
  input::read_source(*bytes, {{"fuzz", input::Named::Directly}}, fuzz_selection(), reading.capture,
                     reading.diagnostics);
  return reading;
}

void check_forest(const model::Capture& capture) {
  const model::Forest forest(capture);
  const std::size_t count = capture.spans().size();
  std::vector<bool> seen(count, false);
  MUST(forest.preorder().size() == count);
  for (const model::SpanIndex span : forest.preorder()) {
    const model::SpanIndex parent = forest.parent(span);
    MUST(!seen[span.number()]);
    MUST(!parent || seen[parent.number()]);
    seen[span.number()] = true;
  }
  std::size_t in_traces = 0;
  for (const model::Trace& trace : forest.traces()) {
    MUST(forest.head(trace));
    in_traces += trace.count;
  }
  MUST(in_traces == count);
}

void check(std::string_view text) {
  Reading whole = read(text, text.size() + 1);
  const model::Source source = whole.capture.source(model::SourceIndex(0));
  MUST(source.bytes <= text.size());
  MUST(source.parsed_bytes + source.ignored_bytes + source.quarantined_bytes == source.bytes);
  whole.capture.seal();
  const model::Capture& capture = whole.capture;
  MUST(capture.spans().size() + capture.duplicates() == source.spans);
  for (std::size_t i = 1; i < capture.spans().size(); ++i) {
    MUST(canonical_order(capture, capture.spans()[i - 1], capture.spans()[i]) <= 0);
  }
  check_forest(capture);

  Reading stepped = read(text, 7);
  const model::Source& other = stepped.capture.source(model::SourceIndex(0));
  MUST(other.spans == source.spans);
  MUST(other.damaged == source.damaged);
  MUST(other.ignored == source.ignored);
  MUST(other.format == source.format);
  MUST(other.parsed_bytes == source.parsed_bytes);
  MUST(other.quarantined_bytes == source.quarantined_bytes);
  MUST(stepped.diagnostics.kept().size() == whole.diagnostics.kept().size());
}

}  // namespace

}  // namespace trace_cost

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  trace_cost::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
