// Any bytes at all as OTLP protobuf: as they are, behind a record that is whole, and as one
// message. What must hold, whatever the bytes are:
//
//   no crash, no hang, and nothing that a sanitizer objects to
//   how the source doles out its bytes changes nothing
//   every byte is parsed, ignored or quarantined
//   the record before is read
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "input/capture_reader.h"
#include "input/otlp_protobuf_spans.h"
#include "input/otlp_value_text.h"
#include "must.h"

namespace trace_cost::input {

namespace {

// One ResourceSpans of service "a" with one span, as a body has it.
constexpr std::string_view kBody(
    "\x0A\x3A\x0A\x15\x0A\x13\x0A\x0Cservice.name\x12\x03\x0A\x01\x61\x12\x21\x12\x1F\x0A\x10"
    "0123456789abcdef\x12\x08"
    "01234567\x2A\x01n",
    60);

const model::AttributeSelection& selection() {
  static const model::AttributeSelection kSelection = [] {
    model::AttributeSelection wanted;
    for (const char* key : {"user.id", "cost.usd"}) wanted.add(key);
    return wanted;
  }();
  return kSelection;
}

model::Source read(std::string_view bytes, std::size_t step) {
  model::Capture capture;
  base::Diagnostics diagnostics;
  const auto source = memory_source(bytes, step);
  read_source(*source, {{"fuzz", Named::Directly}}, selection(), capture, diagnostics);
  const model::Source read = capture.sources().front();
  capture.seal();
  // NOLINTNEXTLINE(performance-no-automatic-move)
  return read;
}

model::Source check(std::string_view bytes) {
  const model::Source whole = read(bytes, bytes.size() + 1);
  MUST(whole.parsed_bytes + whole.ignored_bytes + whole.quarantined_bytes == whole.bytes);
  const model::Source stepped = read(bytes, 7);
  MUST(stepped.spans == whole.spans);
  MUST(stepped.damaged == whole.damaged);
  MUST(stepped.ignored == whole.ignored);
  MUST(stepped.parsed_bytes == whole.parsed_bytes);
  MUST(stepped.quarantined_bytes == whole.quarantined_bytes);
  // NOLINTNEXTLINE(performance-no-automatic-move)
  return whole;
}

void check_behind(std::string_view record, std::string_view bytes) {
  const model::Source read = check(std::string(record) + std::string(bytes));
  MUST(read.spans >= 1);
  MUST(read.bytes == record.size() + bytes.size());
}

void check_all(std::string_view bytes) {
  check(bytes);
  check_behind(kBody, bytes);
  check_behind(std::string("\0\0\0\x3C", 4) + std::string(kBody), bytes);
  SpanBatch batch(selection());
  read_otlp_protobuf(bytes, batch);
  otlp_value_text(bytes);
}

}  // namespace

}  // namespace trace_cost::input

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  trace_cost::input::check_all({reinterpret_cast<const char*>(data), size});
  return 0;
}
