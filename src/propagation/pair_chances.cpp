#include "propagation/pair_chances.h"

#include <algorithm>
#include <cmath>

namespace trace_cost::propagation {

namespace {

// What is left of a sum without one of its parts; rounding must not make it negative.
double without(double sum, double part) { return std::max(0.0, sum - part); }

}  // namespace

std::vector<double> pair_chances(const std::vector<PossiblePair>& pairs, std::size_t calls,
                                 std::size_t roots) {
  constexpr int kRounds = 60;
  constexpr double kSettled = 1e-4;
  std::vector<double> to_call(pairs.size(), 1.0);  // the chance that the root is free for this call
  std::vector<double> to_root(pairs.size(), 1.0);
  std::vector<double> chances(pairs.size(), 0.0);
  for (int round = 0; round < kRounds; ++round) {
    std::vector<double> of_call(calls, 0.0);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      of_call[pairs[i].call] += pairs[i].odds * to_call[i];
    }
    std::vector<double> of_root(roots, 0.0);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const double rivals = without(of_call[pairs[i].call], pairs[i].odds * to_call[i]);
      to_root[i] = 1 / (1 + rivals);
      of_root[pairs[i].root] += pairs[i].odds * to_root[i];
    }
    double change = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const double rivals = without(of_root[pairs[i].root], pairs[i].odds * to_root[i]);
      to_call[i] = 1 / (1 + rivals);
      const double weight = pairs[i].odds * to_call[i] * to_root[i];
      const double chance = weight / (1 + weight);
      change = std::max(change, std::abs(chance - chances[i]));
      chances[i] = chance;
    }
    if (change < kSettled) break;
  }
  return chances;
}

}  // namespace trace_cost::propagation
