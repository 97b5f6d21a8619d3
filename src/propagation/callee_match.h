// The dangling calls to one service, matched with the roots of that service.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "propagation/pair_chances.h"
#include "propagation/severed_calls.h"

namespace trace_cost::propagation {

struct JudgedCall {
  model::SpanIndex span;
  model::Instant start;  // by the callee's clock, as far as that is known
  model::Instant end;
  model::Nanos slack{2'000};  // each time is rounded to the microsecond in console dumps
  model::StringId caller;
  std::uint32_t operation = 0;
  bool clock_is_known = false;
};

struct Callee {
  model::StringId service;
  const ServiceEntries& roots;
  const std::map<ServicePair, UsualDelay>& usual;
  double period;  // of the capture, in seconds
};

class CalleeMatch {
 public:
  CalleeMatch(const model::Capture& capture, const Callee& callee, Operations& operations)
      : capture_(capture), callee_(callee), operations_(operations) {}

  // Adds what is found to `severed`.
  void judge(std::vector<JudgedCall> calls, SeveredCalls& severed);

 private:
  // All calls of one caller.
  struct Edge {
    model::StringId caller;
    CallStarts starts;
    std::vector<double> lengths;
    std::optional<UsualDelay> joined;  // learnt from joined calls
    std::optional<Usual> delay;        // from those, or from a peak
    DelayPeak peak;
    model::Nanos slack{0};
    double prior = 0.5;  // of a call being severed
    double sum = 0;      // of the chances of its pairs
    std::uint64_t matches = 0;
    double by_chance = 0;
    double doubt = 1;  // the chance of so many matches without any tie
  };
  struct Pair {
    PossiblePair possible;
    std::uint32_t edge = 0;
    double delay = 0;
    double likelihood = 0;  // per second: how well it fits, without what the others say
  };

  void list_edges();
  void find_peak_of(Edge& edge, bool clock_is_known) const;
  void list_pairs();
  void add_pair(std::uint32_t call, const Entry& entry);
  [[nodiscard]] std::vector<const Entry*> candidates(const JudgedCall& call,
                                                     const Edge& edge) const;
  [[nodiscard]] bool fits(const JudgedCall& call, const Entry& entry, model::Nanos slack) const;
  [[nodiscard]] double likelihood_of(const Edge& edge, const JudgedCall& call,
                                     const Entry& entry) const;
  void weigh();
  void doubt();
  [[nodiscard]] double chance_window(const Edge& edge, const JudgedCall& call) const;
  void claim(SeveredCalls& severed) const;

  const model::Capture& capture_;
  Callee callee_;
  Operations& operations_;
  std::vector<JudgedCall> calls_;
  std::vector<std::uint32_t> edge_of_;  // by call
  std::vector<Edge> edges_;
  std::vector<Pair> pairs_;
  std::vector<double> chances_;  // by pair
};

}  // namespace trace_cost::propagation
