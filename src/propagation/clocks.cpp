#include "propagation/clocks.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

namespace trace_cost::propagation {

namespace {

using model::Nanos;
using model::Span;

// Each end is rounded to the microsecond in console dumps, for itself.
constexpr Nanos kRounding{2'000};

struct Bounds {
  Nanos least = -ClockOffset::kUnbounded;
  Nanos most = ClockOffset::kUnbounded;
};

// What one call says about how far the callee's clock is ahead.
Bounds bounds_of(const model::Capture& capture, const Span& call, const Span& entry,
                 const PeerKeys& keys) {
  Bounds bounds;
  bounds.most = entry.start - call.start + kRounding;
  const bool gave_up =
      call.status == model::StatusCode::Error && capture.find(call, keys.status) == nullptr;
  const bool waited = call.kind == model::SpanKind::Client && !gave_up &&
                      call.duration() >= entry.duration() && entry.duration() >= Nanos{0};
  if (waited) bounds.least = entry.end - call.end - kRounding;
  return bounds;
}

struct Told {
  ClockIndex first;
  ClockIndex second;
  Bounds bounds;
};

// Empty where the hop says nothing about two clocks.
std::optional<Told> told_by(const model::Capture& capture, const model::Hop& hop,
                            const Clocks& clocks, const PeerKeys& keys) {
  if (!hop.client) return std::nullopt;
  const Span call = capture.span(hop.client);
  const Span entry = capture.span(hop.server);
  if (!call.has_times() || !entry.has_times()) return std::nullopt;
  Told told{clocks.clock(call.resource), clocks.clock(entry.resource), {}};
  if (told.first == told.second) return std::nullopt;
  told.bounds = bounds_of(capture, call, entry, keys);
  if (clocks.name(told.second) < clocks.name(told.first)) {
    std::swap(told.first, told.second);
    told.bounds = {-told.bounds.most, -told.bounds.least};
  }
  return told;
}

// The interval that most of these allow: the ends of all, swept from the least.
void settle(std::vector<Bounds>& bounds, ClockOffset& offset) {
  std::vector<std::pair<Nanos, int>> ends;  // +1 opens before -1 closes at the same place
  for (const Bounds& each : bounds) {
    ends.emplace_back(each.least, -1);
    ends.emplace_back(each.most, 1);
  }
  std::sort(ends.begin(), ends.end());
  std::uint64_t open = 0;
  offset.agreeing = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (ends[i].second > 0) {
      --open;
      continue;
    }
    if (++open <= offset.agreeing) continue;
    offset.agreeing = open;
    offset.least = ends[i].first;
    offset.most = ends[i + 1].first;  // the last end closes, so there is a next
  }
}

}  // namespace

Clocks::Clocks(const model::Forest& forest, const std::vector<model::Hop>& hops,
               const PeerKeys& keys) {
  name_clocks(forest.capture(), keys);
  bound(forest, hops, keys);
  agree(forest, hops, keys);
}

void Clocks::name_clocks(const model::Capture& capture, const PeerKeys& keys) {
  std::map<std::string, ClockIndex> known;
  for (const Span& span : capture.spans()) {
    const std::uint32_t number = span.resource.number();
    if (number >= of_resource_.size()) of_resource_.resize(number + std::size_t{1});
    if (of_resource_[number]) continue;
    std::string name;
    for (const model::AttributeKey key : keys.clock) {
      const auto* host = model::find(capture.attributes(span.resource), key);
      model::NumberBuffer buffer;
      if (host == nullptr || capture.is_empty(host->text())) continue;
      name = "host " + std::string(capture.text(host->text(), buffer));
      break;
    }
    if (name.empty()) name = capture.text(capture.resource(span.resource).instance);
    if (name.empty()) name = capture.service(span);
    const auto [entry, is_new] = known.emplace(name, names_.size());
    if (is_new) names_.push_back(name);
    of_resource_[number] = entry->second;
  }
}

// First the interval that all calls of a pair allow, which is mostly all there is to it.
void Clocks::bound(const model::Forest& forest, const std::vector<model::Hop>& hops,
                   const PeerKeys& keys) {
  for (const model::Hop& hop : hops) {
    const auto told = told_by(forest.capture(), hop, *this, keys);
    if (!told) continue;
    const auto [entry, is_new] = place_.try_emplace({told->first, told->second}, pairs_.size());
    if (is_new) pairs_.push_back({told->first, told->second, {}});
    ClockOffset& offset = pairs_[entry->second].offset;
    ++offset.calls;
    offset.least = std::max(offset.least, told->bounds.least);
    offset.most = std::min(offset.most, told->bounds.most);
  }
}

// Where no offset suits all calls, the one that suits most.
void Clocks::agree(const model::Forest& forest, const std::vector<model::Hop>& hops,
                   const PeerKeys& keys) {
  std::map<std::size_t, std::vector<Bounds>> divided;
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    ClockOffset& offset = pairs_[i].offset;
    offset.agreeing = offset.calls;
    if (offset.least > offset.most) divided[i];
  }
  if (!divided.empty()) {
    for (const model::Hop& hop : hops) {
      const auto told = told_by(forest.capture(), hop, *this, keys);
      if (!told) continue;
      const auto found = divided.find(place_.at({told->first, told->second}));
      if (found != divided.end()) found->second.push_back(told->bounds);
    }
  }
  for (auto& [place, bounds] : divided) settle(bounds, pairs_[place].offset);
  std::sort(pairs_.begin(), pairs_.end(), [this](const Pair& a, const Pair& b) {
    return std::tie(name(a.first), name(a.second)) < std::tie(name(b.first), name(b.second));
  });
  for (std::size_t i = 0; i < pairs_.size(); ++i) place_[{pairs_[i].first, pairs_[i].second}] = i;
}

std::optional<ClockOffset> Clocks::ahead(model::ResourceIndex caller,
                                         model::ResourceIndex callee) const {
  const ClockIndex from = clock(caller);
  const ClockIndex to = clock(callee);
  if (from == to) return ClockOffset{-kRounding, kRounding, 0, 0};
  const bool turned = name(to) < name(from);
  const auto found = place_.find(turned ? std::pair(to, from) : std::pair(from, to));
  if (found == place_.end()) return std::nullopt;
  ClockOffset offset = pairs_[found->second].offset;
  if (turned) offset = {-offset.most, -offset.least, offset.agreeing, offset.calls};
  return offset;
}

}  // namespace trace_cost::propagation
