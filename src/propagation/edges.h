// P84 for every ordered pair of services: when A calls B, B carries A's trace id.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "propagation/exact_keys.h"
#include "propagation/severed_calls.h"

namespace trace_cost::propagation {

enum class Verdict : std::uint8_t { Ok, Broken, Suspect, NotExercised };
std::string_view name_of(Verdict verdict);  // "not-exercised"

struct Edge {
  std::string caller;  // service; empty text: without a name
  std::string callee;
  bool callee_is_captured = true;  // false: calls to what is not in the capture; `callee` is empty
  std::uint64_t joined = 0;        // the callee's span carries the caller's trace id
  std::uint64_t severed = 0;       // it carries another
  std::uint64_t failed = 0;        // the call got no answer, so there may be no callee's span
  std::uint64_t external = 0;      // the callee is not in the capture
  std::uint64_t unknown = 0;       // the callee is in the capture, its span for this call is not

  // Calls that kept their trace id or could have. Verdicts rest on these alone.
  [[nodiscard]] std::uint64_t eligible() const { return joined + severed + unknown; }
  [[nodiscard]] Verdict verdict() const;
};

// An orphan whose parent was found in another trace.
struct MovedChild {
  model::SpanIndex child;
  model::SpanIndex parent;
};

// True when the child is in another service or process, so that a call was made.
bool is_call(const model::Capture& capture, const MovedChild& moved);

struct CallOutcomes {
  std::vector<model::Hop> hops;
  std::vector<DanglingCall> dangling;
  std::vector<ProvenCall> proven;
  SeveredCalls severed;
  std::vector<MatchedCall> rewritten;
  std::vector<MovedChild> moved;
};

// Every call is counted once. By caller, then callee, with the uncaptured last.
std::vector<Edge> count_edges(const model::Forest& forest, const CallOutcomes& outcomes);

}  // namespace trace_cost::propagation
