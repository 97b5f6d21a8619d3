#include "input/binary_reader.h"

#include <fmt/format.h>

#include <utility>

namespace trace_cost::input {

using base::DiagnosticCode;
using base::Severity;

std::optional<BinaryFormat> binary_format_of(std::string_view head) {
  for (const Format& format : formats()) {
    if (format.binary.cutter_of == nullptr) continue;
    if (const BinaryCutter cut = format.binary.cutter_of(head)) return BinaryFormat{&format, cut};
  }
  return std::nullopt;
}

BinaryReader::BinaryReader(RecordReader& records, const std::string& file, SpanBatch& batch,
                           model::CaptureShard& shard, model::SourceIndex source)
    : records_(records), file_(file), batch_(batch), shard_(shard), source_(source) {}

SourceOutcome BinaryReader::run(const BinaryFormat& stream) {
  while (const std::optional<Piece> piece = records_.next_cut(stream.cut)) {
    if (piece->kind == Piece::Kind::Broken) {
      take_noise(*piece);
    } else {
      end_noise();
      take_record(*stream.format, *piece);
    }
  }
  end_noise();
  if (outcome_.spans == 0 && outcome_.ignored > 0) outcome_.foreign = &other_signals();
  return std::move(outcome_);
}

void BinaryReader::take_record(const Format& format, const Piece& piece) {
  const Decoding decoding = decoder_.decode_binary(format, piece.text.substr(piece.header), batch_);
  switch (decoding.outcome) {
    case Decoding::Outcome::Spans:
      return take_spans(decoding, piece);
    case Decoding::Outcome::NoSpan:
    case Decoding::Outcome::Foreign:
      ++outcome_.ignored;
      outcome_.ignored_bytes += piece.text.size();
      return;
    case Decoding::Outcome::Damaged:
      noise_ = {piece.offset, piece.text.size(), DiagnosticCode::RecordBroken};
      return end_noise();
  }
}

void BinaryReader::take_spans(const Decoding& decoding, const Piece& piece) {
  outcome_.formats.insert(decoding.format->name);
  outcome_.spans += batch_.size();
  outcome_.ignored += batch_.ignored();
  outcome_.parsed_bytes += piece.text.size();
  ++outcome_.plain_records;
  for (const Fault& fault : batch_.faults()) report(fault.code, piece.offset, fault.detail);
  if (decoding.repaired) {
    report(DiagnosticCode::TextRepaired, piece.offset,
           "bytes that are no UTF-8 were replaced by U+FFFD");
  }
  batch_.commit(shard_, source_);
}

void BinaryReader::take_noise(const Piece& piece) {
  if (!noise_) noise_ = Noise{piece.offset, 0, piece.reason};
  noise_->bytes += piece.text.size();
}

void BinaryReader::end_noise() {
  const std::optional<Noise> noise = std::exchange(noise_, std::nullopt);
  if (!noise) return;
  outcome_.quarantined_bytes += noise->bytes;
  if (noise->code == DiagnosticCode::RecordCut && records_.is_cut()) return;
  ++outcome_.damaged;
  const std::string detail =
      noise->code == DiagnosticCode::RecordCut
          ? fmt::format("record cut at the end of the input; spans read before it: {}",
                        outcome_.spans)
          : "record torn: it is no message of protobuf, or its length is wrong";
  outcome_.diagnostics.report(
      {noise->code, Severity::DataLoss, file_, noise->offset, 0, noise->bytes, detail});
}

void BinaryReader::report(DiagnosticCode code, std::uint64_t offset, std::string detail) {
  outcome_.diagnostics.report({code, Severity::Info, file_, offset, 0, 0, std::move(detail)});
}

}  // namespace trace_cost::input
