#include "model/canonical_order.h"

#include <algorithm>

namespace trace_cost::model {

namespace {

std::strong_ordering by_text(std::string_view a, std::string_view b) {
  const int order = a.compare(b);
  return order <=> 0;
}

// Keys compare by number: the numbering comes from the command's own list, never from the input.
std::strong_ordering by_attributes(const Capture& capture, std::span<const Attribute> left,
                                   std::span<const Attribute> right) {
  const std::size_t common = std::min(left.size(), right.size());
  for (std::size_t i = 0; i < common; ++i) {
    if (const auto order = left[i].key() <=> right[i].key(); order != 0) return order;
    if (const auto order = left[i].kind() <=> right[i].kind(); order != 0) return order;
    NumberBuffer a;
    NumberBuffer b;
    const auto order = by_text(capture.text(left[i].text(), a), capture.text(right[i].text(), b));
    if (order != 0) return order;
  }
  return left.size() <=> right.size();
}

std::strong_ordering by_content(const Capture& capture, const SpanView& left,
                                const SpanView& right) {
  const Span& a = left.span;
  const Span& b = right.span;
  if (const auto order = a.parent <=> b.parent; order != 0) return order;
  if (const auto order = a.parent_unreadable <=> b.parent_unreadable; order != 0) return order;
  if (const auto order = a.kind <=> b.kind; order != 0) return order;
  if (const auto order = a.shares_id <=> b.shares_id; order != 0) return order;
  if (const auto order = by_text(capture.service(a), capture.service(b)); order != 0) return order;
  const Resource& from = capture.resource(a.resource);
  const Resource& to = capture.resource(b.resource);
  const auto by_instance = by_text(capture.text(from.instance), capture.text(to.instance));
  if (by_instance != 0) return by_instance;
  if (const auto order = by_text(capture.name(a), capture.name(b)); order != 0) return order;
  if (const auto order = a.status <=> b.status; order != 0) return order;
  if (const auto order = a.parent_place <=> b.parent_place; order != 0) return order;
  const auto by_own = by_attributes(capture, left.attributes, right.attributes);
  return by_own != 0 ? by_own
                     : by_attributes(capture, capture.attributes(a.resource),
                                     capture.attributes(b.resource));
}

}  // namespace

std::strong_ordering canonical_order(const Capture& capture, const SpanView& left,
                                     const SpanView& right) {
  const Span& a = left.span;
  const Span& b = right.span;
  if (const auto order = a.trace <=> b.trace; order != 0) return order;
  if (const auto order = a.start <=> b.start; order != 0) return order;
  if (const auto order = b.end <=> a.end; order != 0) return order;
  if (const auto order = a.id <=> b.id; order != 0) return order;
  return by_content(capture, left, right);
}

std::strong_ordering canonical_order(const Capture& capture, const Span& a, const Span& b) {
  return canonical_order(capture, {a, capture.attributes(a)}, {b, capture.attributes(b)});
}

}  // namespace trace_cost::model
