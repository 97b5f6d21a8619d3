#include "latency/mann_whitney.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>
#include <vector>

namespace trace_cost::latency {

namespace {

struct Ranks {
  std::vector<std::uint64_t> ties;  // how many values are equal, group by group, smallest first
  std::uint64_t doubled_sum = 0;    // of the midranks of the left side, twice
  bool has_ties = false;
};

Ranks rank(std::span<const std::int64_t> left, std::span<const std::int64_t> right) {
  std::vector<std::pair<std::int64_t, bool>> all;  // value, is left
  all.reserve(left.size() + right.size());
  for (const std::int64_t value : left) all.emplace_back(value, true);
  for (const std::int64_t value : right) all.emplace_back(value, false);
  std::sort(all.begin(), all.end());
  Ranks ranks;
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i;
    std::uint64_t of_left = 0;
    for (; end < all.size() && all[end].first == all[i].first; ++end) {
      of_left += all[end].second ? 1 : 0;
    }
    ranks.doubled_sum += of_left * (i + 1 + end);  // twice the mean of the ranks i + 1 … end
    ranks.ties.push_back(end - i);
    ranks.has_ties |= end - i > 1;
    i = end;
  }
  return ranks;
}

// In how many ways U can be each of 0 … n1 * n2: the coefficients of the Gaussian binomial.
std::vector<double> ways_without_ties(std::size_t n1, std::size_t n2) {
  const std::size_t most = n1 * n2;
  std::vector<double> ways(most + 1, 0.0);
  ways[0] = 1;
  for (std::size_t i = 1; i <= n1; ++i) {
    for (std::size_t u = most + 1; u-- > n2 + i;) ways[u] -= ways[u - n2 - i];
    for (std::size_t u = i; u <= most; ++u) ways[u] += ways[u - i];
  }
  return ways;
}

// In how many ways n1 of all values can have each doubled sum of midranks.
std::vector<double> ways_with_ties(const Ranks& ranks, std::size_t n1) {
  std::size_t most = 0;
  std::size_t before = 0;
  for (const std::uint64_t ties : ranks.ties) {
    most += ties * (2 * before + ties + 1);
    before += ties;
  }
  std::vector<std::vector<double>> ways(n1 + 1, std::vector<double>(most + 1, 0.0));
  ways[0][0] = 1;
  before = 0;
  for (const std::uint64_t ties : ranks.ties) {
    const std::size_t doubled = 2 * before + ties + 1;
    for (std::size_t k = n1; k > 0; --k) {  // downwards, so that a group is taken from once
      double choices = 1;
      for (std::size_t taken = 1; taken <= std::min<std::size_t>(ties, k); ++taken) {
        choices = choices * static_cast<double>(ties - taken + 1) / static_cast<double>(taken);
        for (std::size_t sum = taken * doubled; sum <= most; ++sum) {
          ways[k][sum] += choices * ways[k - taken][sum - taken * doubled];
        }
      }
    }
    before += ties;
  }
  return ways[n1];
}

// The share of outcomes at least as far from the middle as `seen`.
double two_sided(const std::vector<double>& ways, std::size_t seen, double middle) {
  constexpr double kRounding = 1e-9;
  const double far = std::abs(static_cast<double>(seen) - middle) - kRounding;
  double all = 0;
  double beyond = 0;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    all += ways[i];
    if (std::abs(static_cast<double>(i) - middle) >= far) beyond += ways[i];
  }
  return std::min(1.0, beyond / all);
}

double normal_p(const Ranks& ranks, double n1, double n2) {
  const double n = n1 + n2;
  double tied = 0;
  for (const std::uint64_t ties : ranks.ties) {
    const auto t = static_cast<double>(ties);
    tied += t * t * t - t;
  }
  const double variance = n1 * n2 / 12 * (n + 1 - tied / (n * (n - 1)));
  if (variance <= 0) return 1;
  const double sum = static_cast<double>(ranks.doubled_sum) / 2;
  const double far = std::abs(sum - n1 * (n + 1) / 2) - 0.5;
  return std::min(1.0, std::erfc(std::max(0.0, far) / std::sqrt(2 * variance)));
}

}  // namespace

double mann_whitney_p(std::span<const std::int64_t> left, std::span<const std::int64_t> right) {
  if (left.empty() || right.empty()) return 1;
  constexpr std::size_t kExact = 50;
  constexpr std::size_t kExactWithTies = 25;
  const Ranks ranks = rank(left, right);
  const std::size_t n1 = left.size();
  const std::size_t n2 = right.size();
  const std::size_t larger = std::max(n1, n2);
  if (!ranks.has_ties && larger <= kExact) {
    const std::size_t u = ranks.doubled_sum / 2 - n1 * (n1 + 1) / 2;
    return two_sided(ways_without_ties(n1, n2), u, static_cast<double>(n1 * n2) / 2);
  }
  if (larger <= kExactWithTies) {
    return two_sided(ways_with_ties(ranks, n1), ranks.doubled_sum,
                     static_cast<double>(n1 * (n1 + n2 + 1)));
  }
  return normal_p(ranks, static_cast<double>(n1), static_cast<double>(n2));
}

}  // namespace trace_cost::latency
