// Who dropped the baton: what separates the broken calls of an edge from the good ones, and what to
// do about it.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "propagation/edges.h"

namespace trace_cost::propagation {

// A call and what it went on as.
struct BrokenCall {
  model::SpanIndex call;
  model::SpanIndex entry;
};

struct Blame {
  std::vector<std::string> evidence;  // "seen: …", "likely: …", "confirm: …"
  std::string advice;
};

// What joined calls show, of all edges: whether a caller sends the context to anybody, whether a
// callee goes on with anybody's.
class GoodCalls {
 public:
  // A service with so many joined calls.
  struct Busiest {
    model::StringId service;
    std::uint64_t calls = 0;
  };

  GoodCalls(const model::Capture& capture, const std::vector<model::Hop>& hops,
            const std::vector<ServicePair>& broken);

  [[nodiscard]] Blame blame(const ServicePair& edge, const std::vector<BrokenCall>& broken) const;

 private:
  // What the two ends of a call are like: instance and operation of each.
  static constexpr std::size_t kTraits = 4;
  using Traits = std::array<model::StringId, kTraits>;
  struct Joined {
    std::uint64_t calls = 0;
    std::array<std::set<model::StringId>, kTraits> seen;
  };

  // The two sides of an edge, and where else the context is passed on.
  struct Sides {
    std::string caller;
    std::string callee;
    Busiest sends;  // whom the caller joins most
    Busiest reads;  // who is joined to the callee most
  };
  struct Cause {
    std::string likely;
    std::string advice;
  };

  [[nodiscard]] std::string seen(const Sides& sides, std::uint64_t joined) const;
  static Cause cause_among_joined(const Sides& sides, const std::string& trait);
  static Cause cause_without_joined(const Sides& sides);
  [[nodiscard]] Traits traits_of(model::SpanIndex call, model::SpanIndex entry) const;
  [[nodiscard]] std::string shared_trait(const Joined& joined,
                                         const std::vector<BrokenCall>& broken) const;
  [[nodiscard]] std::string named(model::StringId service) const;

  const model::Capture& capture_;
  std::map<ServicePair, Joined> joined_;  // the broken edges alone
  std::map<model::StringId, std::map<model::StringId, std::uint64_t>> to_;    // caller: by callee
  std::map<model::StringId, std::map<model::StringId, std::uint64_t>> from_;  // callee: by caller
};

}  // namespace trace_cost::propagation
