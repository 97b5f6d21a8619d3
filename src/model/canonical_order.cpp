#include "model/canonical_order.h"

#include <algorithm>

namespace trace_cost::model {

namespace {

std::strong_ordering by_text(std::string_view a, std::string_view b) {
  const int order = a.compare(b);
  return order <=> 0;
}

// Keys compare by number: the numbering comes from the command's own list, never from the input.
std::strong_ordering by_attributes(const Capture& capture, const Span& a, const Span& b) {
  const auto left = capture.attributes(a.attributes);
  const auto right = capture.attributes(b.attributes);
  const std::size_t common = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (const auto order = left[i].key <=> right[i].key; order != 0) return order;
    if (const auto order = left[i].kind <=> right[i].kind; order != 0) return order;
    const auto order = by_text(capture.text(left[i].text), capture.text(right[i].text));
    if (order != 0) return order;
  }
  return left.size() <=> right.size();
}

std::strong_ordering by_content(const Capture& capture, const Span& a, const Span& b) {
  if (const auto order = a.parent <=> b.parent; order != 0) return order;
  if (const auto order = a.kind <=> b.kind; order != 0) return order;
  if (const auto order = by_text(capture.service(a), capture.service(b)); order != 0) return order;
  const auto instance = [&](const Span& span) {
    return capture.text(capture.resource(span.resource).instance);
  };
  if (const auto order = by_text(instance(a), instance(b)); order != 0) return order;
  if (const auto order = by_text(capture.name(a), capture.name(b)); order != 0) return order;
  if (const auto order = a.status <=> b.status; order != 0) return order;
  return by_attributes(capture, a, b);
}

}  // namespace

std::strong_ordering canonical_order(const Capture& capture, const Span& a, const Span& b) {
  if (const auto order = a.trace <=> b.trace; order != 0) return order;
  if (const auto order = a.start <=> b.start; order != 0) return order;
  if (const auto order = b.end <=> a.end; order != 0) return order;
  if (const auto order = a.id <=> b.id; order != 0) return order;
  return by_content(capture, a, b);
}

}  // namespace trace_cost::model
