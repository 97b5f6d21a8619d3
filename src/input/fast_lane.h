// Readers for dumps exactly as the common exporters write them, in front of the plain ones. Each
// takes a record whole or leaves it, so using them changes the speed and nothing else.
#pragma once

#include <cstdint>
#include <string_view>

#include "input/console_record_reader.h"
#include "input/format.h"
#include "input/otlp_line_reader.h"

namespace trace_cost::input {

class FastLane {
 public:
  // Adds to `shard`; it and `wanted` outlive this.
  FastLane(const model::AttributeSelection& wanted, model::CaptureShard& shard);

  // To be called before the first text of a stream. What was learned from others is kept.
  void begin(model::SourceIndex source);

  // What was taken from the front of the text: whole lines.
  struct Taken {
    const Format* format = nullptr;  // null: nothing was taken
    std::size_t bytes = 0;
    std::size_t line_ends = 0;  // of the bytes, those between records
    std::uint64_t lines = 0;
    std::uint64_t records = 0;
    std::uint64_t spans = 0;
    std::uint64_t without_spans = 0;  // records
  };
  // `text` are whole lines that start at `offset` of the stream, 64 readable bytes behind them.
  Taken take(std::string_view text, std::uint64_t offset);

 private:
  OtlpLineReader otlp_;
  ConsoleRecordReader console_;
};

}  // namespace trace_cost::input
