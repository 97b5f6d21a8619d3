#include "input/span_batch.h"

#include <span>

namespace trace_cost::input {

void SpanBatch::clear() {
  spans_.clear();
  resources_.clear();
  attributes_.clear();
  kept_.clear();
  faults_.clear();
  first_without_resource_ = 0;
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
    spans_[first_without_resource_].resource = resources_.size() - 1;
  }
}

void SpanBatch::span_attribute(std::string_view key, std::string_view text, model::ValueKind kind) {
  const model::AttributeKey number = wanted_.find(key);
  if (!number) return;
  attributes_.push_back({number, text, kind});
  ++spans_.back().attributes;
}

void SpanBatch::resource_attribute(std::string_view key, std::string_view text,
                                   model::ValueKind kind) {
  const bool is_there = kind != model::ValueKind::Null;
  if (key == "service.name" && is_there) service(text);
  if (key == "service.instance.id" && is_there) instance(text);
  const model::AttributeKey number = wanted_.find(key);
  if (number) resources_.back().attributes.push_back({number, text, kind});
}

void SpanBatch::fault(base::DiagnosticCode code, std::string detail) {
  constexpr std::size_t kMostOfARecord = 64;  // a record may hold a million spans
  if (faults_.size() < kMostOfARecord) faults_.push_back({code, std::move(detail)});
}

void SpanBatch::commit(model::Capture& capture, model::SourceIndex source) const {
  std::vector<model::ResourceIndex> numbers;
  numbers.reserve(resources_.size());
  for (const PendingResource& resource : resources_) {
    numbers.push_back(
        capture.add_resource(resource.service, resource.instance, resource.attributes));
  }
  const std::span all(attributes_);
  for (const PendingSpan& pending : spans_) {
    const model::DraftSpan draft{pending.span, pending.name,
                                 all.subspan(pending.first_attribute, pending.attributes)};
    capture.add_span(draft, numbers[pending.resource], source);
  }
}

}  // namespace trace_cost::input
