// How likely each of many possible pairs is a pair, when every call has at most one root and every
// root at most one call.
//
//   calls   c1   c2           c1 alone fits r1 as well as c2 does; but c2 fits nothing else, so
//           |  \/ |           both lose, and the more the better r2 fits c1
//           |  /\ |
//   roots   r2   r1
//
// The odds of a pair count against those of "no pair" on either side. What comes out are the
// marginals of that distribution over all sets of pairs, by belief propagation: exact where the
// pairs form no circle, close to it elsewhere, and always with one answer.
// Source: Huang and Jebara, "Approximating the permanent with belief propagation" (2009).
#pragma once

#include <cstdint>
#include <vector>

namespace trace_cost::propagation {

struct PossiblePair {
  std::uint32_t call = 0;
  std::uint32_t root = 0;
  double odds = 0;  // 0 or above: of this pair alone, against none
};

// For each pair, in [0, 1]. Calls and roots are numbered from 0 and below the counts.
std::vector<double> pair_chances(const std::vector<PossiblePair>& pairs, std::size_t calls,
                                 std::size_t roots);

}  // namespace trace_cost::propagation
