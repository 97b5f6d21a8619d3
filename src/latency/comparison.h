// What changed between two captures, and how sure that is.
//
// For every root operation, every leg and every measure: the test of Mann and Whitney over traces,
// a bootstrap interval of the change, and the correction of Benjamini and Hochberg over all tests
// that were made. A change counts when it is both significant (q below 0.05) and relevant (the
// interval lies beyond what is asked for). Too few traces are said, never guessed from.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "latency/bootstrap.h"
#include "latency/capture_profile.h"

namespace trace_cost::latency {

struct Relevance {
  double share = 0.05;              // a change of less than this part is none
  model::Nanos latency{1'000'000};  // nor is a median that differs by less
};

enum class ChangeVerdict : std::uint8_t { Same, Better, Worse, TooFew };

// A median or a mean below this many traces on one side has no finite 95 % interval.
inline constexpr std::size_t kFewestTraces = 6;

struct MeasuredChange {
  Measure measure = Measure::Latency;
  std::size_t base_traces = 0;
  std::size_t head_traces = 0;
  double base = 0;  // the median of latencies, the mean of everything else
  double head = 0;
  // Of the change as a part of the base (0.2: a fifth more); of errors as a difference of shares.
  // Empty when there were too few traces, or the base is zero.
  std::optional<Interval> interval;
  double p = 1;
  double q = 1;  // p, corrected for all tests of the comparison
  ChangeVerdict verdict = ChangeVerdict::TooFew;
};

enum class Presence : std::uint8_t { Both, New, Gone };

struct SubjectChange {
  SubjectKey key;
  Presence presence = Presence::Both;
  std::size_t traces = 0;                // of the side that has it, when only one does
  std::vector<MeasuredChange> measures;  // that both captures tell; empty for New and Gone
};

// A place in the trees that came, went, or is called more often.
struct PlaceChange {
  CallPath path;
  Presence presence = Presence::Both;
  std::size_t base_having = 0;  // traces that have the place, of `base_traces` with the same top
  std::size_t base_traces = 0;
  std::size_t head_having = 0;
  std::size_t head_traces = 0;
  std::int64_t base_calls = 0;  // the median of the traces that have it
  std::int64_t head_calls = 0;
  double q = 1;
  bool is_n_plus_1 = false;  // called at least twice as often and at least two times more
};

struct Comparison {
  std::vector<SubjectChange> subjects;  // operations, then legs; by names
  std::vector<PlaceChange> places;      // significant ones, by path; below a new place no others
  // How far the mix of root operations moved: the sum of what shares of traces gained. Above
  // kMixMoved legs are not judged, for they have other callers then.
  double mix_moved = 0;
  bool has_legs = true;  // false: one side tells neither legs nor places
};
inline constexpr double kMixMoved = 0.2;

Comparison compare(const CaptureProfile& base, const CaptureProfile& head,
                   const Relevance& relevance);

// Of Benjamini and Hochberg 1995: each p with the smallest rate of false discoveries at which it
// would be one, in the order given.
std::vector<double> false_discovery_rates(const std::vector<double>& p);

// Fisher's exact test, two-sided: whether k1 of n1 and k2 of n2 differ. Above 4000 by the normal
// approximation.
double fisher_p(std::size_t k1, std::size_t n1, std::size_t k2, std::size_t n2);

}  // namespace trace_cost::latency
