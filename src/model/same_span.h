// When two records with equal ids are the same span, and which of them to keep.
#pragma once

#include "model/canonical_order.h"

namespace trace_cost::model {

// True when `a` and `b`, of equal trace and span id, tell of one span: name, service, kind and
// parent agree, and the times agree as far as both dumps resolve them (a console dump rounds to the
// microsecond what OTLP tells in nanoseconds) or one of them does not know.
bool is_same_span(const Capture& capture, const Span& a, const Span& b);

// True when `a` is the better record of the two: more times known, finer times, the place
// of the parent known, more attributes kept, and, all else equal, first in canonical order.
bool is_better_record(const Capture& capture, const SpanView& a, const SpanView& b);

}  // namespace trace_cost::model
