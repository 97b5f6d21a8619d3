// When two records with equal ids are the same span, and which of them to keep.
#pragma once

#include "model/canonical_order.h"

namespace trace_cost::model {

// True when `a` and `b`, of equal trace and span id, tell of one span in whatever encodings: the
// parent agrees, the name and service do but for case, and what only one of them tells (kind,
// service, a time) is no difference. Times agree as far as encodings in microseconds can resolve
// them: starts within 2 microseconds, ends within 3. Zipkin's two spans that share an id are never
// the same.
bool is_same_span(const Capture& capture, const Span& a, const Span& b);

// True when `left` is the better record of the two: more times known, the service known, finer
// times, the kind known, the place of the parent known, more attributes kept, and, all else equal,
// first in canonical order.
bool is_better_record(const Capture& capture, const SpanView& left, const SpanView& right);

}  // namespace trace_cost::model
