#include "made_up.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace trace_cost::model {

namespace {

template <typename Id>
Id id_of(std::uint64_t number) {
  Id id;
  for (auto byte = id.bytes.rbegin(); byte != id.bytes.rend() && number != 0; ++byte) {
    *byte = static_cast<std::uint8_t>(number & 0xff);
    number >>= 8;
  }
  return id;
}

std::vector<DraftAttribute> drafts(
    const std::vector<std::pair<std::string, std::string>>& attributes) {
  std::vector<DraftAttribute> made;
  made.reserve(attributes.size());
  for (const auto& [key, text] : attributes) {
    made.push_back({AttributeKey(static_cast<std::size_t>(key.at(1) - '0')), text, {}});
  }
  return made;
}

SourceIndex source_named(const std::string& name, std::vector<std::string>& known,
                         Capture& capture) {
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i] == name) return SourceIndex(i);
  }
  known.push_back(name);
  Source source;
  source.name = name;
  return capture.add_source(source);
}

Span span_of(const MadeUpSpan& made) {
  Span span;
  span.trace = trace_id(made.trace);
  const SpanId top = span_id(made.trace_top);
  std::copy(top.bytes.begin(), top.bytes.end(), span.trace.bytes.begin());
  span.id = span_id(made.id);
  span.parent = span_id(made.parent);
  span.start = made.start;
  span.end = made.end;
  span.kind = made.kind;
  span.status = made.status;
  span.parent_place = made.place;
  span.shares_id = made.shares_id;
  return span;
}

std::string told(const Capture& capture, std::span<const Attribute> attributes) {
  std::string text;
  for (const Attribute& attribute : attributes) {
    NumberBuffer buffer;
    text +=
        fmt::format(" k{}={}", attribute.key().number(), capture.text(attribute.text(), buffer));
  }
  return text;
}

std::string_view mark_of(Top top) {
  switch (top) {
    case Top::Orphan:
      return "?";
    case Top::SelfParent:
      return "@";
    case Top::CycleCut:
      return "~";
    case Top::No:
    case Top::Root:
      break;
  }
  return "";
}

std::string tree(const Forest& forest, SpanIndex span) {
  std::string text{mark_of(forest.top(span))};
  text += forest.capture().name(forest.capture().span(span));
  std::string inside;
  for (const SpanIndex child : forest.children(span)) {
    inside += (inside.empty() ? "" : ",") + tree(forest, child);
  }
  return inside.empty() ? text : text + "(" + inside + ")";
}

}  // namespace

TraceId trace_id(std::uint64_t number) { return id_of<TraceId>(number); }
SpanId span_id(std::uint64_t number) { return id_of<SpanId>(number); }
Instant at(std::int64_t nanos) { return Instant{Nanos{nanos}}; }

void add_to_shard(const MadeUpSpan& made, SourceIndex source, CaptureShard& shard) {
  Span span = span_of(made);
  span.name = shard.intern(made.name);
  span.resource = shard.add_resource(made.service, made.instance, drafts(made.resource));
  span.source = source;
  std::vector<Attribute> attributes;
  for (const DraftAttribute& draft : drafts(made.attributes)) {
    attributes.push_back(shard.attribute(draft.key, draft.text, draft.kind));
  }
  shard.add_span(span, attributes);
}

Capture sharded_capture(const std::vector<MadeUpSpan>& spans, std::size_t count) {
  Capture capture;
  std::vector<std::string> sources;
  std::vector<CaptureShard> shards(count);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    add_to_shard(spans[i], source_named(spans[i].source, sources, capture), shards[i % count]);
  }
  capture.adopt(std::move(shards));
  return capture;
}

Capture unsealed_capture(const std::vector<MadeUpSpan>& spans) {
  Capture capture;
  std::vector<std::string> sources;
  for (const MadeUpSpan& made : spans) {
    const Span span = span_of(made);
    const auto attributes = drafts(made.attributes);
    const ResourceIndex resource =
        capture.add_resource(made.service, made.instance, drafts(made.resource));
    capture.add_span({span, made.name, attributes}, resource,
                     source_named(made.source, sources, capture));
  }
  return capture;
}

Capture sealed_capture(const std::vector<MadeUpSpan>& spans) {
  Capture capture = unsealed_capture(spans);
  capture.seal();
  return capture;
}

std::string told(const Capture& capture) {
  std::string text;
  for (const Span& span : capture.spans()) {
    const Resource& resource = capture.resource(span.resource);
    text += fmt::format(
        "{}/{}<{} {}..{} {} {} '{}' kind {} status {} place {}{} |{} | {}\n",
        to_hex(span.trace).substr(24), to_hex(span.id).substr(8), to_hex(span.parent).substr(8),
        span.start.time_since_epoch().count(), span.end.time_since_epoch().count(),
        capture.service(span), capture.text(resource.instance), capture.name(span),
        static_cast<int>(span.kind), static_cast<int>(span.status),
        static_cast<int>(span.parent_place), told(capture, capture.attributes(span)),
        told(capture, capture.attributes(span.resource)),
        capture.sources()[span.source.number()].name);
  }
  for (const SpanIndex conflict : capture.id_conflicts()) {
    text += fmt::format("conflict {}\n", conflict.number());
  }
  return text + fmt::format("{} duplicates\n", capture.duplicates());
}

std::string trees(const Forest& forest) {
  std::string text;
  for (const Trace& trace : forest.traces()) {
    for (const SpanIndex top : forest.tops(trace)) {
      text += (text.empty() ? "" : " ") + tree(forest, top);
    }
  }
  return text;
}

}  // namespace trace_cost::model
