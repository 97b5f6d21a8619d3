// The one total order of spans. Every other order in the program is derived from it, so that the
// output never depends on the order of files, arrival, hashes or interned ids.
#pragma once

#include <compare>
#include <span>

#include "model/capture.h"

namespace trace_cost::model {

// A span with its attributes, whether the capture is sealed or not.
struct SpanView {
  Span span;
  std::span<const Attribute> attributes;
};

// By trace id, start, end (longest first), span id, parent id, kind, shared id, service, instance,
// name, status, place of the parent, attributes, attributes of the resource. Equal only when the
// two spans do not differ in anything that is kept.
std::strong_ordering canonical_order(const Capture& capture, const SpanView& left,
                                     const SpanView& right);
// Of two spans of a sealed capture.
std::strong_ordering canonical_order(const Capture& capture, const Span& a, const Span& b);

}  // namespace trace_cost::model
