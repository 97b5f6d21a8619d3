// How long calls between two services usually take on their way: what a severed call is measured
// by.
//
//   call    |-- delay --|--------- entry ---------|-- answer --|
//
// Learnt from the joined calls of the edge, by quantiles: moments diverge under bursts.
#pragma once

#include <optional>
#include <vector>

#include "propagation/clocks.h"
#include "propagation/entries.h"

namespace trace_cost::propagation {

// A length that is mostly `middle`, give or take `spread`. Seconds.
struct Usual {
  double middle = 0;
  double spread = 0;

  // Per second; a share of the weight is spread over `room` evenly, for what is unusual.
  [[nodiscard]] double density(double length, double room) const;
};

// Median and half the distance between the quantiles .16 and .84. Empty below eight lengths.
std::optional<Usual> usual_of(std::vector<double> lengths);

struct UsualDelay {
  Usual delay;
  Usual answer;
};

// Of each pair of services in `edges` that has enough joined calls; clocks compared as far as they
// are known.
using ServicePair = std::pair<model::StringId, model::StringId>;  // caller, callee
std::map<ServicePair, UsualDelay> learn_delays(const model::Forest& forest,
                                               const std::vector<model::Hop>& hops,
                                               const Clocks& clocks,
                                               const std::vector<ServicePair>& edges);

}  // namespace trace_cost::propagation
