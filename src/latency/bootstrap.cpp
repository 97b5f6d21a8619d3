#include "latency/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace trace_cost::latency {

namespace {

constexpr std::size_t kResamples = 2000;
constexpr std::size_t kMostResampled = 200;  // values

// SplitMix64: the same numbers on every machine.
class Random {
 public:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ z >> 30U) * 0xBF58476D1CE4E5B9U;
    z = (z ^ z >> 27U) * 0x94D049BB133111EBU;
    return z ^ z >> 31U;
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  // In (0, 1).
  double uniform() { return (static_cast<double>(next() >> 12U) + 0.5) / 4503599627370496.0; }
  // Box and Muller.
  double normal() {
    const double radius = std::sqrt(-2 * std::log(uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
  }

 private:
  std::uint64_t state_ = 0x7472616365636F73U;
};

std::vector<std::int64_t> resampled(std::span<const std::int64_t> values, Random& random) {
  std::vector<std::int64_t> sample(values.size());
  for (std::int64_t& value : sample) value = values[random.below(values.size())];
  return sample;
}

// The median of n values drawn from n sorted ones is the one at rank n * Beta(m, n - m + 1).
std::int64_t drawn_median(std::span<const std::int64_t> sorted, Random& random) {
  const auto n = static_cast<double>(sorted.size());
  const double place = 0.5 + random.normal() * std::sqrt(0.25 / (n + 2));
  const double rank = std::clamp(std::floor(place * n), 0.0, n - 1);
  return sorted[static_cast<std::size_t>(rank)];
}

// 2000 statistics of two independent samples, and what lies between 2.5 % and 97.5 % of them.
Interval interval_of(const std::function<double(Random&)>& draw) {
  Random random;
  std::vector<double> drawn(kResamples);
  for (double& value : drawn) value = draw(random);
  std::sort(drawn.begin(), drawn.end());
  return {drawn[kResamples / 40], drawn[kResamples - kResamples / 40 - 1]};
}

// How likely at least m of n draws are among the first k of n values.
double chance_of_rank(std::size_t n, std::size_t m, std::size_t k) {
  if (k >= n) return 1;
  const auto log_factorial = [](std::size_t i) { return std::lgamma(static_cast<double>(i) + 1); };
  const double share = static_cast<double>(k) / static_cast<double>(n);
  double sum = 0;
  for (std::size_t i = m; i <= n; ++i) {
    sum += std::exp(log_factorial(n) - log_factorial(i) - log_factorial(n - i) +
                    static_cast<double>(i) * std::log(share) +
                    static_cast<double>(n - i) * std::log1p(-share));
  }
  return sum;
}

// Medians of resamples. Which of the sorted values a resample's median is has a known distribution,
// so that nothing need be resampled.
class Medians {
 public:
  explicit Medians(std::span<const std::int64_t> values) : sorted_(values.begin(), values.end()) {
    std::sort(sorted_.begin(), sorted_.end());
    const std::size_t n = sorted_.size();
    if (n > kMostResampled) return;
    for (std::size_t k = 1; k <= n; ++k) up_to_.push_back(chance_of_rank(n, (n + 1) / 2, k));
  }
  double draw(Random& random) const {
    if (up_to_.empty()) return static_cast<double>(drawn_median(sorted_, random));
    const auto rank = std::lower_bound(up_to_.begin(), up_to_.end() - 1, random.uniform());
    return static_cast<double>(sorted_[static_cast<std::size_t>(rank - up_to_.begin())]);
  }

 private:
  std::vector<std::int64_t> sorted_;
  std::vector<double> up_to_;  // the chance of this rank or a smaller one; empty for many values
};

class Means {
 public:
  explicit Means(std::span<const std::int64_t> values) : values_(values), mean_(mean_of(values)) {
    double squares = 0;
    for (const std::int64_t value : values) {
      const double apart = static_cast<double>(value) - mean_;
      squares += apart * apart;
    }
    const auto n = static_cast<double>(values.size());
    error_ = n > 1 ? std::sqrt(squares / (n - 1) / n) : 0;
  }
  double draw(Random& random) const {
    if (values_.size() > kMostResampled) return mean_ + random.normal() * error_;
    return mean_of(resampled(values_, random));
  }

 private:
  std::span<const std::int64_t> values_;
  double mean_;
  double error_ = 0;
};

}  // namespace

std::int64_t median_of(std::vector<std::int64_t> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double mean_of(std::span<const std::int64_t> values) {
  double sum = 0;
  for (const std::int64_t value : values) sum += static_cast<double>(value);
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

Interval ratio_of_medians(std::span<const std::int64_t> base, std::span<const std::int64_t> head) {
  const Medians of_base(base);
  const Medians of_head(head);
  return interval_of([&](Random& random) {
    const double from = std::max(1.0, of_base.draw(random));
    return of_head.draw(random) / from;
  });
}

Interval difference_of_means(std::span<const std::int64_t> base,
                             std::span<const std::int64_t> head) {
  const Means of_base(base);
  const Means of_head(head);
  return interval_of([&](Random& random) {
    const double from = of_base.draw(random);
    return of_head.draw(random) - from;
  });
}

}  // namespace trace_cost::latency
