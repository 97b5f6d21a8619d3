// How a span lies in memory: 40 bytes where Span takes 96.
//
//   id 8 │ parent 8 │ start 8 │ name 4 │ origin 4 │ length 40 bits, kind, status, marks, attributes
//   14
//
// The end is kept as the length from the start. A span whose end or attributes do not fit that way
// (unknown times, an end before the start, more than 18 minutes) is wide: what did not fit stands
// elsewhere, and whoever unpacks it has to supply it.
#pragma once

#include <cstdint>
#include <type_traits>

#include "model/span.h"

namespace trace_cost::model {

// Where a span comes from: what emitted it, and the input it was read from.
struct Origin {
  ResourceIndex resource;
  SourceIndex source;
  friend auto operator<=>(const Origin&, const Origin&) = default;
};
using OriginIndex = base::Index<struct OriginTag>;

struct WideFields {
  Instant end = kUnknownInstant;
  std::uint64_t attributes = 0;  // how many
};

class PackedSpan {
 public:
  PackedSpan() = default;
  PackedSpan(const Span& span, OriginIndex from, std::uint64_t attributes);

  [[nodiscard]] bool is_wide() const { return (bits_ & kWide) != 0; }
  // Precondition of both: not wide.
  [[nodiscard]] Instant end() const {
    return start + Nanos{static_cast<std::int64_t>(bits_ & kLongest)};
  }
  [[nodiscard]] std::uint32_t attributes() const {
    return static_cast<std::uint32_t>(bits_ >> kCountAt);
  }
  // All but the trace, the end, the origin and the attributes.
  [[nodiscard]] Span head() const;
  [[nodiscard]] bool shares_id() const { return (bits_ & kShared) != 0; }

  SpanId id;
  SpanId parent;
  Instant start = kUnknownInstant;
  StringId name;
  OriginIndex origin;

 private:
  static constexpr unsigned kKindAt = 40;
  static constexpr unsigned kStatusAt = 43;
  static constexpr unsigned kPlaceAt = 45;
  static constexpr unsigned kCountAt = 50;
  static constexpr std::uint64_t kLongest = (std::uint64_t{1} << kKindAt) - 1;
  static constexpr std::uint64_t kUnreadable = std::uint64_t{1} << 47U;
  static constexpr std::uint64_t kShared = std::uint64_t{1} << 48U;
  static constexpr std::uint64_t kWide = std::uint64_t{1} << 49U;
  static constexpr std::uint64_t kMostAttributes = (std::uint64_t{1} << (64 - kCountAt)) - 1;

  [[nodiscard]] unsigned part(unsigned at, unsigned mask) const {
    return static_cast<unsigned>(bits_ >> at) & mask;
  }

  std::uint64_t bits_ = 0;
};
static_assert(sizeof(PackedSpan) == 40 && std::is_trivially_copyable_v<PackedSpan>);

inline PackedSpan::PackedSpan(const Span& span, OriginIndex from, std::uint64_t attributes)
    : id(span.id), parent(span.parent), start(span.start), name(span.name), origin(from) {
  const auto length = static_cast<std::uint64_t>(span.duration().count());
  bits_ = static_cast<std::uint64_t>(span.kind) << kKindAt |
          static_cast<std::uint64_t>(span.status) << kStatusAt |
          static_cast<std::uint64_t>(span.parent_place) << kPlaceAt |
          (span.parent_unreadable ? kUnreadable : 0) | (span.shares_id ? kShared : 0);
  // A length below zero is far above kLongest here.
  const bool fits =
      span.has_times() && length <= kLongest && span.end - span.start == Nanos(length);
  if (fits && attributes <= kMostAttributes) {
    bits_ |= length | attributes << kCountAt;
  } else {
    bits_ |= kWide;
  }
}

inline Span PackedSpan::head() const {
  Span span;
  span.id = id;
  span.parent = parent;
  span.start = start;
  span.name = name;
  span.kind = static_cast<SpanKind>(part(kKindAt, 7));
  span.status = static_cast<StatusCode>(part(kStatusAt, 3));
  span.parent_place = static_cast<ParentPlace>(part(kPlaceAt, 3));
  span.parent_unreadable = (bits_ & kUnreadable) != 0;
  span.shares_id = (bits_ & kShared) != 0;
  return span;
}

}  // namespace trace_cost::model
