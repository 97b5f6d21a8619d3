#include "input/span_batch.h"

#include <span>

#include "model/attribute_list.h"

namespace trace_cost::input {

void SpanBatch::clear() {
  spans_.clear();
  resources_.clear();
  attributes_.clear();
  kept_.clear();
  faults_.clear();
  condemned_.clear();
  first_without_resource_ = 0;
  lost_ = 0;
  ignored_ = 0;
  may_be_part_ = false;
  disowned_ = false;
}

model::Span& SpanBatch::begin_span() {
  PendingSpan& pending = spans_.emplace_back();
  pending.first_attribute = attributes_.size();
  return pending.span;
}

void SpanBatch::begin_resource() { resources_.emplace_back(); }

void SpanBatch::assign_resource() {
  if (resources_.empty()) begin_resource();
  for (; first_without_resource_ < spans_.size(); ++first_without_resource_) {
    std::size_t& resource = spans_[first_without_resource_].resource;
    if (resource == kNone) resource = resources_.size() - 1;
  }
}

void SpanBatch::span_attribute(std::string_view key, std::string_view text, model::ValueKind kind) {
  const model::AttributeKey number = wanted_.find(key);
  if (number) {
    attributes_.push_back({number, text, kind});
    ++spans_.back().attributes;
  } else if (wanted_.others()) {
    model::append_to_list({key, text, kind}, spans_.back().others);
  }
}

void SpanBatch::resource_attribute(std::string_view key, std::string_view text,
                                   model::ValueKind kind) {
  const bool is_there = kind != model::ValueKind::Null;
  if (key == "service.name" && is_there) service(text);
  if (key == "service.instance.id" && is_there) instance(text);
  const model::AttributeKey number = wanted_.find(key);
  if (number) {
    resources_.back().attributes.push_back({number, text, kind});
  } else if (wanted_.others()) {
    model::append_to_list({key, text, kind}, resources_.back().others);
  }
}

void SpanBatch::fault(base::DiagnosticCode code, std::string detail) {
  constexpr std::size_t kMostOfARecord = 64;  // a record may hold a million spans
  if (faults_.size() < kMostOfARecord) faults_.push_back({code, std::move(detail)});
}

void SpanBatch::condemn(std::string reason) {
  if (condemned_.empty()) condemned_ = std::move(reason);
}

void SpanBatch::lose(base::DiagnosticCode code, std::string detail) {
  ++lost_;
  fault(code, std::move(detail));
}

void SpanBatch::commit(model::CaptureShard& shard, model::SourceIndex source) const {
  std::vector<model::ResourceIndex> numbers;
  numbers.reserve(resources_.size());
  for (const PendingResource& resource : resources_) {
    std::vector<model::DraftAttribute> attributes = resource.attributes;
    if (!resource.others.empty()) {
      attributes.push_back({wanted_.others(), resource.others, model::ValueKind::Other});
    }
    numbers.push_back(shard.add_resource(resource.service, resource.instance, attributes));
  }
  const std::span all(attributes_);
  std::vector<model::Attribute> attributes;
  for (const PendingSpan& pending : spans_) {
    model::Span span = pending.span;
    span.name = shard.intern(pending.name);
    span.resource = numbers[pending.resource];
    span.source = source;
    attributes.clear();
    for (const model::DraftAttribute& draft :
         all.subspan(pending.first_attribute, pending.attributes)) {
      attributes.push_back(shard.attribute(draft.key, draft.text, draft.kind));
    }
    if (!pending.others.empty()) {
      attributes.push_back(
          shard.attribute(wanted_.others(), pending.others, model::ValueKind::Other));
    }
    shard.add_span(span, attributes);
  }
}

}  // namespace trace_cost::input
