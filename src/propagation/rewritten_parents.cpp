#include "propagation/rewritten_parents.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace trace_cost::propagation {

namespace {

using model::Span;
using model::SpanIndex;

constexpr model::Nanos kRounding{2'000};
// The trace id alone leaves little doubt.
constexpr std::uint32_t kOnly = 97;
constexpr std::uint32_t kOneOfSeveral = 80;

using Place = std::pair<model::TraceIndex, model::StringId>;  // callee

struct Group {
  std::vector<SpanIndex> calls;
  std::vector<SpanIndex> orphans;
};

// Calls by their end, of those that have begun.
using Open = std::set<std::pair<model::Instant, SpanIndex>>;

class GroupMatch {
 public:
  GroupMatch(const model::Capture& capture, const PeerKeys& keys)
      : capture_(capture), keys_(keys) {}

  // Each orphan goes to the call that ends first of those that cover it.
  void match(Group& group, std::vector<MatchedCall>& matched) const {
    const auto earlier = [this](SpanIndex a, SpanIndex b) {
      return std::tuple(capture_.span(a).start, a) < std::tuple(capture_.span(b).start, b);
    };
    std::sort(group.calls.begin(), group.calls.end(), earlier);
    std::sort(group.orphans.begin(), group.orphans.end(), earlier);
    Open open;
    auto next = group.calls.begin();
    for (const SpanIndex orphan : group.orphans) {
      const Span entry = capture_.span(orphan);
      for (; next != group.calls.end(); ++next) {
        const Span call = capture_.span(*next);
        if (call.start > entry.start + kRounding) break;
        open.emplace(call.end, *next);
      }
      const auto found = first_that_fits(open, entry);
      if (found == open.end()) continue;
      matched.push_back({found->second, orphan, open.size() == 1 ? kOnly : kOneOfSeveral});
      open.erase(found);
    }
  }

 private:
  [[nodiscard]] Open::const_iterator first_that_fits(const Open& open, const Span& entry) const {
    constexpr int kLooks = 64;  // calls of one trace to one service that are open at once
    const Operation operation = operation_of(capture_, entry, keys_);
    auto at = open.lower_bound({entry.end - kRounding, SpanIndex(0)});
    for (int looks = 0; at != open.end() && looks < kLooks; ++at, ++looks) {
      const Operation wanted = operation_of(capture_, capture_.span(at->second), keys_);
      if (may_be_same_operation(wanted, operation)) return at;
    }
    return open.end();
  }

  const model::Capture& capture_;
  const PeerKeys& keys_;
};

bool is_placed(const Span& span) { return span.has_times() && span.duration() >= model::Nanos{0}; }

}  // namespace

std::vector<MatchedCall> match_rewritten_parents(const model::Forest& forest,
                                                 const std::vector<DanglingCall>& calls,
                                                 const PeerKeys& keys) {
  const model::Capture& capture = forest.capture();
  std::map<Place, Group> groups;
  for (const DanglingCall& call : calls) {
    const Span span = capture.span(call.span);
    if (!call.callee || call.never_arrived || span.kind != model::SpanKind::Client) continue;
    if (is_placed(span)) {
      groups[{capture.trace_of(call.span), call.callee}].calls.push_back(call.span);
    }
  }
  if (groups.empty()) return {};
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    if (forest.top(SpanIndex(i)) != model::Top::Orphan) continue;
    const Span span = capture.span(SpanIndex(i));
    if (span.kind != model::SpanKind::Server || !is_placed(span)) continue;
    const auto group = groups.find({capture.trace_of(SpanIndex(i)), capture.service_id(span)});
    if (group != groups.end()) group->second.orphans.emplace_back(i);
  }
  std::vector<MatchedCall> matched;
  const GroupMatch match(capture, keys);
  for (auto& [place, group] : groups) match.match(group, matched);
  std::sort(matched.begin(), matched.end(),
            [](const MatchedCall& a, const MatchedCall& b) { return a.call < b.call; });
  return matched;
}

}  // namespace trace_cost::propagation
