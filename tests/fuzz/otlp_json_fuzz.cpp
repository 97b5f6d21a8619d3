// Any bytes at all as a record of OTLP JSON. What must hold, whatever the bytes are:
//
//   no crash, and nothing that a sanitizer objects to
//   what was not read as spans leaves none
//   the same bytes in the places of a request, a span or a value do no harm either
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "input/object_scanner.h"
#include "input/record_decoder.h"
#include "input/record_reader.h"
#include "must.h"

namespace trace_cost::input {

namespace {

struct Read {
  Decoding::Outcome outcome = Decoding::Outcome::NoSpan;
  std::size_t spans = 0;
  std::size_t faults = 0;
};

Read decode(std::string_view object) {
  static const model::AttributeSelection kSelection = [] {
    model::AttributeSelection wanted;
    for (const char* key : {"user.id", "cost.usd"}) wanted.add(key);
    return wanted;
  }();
  SpanBatch batch(kSelection);
  std::string padded(object);
  padded.append(RecordReader::kPadding, ' ');
  RecordDecoder decoder;
  const Decoding decoding =
      decoder.decode(std::string_view(padded).substr(0, object.size()), batch);
  model::CaptureShard shard;
  if (decoding.outcome == Decoding::Outcome::Spans) batch.commit(shard, model::SourceIndex(0));
  return {decoding.outcome, batch.size(), batch.faults().size()};
}

void check(std::string_view text) {
  ObjectScanner scanner;
  scanner.restart();
  if (text.empty() || text.front() != '{') return;
  if (scanner.feed(text) != ObjectScanner::State::Complete) return;
  const std::string object(text.substr(0, scanner.position()));
  const Read alone = decode(object);
  if (alone.outcome != Decoding::Outcome::Spans) MUST(alone.spans == 0);
  if (object.find("\"batches\"") != std::string::npos) return;
  decode("{\"batches\":[" + object + "]}");
  decode("{\"trace\":" + object + "}");
  decode("{\"result\":" + object + "}");
  decode("{\"resourceSpans\":[" + object + "]}");
  decode(R"({"resourceSpans":[{"scopeSpans":[{"spans":[)" + object + "]}]}]}");
  decode(R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"attributes":[{"key":"cost.usd","value":)" +
         object + "}]}]}]}]}");
}

}  // namespace

}  // namespace trace_cost::input

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  trace_cost::input::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
