#include "propagation/delay_peak.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace trace_cost::propagation {

namespace {

constexpr std::size_t kCalls = 512;    // enough for any certainty that is worth a word
constexpr std::size_t kCrowd = 256;    // roots behind one call; more prove nothing
constexpr int kDisplacements = 12;     // on each side
constexpr double kFewByChance = 0.05;  // where all displaced windows were empty

model::Nanos nanos(double seconds) {
  return model::Nanos{static_cast<std::int64_t>(std::llround(seconds * 1e9))};
}

CallStarts some_of(const CallStarts& calls) {
  const std::size_t step = std::max<std::size_t>(1, (calls.size() + kCalls - 1) / kCalls);
  CallStarts some;
  for (std::size_t i = 0; i < calls.size(); i += step) some.push_back(calls[i]);
  return some;
}

std::size_t roots_in(const CallStarts& calls, const ServiceEntries& entries, double from,
                     double to) {
  std::size_t roots = 0;
  for (const model::Instant call : calls) {
    roots += entries.between(call + nanos(from), call + nanos(to)).size();
  }
  return roots;
}

struct Chance {
  double mean = 0;
  double excess = 1;  // variance by mean, where it is above 1: bursts
};

Chance chance_of(const CallStarts& calls, const ServiceEntries& entries, const DelayPeak& window,
                 double range) {
  double sum = 0;
  double squares = 0;
  for (int k = -kDisplacements; k <= kDisplacements; ++k) {
    if (std::abs(k) < 2) continue;
    const double shift = k * range;
    const auto count =
        static_cast<double>(roots_in(calls, entries, window.from + shift, window.to + shift));
    sum += count;
    squares += count * count;
  }
  constexpr double kWindows = 2.0 * (kDisplacements - 1);
  Chance chance;
  chance.mean = sum / kWindows;
  const double variance = std::max(0.0, squares / kWindows - chance.mean * chance.mean);
  if (chance.mean > 0) chance.excess = std::max(1.0, variance / chance.mean);
  return chance;
}

void weigh(const CallStarts& calls, const ServiceEntries& entries, double range, double tried,
           DelayPeak& window) {
  const Chance chance = chance_of(calls, entries, window, range);
  window.by_chance = chance.mean;
  const double expected = std::max(chance.mean, kFewByChance);
  window.log10_chance = log10_poisson_tail(static_cast<double>(window.roots) / chance.excess,
                                           expected / chance.excess) +
                        std::log10(tried);
  window.log10_chance = std::min(0.0, window.log10_chance);
}

// Ascending.
std::vector<double> delays_of(const CallStarts& calls, const ServiceEntries& entries, double from,
                              double to) {
  std::vector<double> delays;
  for (const model::Instant call : calls) {
    const auto found = entries.between(call + nanos(from), call + nanos(to));
    if (found.size() > kCrowd) continue;
    for (const Entry& entry : found) delays.push_back(seconds(entry.start - call));
  }
  std::sort(delays.begin(), delays.end());
  return delays;
}

DelayPeak fullest(const std::vector<double>& delays, double width) {
  DelayPeak best;
  std::size_t first = 0;
  for (std::size_t last = 0; last < delays.size(); ++last) {
    while (delays[last] - delays[first] > width) ++first;
    if (last - first + 1 <= best.roots) continue;
    best.roots = last - first + 1;
    const double slack = (width - (delays[last] - delays[first])) / 2;
    best.from = delays[first] - slack;
    best.to = delays[last] + slack;
  }
  return best;
}

}  // namespace

bool DelayPeak::is_sure() const {
  constexpr double kBeyondChance = -6;
  constexpr std::size_t kFewest = 5;
  return log10_chance <= kBeyondChance && roots >= kFewest;
}

double log10_poisson_tail(double count, double expected) {
  if (count <= expected || expected <= 0) return count > 0 && expected <= 0 ? -300 : 0;
  // The first term, then what the following add to it: each is less than the one before.
  const double first = count * std::log(expected) - expected - std::lgamma(count + 1);
  double sum = 1;
  double term = 1;
  for (int i = 1; i < 400 && term > 1e-12 * sum; ++i) {
    term *= expected / (count + i);
    sum += term;
  }
  return (first + std::log(sum)) / std::log(10.0);
}

DelayPeak find_peak(const CallStarts& all, const ServiceEntries& entries, double from, double to) {
  static constexpr std::array<double, 4> kParts{4, 16, 64, 256};
  const CallStarts calls = some_of(all);
  const std::vector<double> delays = delays_of(calls, entries, from, to);
  const double range = std::max(to - from, 1e-6);
  DelayPeak best;
  best.calls = calls.size();
  double tried = 0;
  for (const double parts : kParts) tried += 2 * parts;
  for (const double parts : kParts) {
    DelayPeak window = fullest(delays, range / parts);
    window.calls = calls.size();
    if (window.roots == 0) continue;
    weigh(calls, entries, range, tried, window);
    if (window.log10_chance < best.log10_chance) best = window;
  }
  return best;
}

DelayPeak test_window(const CallStarts& all, const ServiceEntries& entries, double from,
                      double to) {
  const CallStarts calls = some_of(all);
  DelayPeak window{from, to, calls.size(), roots_in(calls, entries, from, to), 0, 0};
  weigh(calls, entries, std::max(to - from, 1e-6), 1, window);
  return window;
}

}  // namespace trace_cost::propagation
