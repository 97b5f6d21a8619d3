// Is there a delay at which calls are followed by roots more often than chance would have it?
//
//   roots that start this long after a call, among all calls of an edge:
//
//            ▁▁▂▁▁█▁▁▂▁▁▁▂▁        a peak: each call set off a root
//            ▂▁▁▂▁▂▂▁▁▂▁▂▁▁        none: the two have nothing to do with each other
//
// Chance is measured in the same capture, by the same windows moved by so much that nothing can be
// a consequence: bursts make a rate over the whole capture useless (it has claimed 1e-70 where
// nothing was).
#pragma once

#include <cstddef>
#include <vector>

#include "propagation/entries.h"

namespace trace_cost::propagation {

struct DelayPeak {
  double from = 0;  // seconds after the start of the call
  double to = 0;
  std::size_t calls = 0;    // that were looked at,
  std::size_t roots = 0;    // roots that began within the window after one of them,
  double by_chance = 0;     // and that would have without any tie between the two
  double log10_chance = 0;  // of so many roots by chance, given how many windows were tried

  // Certain beyond what any capture brings about by itself.
  [[nodiscard]] bool is_sure() const;
};

// When a call began, by the callee's clock.
using CallStarts = std::vector<model::Instant>;

// The fullest window of a few widths within [from, to] seconds after the calls. Looks at some
// hundreds of the calls, evenly chosen.
DelayPeak find_peak(const CallStarts& all, const ServiceEntries& entries, double from, double to);

// The window [from, to] and no other.
DelayPeak test_window(const CallStarts& all, const ServiceEntries& entries, double from, double to);

// log10 of the chance of at least `count` events where `expected` come by chance (Poisson).
double log10_poisson_tail(double count, double expected);

}  // namespace trace_cost::propagation
