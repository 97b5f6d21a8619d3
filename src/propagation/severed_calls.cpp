#include "propagation/severed_calls.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>
#include <utility>

namespace trace_cost::propagation {

namespace {

using model::Span;
using model::SpanIndex;
using model::StringId;

// Start and end are rounded to the microsecond in console dumps, each for itself.
constexpr model::Nanos kRounding{2'000};

bool covers(const Span& call, const Span& entry) {
  return entry.start + kRounding >= call.start && entry.end <= call.end + kRounding;
}

bool is_placed(const Span& span) { return span.has_times() && span.duration() >= model::Nanos{0}; }

enum class Look { InOtherTraces, InTheSameTrace };

// All entries of one service.
struct ServiceEntries {
  std::vector<SpanIndex> by_start;
  // Lengths from short to long, and their sums: sums[i] is that of the first i.
  std::vector<double> lengths;
  std::vector<double> sums;

  // The sum over all entries of the room that each would have inside a call of this length.
  [[nodiscard]] double room_in(double call_length) const {
    const auto longer = std::lower_bound(lengths.begin(), lengths.end(), call_length);
    const auto shorter = static_cast<std::size_t>(longer - lengths.begin());
    return static_cast<double>(shorter) * call_length - sums[shorter];
  }
};

double length_of(const Span& span) { return static_cast<double>(span.duration().count()); }

// The entries of each service, by start.
class Entries {
 public:
  Entries(const model::Forest& forest, const PeerKeys& keys, Look look)
      : capture_(forest.capture()), keys_(keys), look_(look) {
    const model::Top wanted = look == Look::InOtherTraces ? model::Top::Root : model::Top::Orphan;
    for (std::uint32_t i = 0; i < capture_.spans().size(); ++i) {
      const Span& span = capture_.spans()[i];
      if (span.kind != model::SpanKind::Server || forest.top(SpanIndex(i)) != wanted) continue;
      if (!is_placed(span)) continue;
      of_service_[capture_.service_id(span)].by_start.emplace_back(i);
      operations_.emplace(i, operation_of(capture_, span, keys));
    }
    for (auto& [service, entries] : of_service_) arrange(entries);
  }

  // The entries that fit the call. None when more than kLooks lie inside it: such a crowd proves
  // nothing, and no capture makes the search quadratic.
  [[nodiscard]] std::vector<SpanIndex> candidates(const DanglingCall& call) const {
    constexpr std::size_t kLooks = 256;
    const auto service = of_service_.find(call.callee);
    const Span& caller = capture_.span(call.span);
    if (!call.callee || service == of_service_.end() || !is_placed(caller)) return {};
    const std::vector<SpanIndex>& entries = service->second.by_start;
    const Operation wanted = operation_of(capture_, caller, keys_);
    auto at = std::lower_bound(
        entries.begin(), entries.end(), caller.start - kRounding,
        [this](SpanIndex entry, model::Instant from) { return capture_.span(entry).start < from; });
    std::vector<SpanIndex> found;
    for (std::size_t looks = 0; at != entries.end(); ++at, ++looks) {
      const Span& entry = capture_.span(*at);
      if (entry.start > caller.end) break;
      if (looks == kLooks) return {};
      const bool same_trace = entry.trace == caller.trace;
      if (same_trace != (look_ == Look::InTheSameTrace) || !covers(caller, entry)) continue;
      if (may_be_same_operation(wanted, operations_.at(*at))) found.push_back(*at);
    }
    return found;
  }

  [[nodiscard]] std::size_t count(StringId service) const {
    const auto found = of_service_.find(service);
    return found == of_service_.end() ? 0 : found->second.by_start.size();
  }

  // How many entries would lie inside the call if each lay anywhere in `period`.
  [[nodiscard]] double expected_by_chance(const DanglingCall& call, model::Nanos period) const {
    const auto found = of_service_.find(call.callee);
    if (!call.callee || found == of_service_.end() || !is_placed(capture_.span(call.span)))
      return 0;
    return found->second.room_in(length_of(capture_.span(call.span))) /
           static_cast<double>(period.count());
  }

 private:
  void arrange(ServiceEntries& entries) const {
    std::sort(entries.by_start.begin(), entries.by_start.end(), [this](SpanIndex a, SpanIndex b) {
      const auto order = capture_.span(a).start <=> capture_.span(b).start;
      return order != 0 ? order < 0 : a < b;
    });
    for (const SpanIndex entry : entries.by_start) {
      entries.lengths.push_back(length_of(capture_.span(entry)));
    }
    std::sort(entries.lengths.begin(), entries.lengths.end());
    entries.sums.assign(1, 0.0);
    for (const double length : entries.lengths) {
      entries.sums.push_back(entries.sums.back() + length);
    }
  }

  const model::Capture& capture_;
  const PeerKeys& keys_;
  Look look_;
  std::unordered_map<SpanIndex, Operation> operations_;  // of every entry
  std::map<StringId, ServiceEntries> of_service_;  // only ever looked up, so its order is free
};

model::Nanos capture_length(const model::Capture& capture) {
  model::Instant first = model::kLatest;
  model::Instant last{model::Nanos{0}};
  for (const Span& span : capture.spans()) {
    if (!is_placed(span)) continue;
    first = std::min(first, span.start);
    last = std::max(last, span.end);
  }
  return std::max(model::Nanos{1}, last - first);
}

std::uint32_t percent(double chance) {
  return static_cast<std::uint32_t>(std::floor(100.0 * std::clamp(chance, 0.0, 1.0)));
}

std::uint32_t confidence_in_pair(const Span& call, const Span& entry, std::size_t entries,
                                 model::Nanos period) {
  constexpr std::size_t kEnough = 5;
  const double room = std::max(0.0, length_of(call) - length_of(entry));
  const double expected = static_cast<double>(entries) * room / static_cast<double>(period.count());
  return std::min<std::uint32_t>(entries < kEnough ? 90 : 99, percent(std::exp(-expected)));
}

// The chance of fewer than `count` events where `expected` come by chance (Poisson).
double chance_of_fewer(std::size_t count, double expected) {
  double term = std::exp(-expected);
  double sum = 0.0;
  for (std::size_t i = 0; i < count && sum < 1.0; ++i) {
    sum += term;
    term *= expected / static_cast<double>(i + 1);
  }
  return sum;
}

// Matches that chance alone would bring about in more than every fourth capture are no news.
constexpr double kBeyondChance = 0.75;

struct Tally {
  std::size_t matches = 0;
  double expected = 0.0;  // by chance, from all calls that could have matched
};

std::vector<MatchedCall> match(const model::Forest& forest, const std::vector<DanglingCall>& calls,
                               const PeerKeys& keys, Look look) {
  const model::Capture& capture = forest.capture();
  const Entries entries(forest, keys, look);
  const model::Nanos period = capture_length(capture);
  std::vector<std::pair<const DanglingCall*, SpanIndex>> only_choices;
  std::unordered_map<SpanIndex, std::size_t> chosen_by;
  std::unordered_map<StringId, Tally> tallies;  // by callee
  for (const DanglingCall& call : calls) {
    const bool is_request = capture.span(call.span).kind == model::SpanKind::Client;
    if (call.never_arrived || !is_request) continue;
    tallies[call.callee].expected += entries.expected_by_chance(call, period);
    const std::vector<SpanIndex> candidates = entries.candidates(call);
    for (const SpanIndex entry : candidates) ++chosen_by[entry];
    if (candidates.size() == 1) only_choices.emplace_back(&call, candidates.front());
  }
  std::erase_if(only_choices, [&](const auto& pair) { return chosen_by[pair.second] != 1; });
  for (const auto& [call, entry] : only_choices) ++tallies[call->callee].matches;
  std::vector<MatchedCall> matched;
  for (const auto& [call, entry] : only_choices) {
    std::uint32_t confidence = confidence_in_pair(capture.span(call->span), capture.span(entry),
                                                  entries.count(call->callee), period);
    if (look == Look::InOtherTraces) {
      const Tally& tally = tallies[call->callee];
      const double chance = chance_of_fewer(tally.matches, tally.expected);
      if (chance < kBeyondChance) confidence = std::min(confidence, percent(chance));
    }
    matched.push_back({call->span, entry, confidence});
  }
  return matched;
}

}  // namespace

std::vector<MatchedCall> match_severed_calls(const model::Forest& forest,
                                             const std::vector<DanglingCall>& calls,
                                             const PeerKeys& keys) {
  return match(forest, calls, keys, Look::InOtherTraces);
}

std::vector<MatchedCall> match_rewritten_parents(const model::Forest& forest,
                                                 const std::vector<DanglingCall>& calls,
                                                 const PeerKeys& keys) {
  return match(forest, calls, keys, Look::InTheSameTrace);
}

}  // namespace trace_cost::propagation
