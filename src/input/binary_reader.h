// A binary stream -> spans, counts, and what was wrong with single records. Damage costs the record
// it is in: reading goes on where the next one begins.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "input/format.h"
#include "input/record_decoder.h"
#include "input/record_reader.h"
#include "input/source_outcome.h"
#include "model/capture_shard.h"

namespace trace_cost::input {

struct BinaryFormat {
  const Format* format = nullptr;
  BinaryCutter cut = nullptr;
};
// The format of a stream that begins with `head`, as BinaryStream::cutter_of; empty when it is
// none.
std::optional<BinaryFormat> binary_format_of(std::string_view head);

class BinaryReader {
 public:
  // All outlive the reader; `records` stands at the start of the stream.
  BinaryReader(RecordReader& records, const std::string& file, SpanBatch& batch,
               model::CaptureShard& shard, model::SourceIndex source);

  // Reads to the end. Of the outcome, `bytes` and `failure` are left to the caller.
  SourceOutcome run(const BinaryFormat& stream);

 private:
  void take_record(const Format& format, const Piece& piece);
  void take_noise(const Piece& piece);
  void end_noise();
  void take_spans(const Decoding& decoding, const Piece& piece);
  void report(base::DiagnosticCode code, std::uint64_t offset, std::string detail);

  // Damage that covers no known record, while it goes on.
  struct Noise {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    base::DiagnosticCode code = base::DiagnosticCode::RecordBroken;
  };

  RecordReader& records_;
  const std::string& file_;
  SpanBatch& batch_;
  model::CaptureShard& shard_;
  model::SourceIndex source_;
  RecordDecoder decoder_;
  std::optional<Noise> noise_;
  SourceOutcome outcome_;
};

}  // namespace trace_cost::input
