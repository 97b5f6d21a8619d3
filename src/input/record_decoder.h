// One record -> spans of a batch, by the format that recognises it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "input/foreign_formats.h"
#include "input/format.h"
#include "input/span_batch.h"

namespace trace_cost::input {

struct Decoding {
  enum class Outcome : std::uint8_t {
    Spans,    // `format` has claimed it; the batch holds its spans (perhaps none)
    NoSpan,   // some other JSON
    Foreign,  // a dump that `foreign` names
    Damaged,  // `reason` says why; the batch is empty
  };
  Outcome outcome = Outcome::NoSpan;
  const Format* format = nullptr;
  const ForeignFormat* foreign = nullptr;
  std::string reason;
  bool repaired = false;  // bytes that are no UTF-8 were replaced
};

class RecordDecoder {
 public:
  // `object` is a whole JSON object by ObjectScanner, with RecordReader::kPadding readable bytes
  // behind it. `batch` is cleared first; its texts live until the next call.
  Decoding decode(std::string_view object, SpanBatch& batch);
  // `block` is a whole record of the text format `format`, behind those decoded before.
  Decoding decode_block(const Format& format, std::string_view block, SpanBatch& batch);
  // `content` is that of a record of a binary stream of `format`, with kPadding bytes behind it.
  Decoding decode_binary(const Format& format, std::string_view content, SpanBatch& batch);

 private:
  Decoding try_decode(std::string_view object, SpanBatch& batch);

  simdjson::ondemand::parser parser_;
  std::string repaired_;
  Carried carried_;
};

}  // namespace trace_cost::input
