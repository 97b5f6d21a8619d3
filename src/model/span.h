// One span, as plain data without pointers. What its numbers name is owned by the Capture.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

#include "model/attribute.h"
#include "model/ids.h"
#include "model/instant.h"
#include "model/string_pool.h"

namespace trace_cost::model {

using SpanIndex = base::Index<struct SpanTag>;
using ResourceIndex = base::Index<struct ResourceTag>;
using SourceIndex = base::Index<struct SourceTag>;

// OpenTelemetry's SpanKind and StatusCode, with the numbers of OTLP.
enum class SpanKind : std::uint8_t { Unspecified, Internal, Server, Client, Producer, Consumer };
enum class StatusCode : std::uint8_t { Unset, Ok, Error };
std::string_view name_of(SpanKind kind);      // "CLIENT"
std::string_view name_of(StatusCode status);  // "ERROR"

// What span.flags says about the parent (OTLP bits 8 and 9).
enum class ParentPlace : std::uint8_t { Unknown, Local, Remote };

// A time the dump does not tell (a span that never ended, a text that is no time).
inline constexpr Instant kUnknownInstant{Nanos{std::numeric_limits<std::int64_t>::min()}};

struct Span {
  TraceId trace;  // invalid when the dump's id was
  SpanId id;      // invalid when the dump's id was
  SpanId parent;  // invalid: no parent id, a root
  Instant start = kUnknownInstant;
  Instant end = kUnknownInstant;
  StringId name;
  ResourceIndex resource;
  SourceIndex source;
  AttributeRange attributes;
  SpanKind kind = SpanKind::Unspecified;
  StatusCode status = StatusCode::Unset;
  ParentPlace parent_place = ParentPlace::Unknown;
  bool parent_unreadable = false;  // there is a parent id, but it is none; `parent` is invalid then
  bool shares_id = false;  // Zipkin's "shared": this SERVER span has the id of the CLIENT span that
                           // called it, which is its parent

  // A span without a parent id.
  [[nodiscard]] bool is_root() const { return !parent.is_valid() && !parent_unreadable; }

  [[nodiscard]] bool has_times() const {
    return start != kUnknownInstant && end != kUnknownInstant;
  }
  // End less start. Zero where a time is unknown; negative where the dump says so.
  [[nodiscard]] Nanos duration() const;
  // The end for placing the span on a line: never before the start.
  [[nodiscard]] Instant drawn_end() const;
};
static_assert(std::is_trivially_destructible_v<Span>);

inline Nanos Span::duration() const {
  if (!has_times()) return Nanos{0};
  std::int64_t length = 0;
  const bool wraps = __builtin_sub_overflow(end.time_since_epoch().count(),
                                            start.time_since_epoch().count(), &length);
  return wraps ? Nanos{0} : Nanos{length};
}

inline Instant Span::drawn_end() const { return duration() > Nanos{0} ? end : start; }

// The process (or library) that emitted spans.
struct Resource {
  StringId service;   // empty text: the dump has no service.name
  StringId instance;  // service.instance.id
  AttributeRange attributes;
};

}  // namespace trace_cost::model
