#include "model/span_lookup.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace trace_cost::model {

namespace {

// Tells most of the ids that are not in a set, by one bit for each of several hash values.
class Sieve {
 public:
  explicit Sieve(const std::vector<SpanId>& ids)
      : bits_(std::bit_ceil(ids.size() * 16 + 64)),
        shift_(64 - static_cast<unsigned>(std::countr_zero(bits_.size()))) {
    for (const SpanId& id : ids) bits_[place_of(id)] = true;
  }
  [[nodiscard]] bool lets_through(const SpanId& id) const { return bits_[place_of(id)]; }

 private:
  [[nodiscard]] std::size_t place_of(const SpanId& id) const {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &id, sizeof bits);
    return static_cast<std::size_t>(bits * 0x9e3779b97f4a7c15U >> shift_);
  }
  std::vector<bool> bits_;
  unsigned shift_;
};

}  // namespace

SpanLookup::SpanLookup(const Capture& capture, std::vector<SpanId> wanted) : capture_(capture) {
  std::sort(wanted.begin(), wanted.end());
  const Sieve sieve(wanted);
  const SpanStore& store = capture.store();
  for (std::uint32_t i = 0; i < store.size(); ++i) {
    const SpanId& id = store.packed(SpanIndex(i)).id;
    if (!sieve.lets_through(id) || !id.is_valid()) continue;
    if (std::binary_search(wanted.begin(), wanted.end(), id)) found_.emplace_back(i);
  }
  std::stable_sort(found_.begin(), found_.end(), [&](SpanIndex a, SpanIndex b) {
    return store.packed(a).id < store.packed(b).id;
  });
}

std::span<const SpanIndex> SpanLookup::with_id(const SpanId& id) const {
  const SpanStore& store = capture_.store();
  const auto first = std::lower_bound(
      found_.begin(), found_.end(), id,
      [&](SpanIndex span, const SpanId& sought) { return store.packed(span).id < sought; });
  const auto last = std::upper_bound(
      first, found_.end(), id,
      [&](const SpanId& sought, SpanIndex span) { return sought < store.packed(span).id; });
  return {first, last};
}

}  // namespace trace_cost::model
