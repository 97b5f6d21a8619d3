#include "made_up_json.h"

#include <fmt/format.h>

#include <span>

#include "input/record_reader.h"

namespace trace_cost::input {

namespace {

template <typename Id>
std::string short_hex(const Id& id) {
  const std::string hex = to_hex(id);
  const std::size_t first = hex.find_first_not_of('0');
  return first == std::string::npos ? "-" : hex.substr(first);
}

std::string nanos_of(model::Instant instant) {
  if (instant == model::kUnknownInstant) return "-";
  return std::to_string(instant.time_since_epoch().count());
}

std::string told(const model::Capture& capture, std::span<const model::Attribute> attributes) {
  constexpr std::string_view kKinds = "tnb0o";  // text, number, bool, null, other
  std::string text;
  for (const model::Attribute& attribute : attributes) {
    model::NumberBuffer buffer;
    text += fmt::format(" {}={}:{}", test_selection().name(attribute.key()),
                        capture.text(attribute.text(), buffer),
                        kKinds[static_cast<std::size_t>(attribute.kind())]);
  }
  return text;
}

}  // namespace

const model::AttributeSelection& test_selection() {
  static const model::AttributeSelection kSelection = [] {
    model::AttributeSelection selection;
    for (const char* key : {"user.id", "cost.usd", "http.url", "peer.service", "tenant.id",
                            "gen_ai.operation.name", "gen_ai.usage.input_tokens"})
      selection.add(key);
    return selection;
  }();
  return kSelection;
}

Decoded decoded(std::string_view object) {
  SpanBatch batch(test_selection());
  RecordDecoder decoder;
  std::string padded(object);
  padded.append(RecordReader::kPadding, '!');
  const Decoding decoding =
      decoder.decode(std::string_view(padded).substr(0, object.size()), batch);

  Decoded made;
  made.outcome = decoding.outcome;
  made.repaired = decoding.repaired;
  if (decoding.format != nullptr) made.format = decoding.format->name;
  if (decoding.foreign != nullptr) made.format = decoding.foreign->name;
  for (const Fault& fault : batch.faults()) {
    made.faults += fmt::format("{}: {}\n", name_of(fault.code), fault.detail);
  }
  model::Capture capture;
  std::vector<model::CaptureShard> shards(1);
  batch.commit(shards.front(), capture.add_source({}));
  capture.adopt(std::move(shards));
  capture.seal();
  made.spans = spans_of(capture);
  return made;
}

std::string spans_of(const model::Capture& capture) {
  std::string text;
  for (const model::Span& span : capture.spans()) {
    const model::Resource& resource = capture.resource(span.resource);
    text += fmt::format("{}/{}<{} {}{}{} {} {} {} {} '{}'{}{}\n", short_hex(span.trace),
                        short_hex(span.id), short_hex(span.parent),
                        "uiscpq"[static_cast<int>(span.kind)], "uoe"[static_cast<int>(span.status)],
                        "ulr"[static_cast<int>(span.parent_place)], nanos_of(span.start),
                        nanos_of(span.end), capture.service(span), capture.text(resource.instance),
                        capture.name(span), told(capture, capture.attributes(span)),
                        told(capture, capture.attributes(span.resource)));
  }
  return text;
}

}  // namespace trace_cost::input
