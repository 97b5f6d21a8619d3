#include "input/record_decoder.h"

#include "base/utf8.h"
#include "input/record_reader.h"

namespace trace_cost::input {

static_assert(RecordReader::kPadding >= simdjson::SIMDJSON_PADDING);
static_assert(ObjectScanner::kDepth < simdjson::DEFAULT_MAX_DEPTH);

namespace {

Decoding claim(JsonObject object, const Shape& shape, SpanBatch& batch) {
  Decoding decoding;
  for (const Format& format : formats()) {
    if (format.json.recognises == nullptr || !format.json.recognises(shape)) continue;
    format.json.decode(object, batch);
    if (batch.is_disowned()) return decoding;
    if (!batch.condemned().empty()) {
      decoding.outcome = Decoding::Outcome::Damaged;
      decoding.reason = batch.condemned();
      batch.clear();
      return decoding;
    }
    decoding.outcome = Decoding::Outcome::Spans;
    decoding.format = &format;
    return decoding;
  }
  decoding.foreign = foreign_by_shape(shape);
  if (decoding.foreign != nullptr) decoding.outcome = Decoding::Outcome::Foreign;
  return decoding;
}

}  // namespace

Decoding RecordDecoder::try_decode(std::string_view object, SpanBatch& batch) {
  batch.clear();
  simdjson::ondemand::document document =
      parser_.iterate(object.data(), object.size(), object.size() + RecordReader::kPadding);
  JsonObject first_look = document.get_object();
  const Shape shape = Shape::of(first_look);
  document.rewind();
  return claim(document.get_object(), shape, batch);
}

Decoding RecordDecoder::decode(std::string_view object, SpanBatch& batch) {
  std::string reason;
  try {
    return try_decode(object, batch);
  } catch (const simdjson::simdjson_error& error) {
    batch.clear();
    reason = error.what();
    if (error.error() != simdjson::UTF8_ERROR) return {Decoding::Outcome::Damaged, {}, {}, reason};
  }
  repaired_ = base::repaired_utf8(object);
  repaired_.reserve(repaired_.size() + RecordReader::kPadding);
  try {
    Decoding decoding = try_decode(repaired_, batch);
    decoding.repaired = true;
    return decoding;
  } catch (const simdjson::simdjson_error& error) {
    batch.clear();
    return {Decoding::Outcome::Damaged, {}, {}, error.what()};
  }
}

Decoding RecordDecoder::decode_block(const Format& format, std::string_view block,
                                     SpanBatch& batch) {
  batch.clear();
  Decoding decoding;
  decoding.format = &format;
  decoding.repaired = !simdjson::validate_utf8(block.data(), block.size());
  if (decoding.repaired) {
    repaired_ = base::repaired_utf8(block);
    block = repaired_;
  }
  const TextRecords::Verdict verdict = format.text.decode(block, carried_, batch);
  using Verdict = TextRecords::Verdict::Outcome;
  if (verdict.outcome != Verdict::Spans) batch.clear();
  if (verdict.outcome == Verdict::Spans) decoding.outcome = Decoding::Outcome::Spans;
  if (verdict.outcome == Verdict::Damaged) {
    decoding.outcome = Decoding::Outcome::Damaged;
    decoding.reason = verdict.reason;
  }
  return decoding;
}

Decoding RecordDecoder::decode_binary(const Format& format, std::string_view content,
                                      SpanBatch& batch) {
  if (format.binary.decode == nullptr) return decode(content, batch);
  batch.clear();
  Decoding decoding;
  decoding.format = &format;
  const BinaryStream::Verdict verdict = format.binary.decode(content, batch);
  decoding.repaired = verdict.repaired;
  if (verdict.outcome == BinaryStream::Outcome::Spans) {
    decoding.outcome = Decoding::Outcome::Spans;
  } else if (verdict.outcome == BinaryStream::Outcome::Damaged) {
    decoding.outcome = Decoding::Outcome::Damaged;
    batch.clear();
  }
  return decoding;
}

}  // namespace trace_cost::input
