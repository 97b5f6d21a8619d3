// Captures for tests, said in a few words.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/forest.h"

namespace trace_cost::model {

// Ids are numbers: 0x1 is the trace 00…01. The parent 0 is none.
struct MadeUpSpan {
  std::uint64_t trace = 1;
  std::uint64_t trace_top = 0;  // the first eight bytes of the trace id
  std::uint64_t id = 0;
  std::uint64_t parent = 0;
  Instant start{};
  Instant end{};
  std::string name = "work";
  std::string service = "app";
  std::string instance;
  SpanKind kind = SpanKind::Internal;
  StatusCode status = StatusCode::Unset;
  ParentPlace place = ParentPlace::Unknown;
  bool shares_id = false;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<std::pair<std::string, std::string>> resource;
  std::string source = "one.log";
};

TraceId trace_id(std::uint64_t number);
SpanId span_id(std::uint64_t number);
Instant at(std::int64_t nanos);

// Adds the spans in the order given. The attribute keys are "k0" … "k9", numbered in that order.
Capture unsealed_capture(const std::vector<MadeUpSpan>& spans);
// The same, dealt out to so many shards.
Capture sharded_capture(const std::vector<MadeUpSpan>& spans, std::size_t count);
void add_to_shard(const MadeUpSpan& made, SourceIndex source, CaptureShard& shard);
Capture sealed_capture(const std::vector<MadeUpSpan>& spans);

// Everything the capture tells, one line a span, in index order.
std::string told(const Capture& capture);

// "chat(retrieve,llm(tool)) orphan(x)": the trees of all traces by name, children in order, with
// what is special about a top in front: '?' orphan, '@' self parent, '~' cut from a cycle.
std::string trees(const Forest& forest);

}  // namespace trace_cost::model
