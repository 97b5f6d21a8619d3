// The Python SDK's console output as json.dumps(…, indent=4) lays it out, read without building
// anything of what nobody asked for:
//
//   {
//       "name": "chat gpt-4o",
//       "context": {
//           "trace_id": "0x…",            what comes next is compared, whole lines at a time;
//           "span_id": "0x…",             strings end where JsonMarks says
//           "trace_state": "[]"
//       },
//       "kind": "SpanKind.CLIENT",
//       …
//       "attributes": {
//           "user.id": "alice",           only wanted keys are looked at
//           …
//
// A record is added whole or not at all. One that is not laid out exactly like this (another SDK
// version, one line, a print in it, text that is not ASCII) is left to the plain reader,
// python_console.h, which judges it. What this reader accepts the plain one reads alike.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "input/console_times.h"
#include "input/intern_cache.h"
#include "input/json_cursor.h"
#include "input/wanted_keys.h"
#include "model/capture_shard.h"

namespace trace_cost::input {

class ConsoleRecordReader {
 public:
  // Adds to `shard`; it and `wanted` outlive the reader.
  ConsoleRecordReader(const model::AttributeSelection& wanted, model::CaptureShard& shard);
  // What is read from now on comes from there, from the start of a stream.
  void begin(model::SourceIndex source) {
    source_ = source;
    marked_ = {};
  }

  struct Records {
    std::size_t bytes = 0;  // with the line feed behind each
    std::size_t spans = 0;
  };
  // Reads the records that stand one behind the other at the front of `text`, whole lines that
  // start at `offset` of the stream; 64 bytes behind `text` are readable.
  Records read(std::string_view text, std::uint64_t offset);

 private:
  // Resources seen last, by their bytes: most records of a file have the same.
  struct KnownResource {
    std::string bytes;
    model::ResourceIndex number;
  };

  bool read_record(JsonCursor& at);
  bool read_head(JsonCursor& at, model::Span& span);
  bool read_status(JsonCursor& at, model::Span& span);
  bool read_attributes(JsonCursor& at);
  bool read_value(JsonCursor& at, model::AttributeKey key);
  bool read_tail(JsonCursor& at, model::Span& span);
  bool read_resource(JsonCursor& at, model::ResourceIndex& resource);
  bool read_new_resource(JsonCursor& at, model::ResourceIndex& resource);
  void mark(std::string_view text, std::uint64_t offset);

  WantedKeys wanted_;
  model::CaptureShard& shard_;
  model::SourceIndex source_;
  InternCache texts_;
  ConsoleTimes times_;
  JsonMarks marks_;
  std::string_view marked_;          // what marks_ speaks of
  std::uint64_t marked_offset_ = 0;  // of its first byte in the stream
  std::vector<KnownResource> resources_;
  std::size_t last_resource_ = 0;
  std::vector<model::Attribute> attributes_;  // of the record
  std::deque<std::string> unescaped_;         // what texts of the record stand in
};

}  // namespace trace_cost::input
