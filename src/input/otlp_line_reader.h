// OTLP JSON as file exporters write it, one minified request a line, read without building anything
// of what nobody asked for:
//
//   {"resourceSpans":[{"resource":{"attributes":[...]},"scopeSpans":[{"scope":{...},"spans":[
//     {"traceId":"...","spanId":"...","name":"...","kind":1,"startTimeUnixNano":"...",
//      "attributes":[{"key":"user.id","value":{"stringValue":"alice"}},...],"status":{}},...]}]}]}
//
// 1. JsonMarks finds the end of the line and of every string in it, 64 bytes at a time.
// 2. JsonCursor walks over the line: what comes next is compared, strings are stepped over.
// 3. Ids and times are read eight digits at a time; resources that were seen before, byte for
//    byte, are known; of the attributes only wanted keys are looked at.
// 4. A line is added whole or not at all. One that is not exactly of this shape (blanks, unknown
//    keys, a key twice, an id or time that is none) is left to the plain reader, otlp_json.h,
//    which judges it. What this reader accepts the plain one reads alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "input/attribute_guess.h"
#include "input/intern_cache.h"
#include "input/json_cursor.h"
#include "input/seen_members.h"
#include "input/wanted_keys.h"
#include "model/capture_shard.h"

namespace trace_cost::input {

class OtlpLineReader {
 public:
  // Adds to `shard`; it and `wanted` outlive the reader.
  OtlpLineReader(const model::AttributeSelection& wanted, model::CaptureShard& shard);
  // What is read from now on comes from there.
  void begin(model::SourceIndex source) { source_ = source; }

  struct Line {
    std::size_t bytes = 0;     // with its end; 0: left to the plain reader, nothing was added
    std::size_t line_end = 0;  // of the bytes: a line feed, with a carriage return or not
    std::size_t spans = 0;
  };
  // Reads the line that `text` starts with; 64 bytes behind `text` are readable.
  Line read(std::string_view text);

 private:
  struct Value {
    std::string_view text;
    model::ValueKind kind = model::ValueKind::Text;
  };
  struct Resource {
    std::string_view service;
    std::string_view instance;
    std::vector<model::DraftAttribute> attributes;
  };

  bool read_line(JsonCursor& at);
  bool read_resource_spans(JsonCursor& at);
  bool read_resource(JsonCursor& at, model::ResourceIndex& resource);
  bool read_new_resource(JsonCursor& at, model::ResourceIndex& resource);
  bool read_resource_attribute(JsonCursor& at, Resource& resource);
  bool read_scope_spans(JsonCursor& at);
  bool read_scope(JsonCursor& at);
  bool read_spans(JsonCursor& at);
  bool read_span(JsonCursor& at);
  bool read_member(JsonCursor& at, model::Span& span, SeenMembers& seen);
  bool read_name(JsonCursor& at, model::Span& span);
  bool read_attributes(JsonCursor& at, model::Span& span);
  bool keep_value(JsonCursor& at, const AttributeGuess::Opening& opening);
  bool read_attribute(JsonCursor& at, AttributeGuess::Place& place);
  bool read_shaped(JsonCursor& at, ValueShape shape, Value& value);
  bool read_value(JsonCursor& at, Value& value);
  WantedKeys wanted_;
  model::CaptureShard& shard_;
  model::SourceIndex source_;
  AttributeGuess guess_;
  InternCache texts_;
  JsonMarks marks_;
  std::unordered_map<std::string, model::ResourceIndex> resources_;  // by their bytes
  std::vector<model::Span> spans_;  // of the line; their attributes are ranges of attributes_
  std::vector<model::Attribute> attributes_;
  std::deque<std::string> unescaped_;  // what the texts of the line stand in
};

}  // namespace trace_cost::input
