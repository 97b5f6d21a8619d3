// Any bytes at all, given to the decoder of one format as if it had recognised them; to those of
// all formats unless TRACE_COST_FUZZ_FORMAT names one. What must hold, whatever the bytes are:
//
//   no crash, and nothing that a sanitizer objects to
//   what was not read as spans leaves none, and what was read can be sealed
//   a block ends within its text, whatever comes behind it, and no front of it is a whole one
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fuzz_selection.h"
#include "input/format.h"
#include "input/object_scanner.h"
#include "input/record_reader.h"
#include "model/capture.h"
#include "must.h"

namespace trace_cost::input {

namespace {

bool is_wanted(const Format& format) {
#if defined(TRACE_COST_FUZZ_FORMAT)
  return format.name == TRACE_COST_FUZZ_FORMAT;
#else
  return !format.name.empty();
#endif
}

void seal(const SpanBatch& batch) {
  model::Capture capture;
  capture.add_source({});
  std::vector<model::CaptureShard> shards(1);
  batch.commit(shards.front(), model::SourceIndex(0));
  capture.adopt(std::move(shards));
  capture.seal();
  MUST(capture.spans().size() + capture.duplicates() == batch.size());
}

void decode_object(const Format& format, std::string_view object) {
  SpanBatch batch(fuzz_selection());
  std::string padded(object);
  padded.append(RecordReader::kPadding, ' ');
  simdjson::ondemand::parser parser;
  try {
    simdjson::ondemand::document document =
        parser.iterate(padded.data(), object.size(), padded.size());
    format.json.decode(document.get_object(), batch);
  } catch (const simdjson::simdjson_error&) {
    return;
  }
  if (!batch.is_disowned() && batch.condemned().empty()) seal(batch);
}

void decode_block(const Format& format, std::string_view block) {
  SpanBatch batch(fuzz_selection());
  Carried carried;
  const TextRecords::Verdict verdict = format.text.decode(block, carried, batch);
  if (verdict.outcome == TextRecords::Verdict::Outcome::Spans) seal(batch);
}

void check_block(const Format& format, std::string_view text) {
  const Extent extent = format.text.measure(text, false);
  MUST(extent.size <= text.size());
  if (extent.state != Extent::State::Whole) return;
  MUST(extent.size > 0);
  const std::string_view block = text.substr(0, extent.size);
  const Extent longer = format.text.measure(std::string(text) + "\n{\n}\n", false);
  MUST(longer.state == Extent::State::Whole && longer.size == extent.size);
  const Extent front = format.text.measure(block.substr(0, block.size() / 2), false);
  MUST(front.state != Extent::State::Whole);
  if (simdjson::validate_utf8(block.data(), block.size())) decode_block(format, block);
}

// At most this many records of one input, so that a fuzzer's inputs take no longer than they are.
constexpr std::size_t kRecords = 64;

void check_blocks(const Format& format, std::string_view text) {
  std::size_t records = 0;
  for (std::size_t at = 0; at < text.size() && records < kRecords; ++at) {
    const std::string_view rest = text.substr(at);
    const bool may_begin = rest.front() == '{' || at == 0 || text[at - 1] == '\n';
    if (!may_begin || !format.text.begins(rest.substr(0, TextRecords::kFront))) continue;
    check_block(format, rest);
    ++records;
  }
}

void check_objects(const Format& format, std::string_view text) {
  ObjectScanner scanner;
  for (std::size_t records = 0; records < kRecords; ++records) {
    const std::size_t brace = text.find('{');
    if (brace == std::string_view::npos) return;
    text.remove_prefix(brace);
    scanner.restart();
    const bool is_whole = scanner.feed(text) == ObjectScanner::State::Complete;
    if (is_whole) decode_object(format, text.substr(0, scanner.position()));
    text.remove_prefix(is_whole ? scanner.position() : 1);
  }
}

void check(std::string_view text) {
  for (const Format& format : formats()) {
    if (!is_wanted(format)) continue;
    if (format.json.decode != nullptr) check_objects(format, text);
    if (format.text.decode != nullptr) check_blocks(format, text);
  }
}

}  // namespace

}  // namespace trace_cost::input

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  trace_cost::input::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
