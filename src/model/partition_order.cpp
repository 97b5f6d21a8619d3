#include "model/partition_order.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>
#include <span>
#include <utility>

#include "model/same_span.h"

namespace trace_cost::model {

namespace {

// Eight bytes of the trace id as a number that compares as they do.
std::uint64_t half_of(const TraceId& trace, std::size_t from) {
  std::uint64_t half = 0;
  std::memcpy(&half, trace.bytes.data() + from, sizeof half);
  static_assert(std::endian::native == std::endian::little);
  return __builtin_bswap64(half);
}

std::uint64_t high_of(const LoggedSpan* span) { return half_of(span->trace, 0); }
std::uint64_t low_of(const LoggedSpan* span) { return half_of(span->trace, 8); }

// Which bits of the trace ids make the number of a bucket.
class Dealer {
 public:
  explicit Dealer(const std::vector<LoggedSpan*>& spans) {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    for (const LoggedSpan* span : spans) {
      high |= high_of(span) ^ high_of(spans.front());
      low |= low_of(span) ^ low_of(spans.front());
    }
    by_low_ = high == 0;
    shared_ = static_cast<unsigned>(std::countl_zero(by_low_ ? low : high)) % 64;
    // A trace of a few spans for each bucket, and few enough buckets to keep their counts at hand.
    constexpr int kMostBits = 14;
    bits_ = static_cast<unsigned>(
        std::clamp(static_cast<int>(std::bit_width(spans.size())) - 3, 1, kMostBits));
  }

  [[nodiscard]] std::size_t buckets() const { return std::size_t{1} << bits_; }
  [[nodiscard]] std::size_t bucket_of(const LoggedSpan* span) const {
    const std::uint64_t id = by_low_ ? low_of(span) : high_of(span);
    return static_cast<std::size_t>(id << shared_ >> (64 - bits_));
  }

 private:
  bool by_low_ = false;
  unsigned shared_ = 0;  // leading bits that all ids have in common
  unsigned bits_ = 1;
};

}  // namespace

SpanView PartitionOrder::view(const LoggedSpan& logged) const {
  SpanView view{logged.span(), logged.attributes()};
  const Origin& origin = origins_[logged.packed.origin.number()];
  view.span.resource = origin.resource;
  view.span.source = origin.source;
  return view;
}

// Spans that differ in nothing but their source stand in order of its name.
bool PartitionOrder::comes_before(const LoggedSpan& a, const LoggedSpan& b) const {
  const SpanView left = view(a);
  const SpanView right = view(b);
  const auto order = canonical_order(capture_, left, right);
  return order != 0 ? order < 0 : left.span.source < right.span.source;
}

void PartitionOrder::arrange(const std::vector<LoggedSpan*>& spans) {
  if (spans.empty()) return;
  deal_out(spans);
  kept_.reserve(spans.size());
  std::size_t from = 0;
  for (const std::uint32_t end : bucket_ends_) {
    if (end > from) sort_bucket(from, end);
    from = end;
  }
}

void PartitionOrder::deal_out(const std::vector<LoggedSpan*>& spans) {
  const Dealer dealer(spans);
  std::vector<std::uint32_t> next(dealer.buckets() + 1, 0);
  for (const LoggedSpan* span : spans) ++next[dealer.bucket_of(span) + 1];
  for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
  dealt_.resize(spans.size());
  for (const LoggedSpan* span : spans) dealt_[next[dealer.bucket_of(span)]++] = span;
  next.pop_back();
  bucket_ends_ = std::move(next);
}

void PartitionOrder::sort_bucket(std::size_t from, std::size_t to) {
  run_.clear();
  for (std::size_t i = from; i < to; ++i) {
    const LoggedSpan* span = dealt_[i];
    run_.push_back({high_of(span), low_of(span), span->packed.start, span});
  }
  std::sort(run_.begin(), run_.end(), [this](const Key& a, const Key& b) {
    if (a.high != b.high) return a.high < b.high;
    if (a.low != b.low) return a.low < b.low;
    if (a.start != b.start) return a.start < b.start;
    return comes_before(*a.span, *b.span);
  });
  for (std::size_t i = 0; i < run_.size();) {
    std::size_t end = i + 1;
    while (end < run_.size() && run_[end].high == run_[i].high && run_[end].low == run_[i].low) {
      ++end;
    }
    keep_trace(i, end);
    i = end;
  }
}

// A span without a valid trace id is a trace of its own: all invalid ids being equal says nothing
// about the spans.
void PartitionOrder::keep_trace(std::size_t from, std::size_t to) {
  if (!run_[from].span->trace.is_valid()) {
    for (std::size_t i = from; i < to; ++i) {
      keep(run_[i].span);
      traces_.push_back(1);
    }
    return;
  }
  const std::size_t before = kept_.size();
  if (to - from > 1 && has_equal_ids(from, to)) {
    settle_equal_ids(from, to);
  } else {
    for (std::size_t i = from; i < to; ++i) keep(run_[i].span);
  }
  traces_.push_back(static_cast<std::uint32_t>(kept_.size() - before));
}

void PartitionOrder::keep(const LoggedSpan* span) {
  kept_.push_back(span);
  attributes_ += span->attributes().size();
}

bool PartitionOrder::has_equal_ids(std::size_t from, std::size_t to) {
  ids_.restart(to - from);
  for (std::size_t i = from; i < to; ++i) {
    const SpanId& id = run_[i].span->packed.id;
    const auto number = static_cast<std::uint32_t>(i);
    if (ids_.add(id, number) != number && id.is_valid()) return true;
  }
  return false;
}

namespace {

// Spans of one trace with one id that tell of the same half of a call, in canonical order.
using Group = std::vector<std::uint32_t>;
struct GroupKey {
  SpanId id;
  bool shares_id;
  friend auto operator<=>(const GroupKey&, const GroupKey&) = default;
};

enum class Fate : std::uint8_t { Kept, Copy, InConflict };

// Merges what is the same span, keeps the best record of each, and marks all of them when more than
// one span is left. Copies stand close together in the order, so a look at the last few is enough
// and hostile input cannot make it quadratic.
void settle_group(const Capture& capture, const std::vector<SpanView>& views, const Group& group,
                  std::vector<Fate>& fates) {
  constexpr std::size_t kLookBack = 16;
  Group kept;
  for (const std::uint32_t number : group) {
    const std::size_t from = kept.size() - std::min(kLookBack, kept.size());
    const auto same = std::find_if(
        kept.begin() + static_cast<std::ptrdiff_t>(from), kept.end(), [&](std::uint32_t other) {
          return is_same_span(capture, views[number].span, views[other].span);
        });
    if (same == kept.end()) {
      kept.push_back(number);
    } else if (is_better_record(capture, views[number], views[*same])) {
      fates[std::exchange(*same, number)] = Fate::Copy;
    } else {
      fates[number] = Fate::Copy;
    }
  }
  if (kept.size() < 2) return;
  for (const std::uint32_t number : kept) fates[number] = Fate::InConflict;
}

}  // namespace

// A server that shares its client's id is another span than the client, without conflict.
void PartitionOrder::settle_equal_ids(std::size_t from, std::size_t to) {
  std::vector<SpanView> views;
  std::map<GroupKey, Group> groups;
  for (std::size_t i = from; i < to; ++i) {
    views.push_back(view(*run_[i].span));
    const Span& span = views.back().span;
    if (!span.id.is_valid()) continue;
    groups[{span.id, span.shares_id}].push_back(static_cast<std::uint32_t>(i - from));
  }
  std::vector<Fate> fates(views.size(), Fate::Kept);
  for (const auto& [key, group] : groups) {
    if (group.size() > 1) settle_group(capture_, views, group, fates);
  }
  for (std::size_t i = 0; i < fates.size(); ++i) {
    if (fates[i] == Fate::Copy) continue;
    if (fates[i] == Fate::InConflict)
      conflicts_.push_back(static_cast<std::uint32_t>(kept_.size()));
    keep(run_[from + i].span);
  }
}

}  // namespace trace_cost::model
