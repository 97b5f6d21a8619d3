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

// The entries of each service, by start.
class Entries {
 public:
  Entries(const model::Forest& forest, const PeerKeys& keys, Look look)
      : capture_(forest.capture()), keys_(keys), look_(look) {
    const model::Top wanted = look == Look::InOtherTraces ? model::Top::Root : model::Top::Orphan;
    for (std::uint32_t i = 0; i < capture_.spans().size(); ++i) {
      const Span& span = capture_.spans()[i];
      if (span.kind != model::SpanKind::Server || forest.top(SpanIndex(i)) != wanted) continue;
      if (is_placed(span)) of_service_[capture_.service_id(span)].emplace_back(i);
    }
    for (auto& [service, entries] : of_service_) {
      std::sort(entries.begin(), entries.end(), [this](SpanIndex a, SpanIndex b) {
        const auto order = capture_.span(a).start <=> capture_.span(b).start;
        return order != 0 ? order < 0 : a < b;
      });
    }
  }

  // The entries that fit the call; looks at no more than kLooks, so that no capture makes it quadratic.
  [[nodiscard]] std::vector<SpanIndex> candidates(const DanglingCall& call) const {
    constexpr std::size_t kLooks = 256;
    const auto service = of_service_.find(call.callee);
    const Span& caller = capture_.span(call.span);
    if (!call.callee || service == of_service_.end() || !is_placed(caller)) return {};
    const std::vector<SpanIndex>& entries = service->second;
    const Operation wanted = operation_of(capture_, caller, keys_);
    auto at = std::lower_bound(entries.begin(), entries.end(), caller.start - kRounding,
                               [this](SpanIndex entry, model::Instant from) {
                                 return capture_.span(entry).start < from;
                               });
    std::vector<SpanIndex> found;
    for (std::size_t looks = 0; at != entries.end() && looks < kLooks; ++at, ++looks) {
      const Span& entry = capture_.span(*at);
      if (entry.start > caller.end) break;
      const bool same_trace = entry.trace == caller.trace;
      if (same_trace != (look_ == Look::InTheSameTrace) || !covers(caller, entry)) continue;
      if (may_be_same_operation(wanted, operation_of(capture_, entry, keys_))) found.push_back(*at);
    }
    return found;
  }

  [[nodiscard]] std::size_t count(StringId service) const {
    const auto found = of_service_.find(service);
    return found == of_service_.end() ? 0 : found->second.size();
  }

 private:
  const model::Capture& capture_;
  const PeerKeys& keys_;
  Look look_;
  std::map<StringId, std::vector<SpanIndex>> of_service_;  // only ever looked up, so its order is free
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

std::uint32_t confidence(const Span& call, const Span& entry, std::size_t entries,
                         model::Nanos length) {
  constexpr std::size_t kEnough = 5;
  const model::Nanos room = std::max(model::Nanos{0}, call.duration() - entry.duration());
  const double expected = static_cast<double>(entries) * static_cast<double>(room.count()) /
                          static_cast<double>(length.count());
  const double percent = std::floor(100.0 * std::exp(-expected));
  return std::min<std::uint32_t>(entries < kEnough ? 90 : 99, static_cast<std::uint32_t>(percent));
}

std::vector<MatchedCall> match(const model::Forest& forest, const std::vector<DanglingCall>& calls,
                               const PeerKeys& keys, Look look) {
  const model::Capture& capture = forest.capture();
  const Entries entries(forest, keys, look);
  std::vector<std::pair<const DanglingCall*, SpanIndex>> only_choices;
  std::unordered_map<SpanIndex, std::size_t> chosen_by;
  for (const DanglingCall& call : calls) {
    if (call.never_arrived) continue;
    const std::vector<SpanIndex> candidates = entries.candidates(call);
    for (const SpanIndex entry : candidates) ++chosen_by[entry];
    if (candidates.size() == 1) only_choices.emplace_back(&call, candidates.front());
  }
  const model::Nanos length = capture_length(capture);
  std::vector<MatchedCall> matched;
  for (const auto& [call, entry] : only_choices) {
    if (chosen_by[entry] != 1) continue;
    matched.push_back({call->span, entry,
                       confidence(capture.span(call->span), capture.span(entry),
                                  entries.count(call->callee), length)});
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
