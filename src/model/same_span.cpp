#include "model/same_span.h"

#include <algorithm>
#include <string_view>

namespace trace_cost::model {

namespace {

// A console time is the nearest microsecond to a double of the seconds, which is within a
// microsecond of the truth (reference: ns_to_iso_str of the Python SDK); Zipkin and Jaeger cut the
// start to the microsecond, and the duration as well.
constexpr std::int64_t kMicrosecond = 1'000;
constexpr std::int64_t kStartsApart = 2 * kMicrosecond;
constexpr std::int64_t kEndsApart = 3 * kMicrosecond;

bool agree(Instant a, Instant b, std::int64_t rounding) {
  if (a == kUnknownInstant || b == kUnknownInstant) return true;
  std::int64_t apart = 0;
  const bool wraps =
      __builtin_sub_overflow(a.time_since_epoch().count(), b.time_since_epoch().count(), &apart);
  return !wraps && apart <= rounding && apart >= -rounding;
}

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Zipkin's server turns names into lower case.
bool same_but_for_case(const Capture& capture, StringId a, StringId b) {
  if (a == b) return true;
  const std::string_view left = capture.text(a);
  const std::string_view right = capture.text(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char x, char y) { return lower_case(x) == lower_case(y); });
}

bool has_service(const Capture& capture, const Span& span) {
  return !capture.service(span).empty();
}

// Phoenix's spans have no service.
bool may_be_same_service(const Capture& capture, const Span& a, const Span& b) {
  return !has_service(capture, a) || !has_service(capture, b) ||
         same_but_for_case(capture, capture.service_id(a), capture.service_id(b));
}

// Phoenix and Langfuse do not tell the kind.
bool may_be_same_kind(const Span& a, const Span& b) {
  return a.kind == b.kind || a.kind == SpanKind::Unspecified || b.kind == SpanKind::Unspecified;
}

int times_known(const Span& span) {
  return (span.start != kUnknownInstant ? 1 : 0) + (span.end != kUnknownInstant ? 1 : 0);
}

// Times with digits below the microsecond were not rounded to it.
int fine_times(const Span& span) {
  const auto fine = [](Instant instant) {
    return instant != kUnknownInstant && instant.time_since_epoch().count() % kMicrosecond != 0;
  };
  return (fine(span.start) ? 1 : 0) + (fine(span.end) ? 1 : 0);
}

}  // namespace

bool is_same_span(const Capture& capture, const Span& a, const Span& b) {
  return a.parent == b.parent && a.shares_id == b.shares_id && may_be_same_kind(a, b) &&
         agree(a.start, b.start, kStartsApart) && agree(a.end, b.end, kEndsApart) &&
         same_but_for_case(capture, a.name, b.name) && may_be_same_service(capture, a, b);
}

bool is_better_record(const Capture& capture, const SpanView& left, const SpanView& right) {
  const Span& a = left.span;
  const Span& b = right.span;
  if (times_known(a) != times_known(b)) return times_known(a) > times_known(b);
  const bool knows_service = has_service(capture, a);
  if (knows_service != has_service(capture, b)) return knows_service;
  if (fine_times(a) != fine_times(b)) return fine_times(a) > fine_times(b);
  const bool knows_kind = a.kind != SpanKind::Unspecified;
  if (knows_kind != (b.kind != SpanKind::Unspecified)) return knows_kind;
  const bool knows_place = a.parent_place != ParentPlace::Unknown;
  if (knows_place != (b.parent_place != ParentPlace::Unknown)) return knows_place;
  if (left.attributes.size() != right.attributes.size()) {
    return left.attributes.size() > right.attributes.size();
  }
  return canonical_order(capture, left, right) < 0;
}

}  // namespace trace_cost::model
