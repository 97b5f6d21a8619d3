#include "model/same_span.h"

namespace trace_cost::model {

namespace {

// A console time is the nearest microsecond to a double of the seconds, which is within a
// microsecond of the truth (reference: ns_to_iso_str of the Python SDK).
constexpr std::int64_t kRounding = 1'000;

bool agree(Instant a, Instant b) {
  if (a == kUnknownInstant || b == kUnknownInstant) return true;
  std::int64_t apart = 0;
  const bool wraps =
      __builtin_sub_overflow(a.time_since_epoch().count(), b.time_since_epoch().count(), &apart);
  return !wraps && apart <= kRounding && apart >= -kRounding;
}

int times_known(const Span& span) {
  return (span.start != kUnknownInstant ? 1 : 0) + (span.end != kUnknownInstant ? 1 : 0);
}

// Times with digits below the microsecond were not rounded to it.
int fine_times(const Span& span) {
  const auto fine = [](Instant instant) {
    return instant != kUnknownInstant && instant.time_since_epoch().count() % kRounding != 0;
  };
  return (fine(span.start) ? 1 : 0) + (fine(span.end) ? 1 : 0);
}

}  // namespace

bool is_same_span(const Capture& capture, const Span& a, const Span& b) {
  return a.parent == b.parent && a.name == b.name && a.kind == b.kind &&
         capture.service_id(a) == capture.service_id(b) && agree(a.start, b.start) &&
         agree(a.end, b.end);
}

bool is_better_record(const Capture& capture, const SpanView& left, const SpanView& right) {
  const Span& a = left.span;
  const Span& b = right.span;
  if (times_known(a) != times_known(b)) return times_known(a) > times_known(b);
  if (fine_times(a) != fine_times(b)) return fine_times(a) > fine_times(b);
  const bool knows_place = a.parent_place != ParentPlace::Unknown;
  if (knows_place != (b.parent_place != ParentPlace::Unknown)) return knows_place;
  if (left.attributes.size() != right.attributes.size()) {
    return left.attributes.size() > right.attributes.size();
  }
  return canonical_order(capture, left, right) < 0;
}

}  // namespace trace_cost::model
