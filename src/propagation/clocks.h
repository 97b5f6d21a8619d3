// How far the clocks of two hosts differ, as far as calls between them prove it.
//
//   caller's clock   |------------ c ------------|
//   callee's clock          |------ s ------|
//
// A request cannot arrive before it was sent, so the callee's clock is ahead by at most
// s.start - c.start. Where the caller waited for the answer, it is ahead by at least s.end - c.end.
// The true offset lies in what most calls allow (Marzullo): a bound, not an estimate, since the
// offset of two clocks is one number however many calls there are. Nothing is moved by it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "model/hop.h"
#include "propagation/call_peer.h"

namespace trace_cost::propagation {

using ClockIndex = base::Index<struct ClockTag>;

// By how much the second clock is ahead of the first. Neither end need be bounded.
struct ClockOffset {
  static constexpr model::Nanos kUnbounded{std::int64_t{1} << 62U};

  model::Nanos least = -kUnbounded;
  model::Nanos most = kUnbounded;
  std::uint64_t agreeing = 0;  // calls that allow the interval,
  std::uint64_t calls = 0;     // of so many

  [[nodiscard]] bool is_bounded() const { return least > -kUnbounded && most < kUnbounded; }
  [[nodiscard]] model::Nanos middle() const { return least + (most - least) / 2; }
  [[nodiscard]] model::Nanos error() const { return (most - least) / 2; }
  // Zero is not in it: the clocks do differ.
  [[nodiscard]] bool is_off() const { return least > model::Nanos{0} || most < model::Nanos{0}; }
};

// A clock is that of the host a resource names (host.id, k8s.node.name, host.name), else that of
// the process: its service.instance.id, else the resource itself.
class Clocks {
 public:
  struct Pair {
    ClockIndex first;
    ClockIndex second;
    ClockOffset offset;
  };

  Clocks(const model::Forest& forest, const std::vector<model::Hop>& hops, const PeerKeys& keys);

  // Empty where no call was made between the two. Zero for one clock.
  [[nodiscard]] std::optional<ClockOffset> ahead(model::ResourceIndex caller,
                                                 model::ResourceIndex callee) const;
  // By the names of the clocks, the lesser name first.
  [[nodiscard]] const std::vector<Pair>& pairs() const { return pairs_; }
  // "host web-1", or "database-0" for a process.
  [[nodiscard]] const std::string& name(ClockIndex clock) const { return names_[clock.number()]; }
  [[nodiscard]] ClockIndex clock(model::ResourceIndex resource) const {
    return of_resource_[resource.number()];
  }

 private:
  void name_clocks(const model::Capture& capture, const PeerKeys& keys);
  void bound(const model::Forest& forest, const std::vector<model::Hop>& hops,
             const PeerKeys& keys);
  void agree(const model::Forest& forest, const std::vector<model::Hop>& hops,
             const PeerKeys& keys);

  std::vector<std::string> names_;
  std::vector<ClockIndex> of_resource_;  // by resource
  std::vector<Pair> pairs_;
  std::map<std::pair<ClockIndex, ClockIndex>, std::size_t> place_;  // in pairs_
};

}  // namespace trace_cost::propagation
