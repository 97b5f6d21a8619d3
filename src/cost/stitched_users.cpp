#include "cost/stitched_users.h"

#include <algorithm>

namespace trace_cost::cost {

namespace {

// Follows calls from trace to trace until one is found whose user is known.
class Chains {
 public:
  Chains(const model::Ancestry& ancestry, const model::KeyRanking& users,
         std::span<const model::Stitch> stitches)
      : ancestry_(ancestry), attribution_(ancestry, users) {
    for (const model::Stitch& stitch : stitches) {
      calls_.try_emplace(stitch.entry.number(), stitch.call);
    }
  }

  // Every entry is followed once: what was found at the end of a chain holds for all of it.
  model::Text user_of(model::SpanIndex entry) {
    std::vector<std::uint32_t> path;
    model::Text user;
    while (entry) {
      const auto [known, is_new] = users_.try_emplace(entry.number());
      if (!is_new) {
        user = known->second;
        break;
      }
      path.push_back(entry.number());
      const auto found = calls_.find(entry.number());
      if (found == calls_.end()) break;
      user = owner_of(found->second);
      if (user) break;
      entry = top_of(found->second);
    }
    for (const std::uint32_t at : path) users_[at] = user;
    return user;
  }

 private:
  // Calls come by trace, so that the owners of one trace serve all of its calls.
  model::Text owner_of(model::SpanIndex call) {
    const model::TraceIndex index = ancestry_.trace_of(call);
    const model::Trace& trace = ancestry_.traces()[index.number()];
    if (index != asked_) owners_ = attribution_.of(trace);
    asked_ = index;
    return owners_[call.number() - trace.first].value;
  }

  // No span when the call lies deeper than requests do.
  [[nodiscard]] model::SpanIndex top_of(model::SpanIndex span) const {
    constexpr int kDeepest = 4096;
    for (int depth = 0; depth < kDeepest; ++depth) {
      const model::SpanIndex parent = ancestry_.parent(span);
      if (!parent) return span;
      span = parent;
    }
    return {};
  }

  const model::Ancestry& ancestry_;
  Attribution attribution_;
  model::TraceIndex asked_;
  std::span<const Owner> owners_;                              // of asked_
  std::unordered_map<std::uint32_t, model::SpanIndex> calls_;  // by entry
  std::unordered_map<std::uint32_t, model::Text> users_;       // by entry
};

}  // namespace

StitchedUsers::StitchedUsers(const model::Ancestry& ancestry, const model::KeyRanking& users,
                             std::span<const model::Stitch> stitches) {
  Chains chains(ancestry, users, stitches);
  for (const model::Stitch& stitch : stitches) {
    const model::Text user = chains.user_of(stitch.entry);
    if (!user) continue;
    users_.emplace(stitch.entry.number(), user);
    traces_.push_back(ancestry.trace_of(stitch.entry));
  }
  std::sort(traces_.begin(), traces_.end());
  traces_.erase(std::unique(traces_.begin(), traces_.end()), traces_.end());
}

model::Text StitchedUsers::user_of(model::SpanIndex entry) const {
  const auto found = users_.find(entry.number());
  return found == users_.end() ? model::Text{} : found->second;
}

}  // namespace trace_cost::cost
