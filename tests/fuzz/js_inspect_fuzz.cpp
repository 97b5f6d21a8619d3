// Any bytes at all -> InspectReader. What must hold, whatever the bytes are:
//
//   it comes to an end, which is within the text, and stays there
//   what lies behind the end of a value changes nothing, and no beginning of one is a whole one
//   skip() steps over what next() gives one by one
//   every key and text can be unescaped
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "input/js_inspect.h"
#include "must.h"

namespace trace_cost::input {

namespace {

using Kind = InspectToken::Kind;

bool is_last(Kind kind) { return kind == Kind::Done || kind == Kind::More || kind == Kind::Torn; }

struct Ending {
  Kind kind;
  std::size_t position;
};

Ending read(std::string_view text, SpanBatch& batch) {
  InspectReader reader(text);
  for (std::size_t tokens = 0;; ++tokens) {
    MUST(tokens <= text.size() + 1);
    const InspectToken token = reader.next();
    MUST(reader.depth() <= InspectReader::kDepth);
    MUST(reader.position() <= text.size());
    if (is_last(token.kind)) return {token.kind, reader.position()};
    MUST(text.find(token.raw) != std::string_view::npos);
    inspected_text(token.raw, batch);
  }
}

void check(std::string_view text) {
  const model::AttributeSelection wanted;
  SpanBatch batch(wanted);
  const Ending ending = read(text, batch);
  if (ending.kind != Kind::Done) return;
  const std::string_view value = text.substr(0, ending.position);
  const Ending alone = read(std::string(value) + '\x01', batch);
  MUST(alone.kind == Kind::Done && alone.position == ending.position);
  for (const std::size_t part : {2U, 3U, 7U}) {
    const std::string_view front = value.substr(0, value.size() - value.size() / part);
    if (front.size() < value.size()) MUST(read(front, batch).kind != Kind::Done);
  }
  InspectReader reader(text);
  reader.skip(reader.next());
  MUST(reader.position() == ending.position);
}

}  // namespace

}  // namespace trace_cost::input

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  trace_cost::input::check({reinterpret_cast<const char*>(data), size});
  return 0;
}
