// What of a capture is compared with another one: for every root operation and every leg what each
// trace had of it, and where in the trees calls were made.
//
// A trace is one value, however many spans it has: the spans of a trace depend on each other, and
// taken one by one they would make every difference look sure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "latency/leg_calls.h"
#include "model/charge.h"

namespace trace_cost::latency {

// An operation is the name of a trace's head span: of its first root, or, without one, the first
// span at the top.
enum class SubjectKind : std::uint8_t { Operation, Leg };

enum class Measure : std::uint8_t {
  Latency,  // nanoseconds: of the root; of a leg the mean of the trace's calls
  Cost,     // 10^-12 dollars: of the trace; of the leg's callee down to the next service
  Tokens,   // of the trace
  Calls,    // spans of the trace; calls of the leg
  Errors,   // 1 when a span, or a call, has failed, else 0
};
inline constexpr std::size_t kMeasures = 5;

struct SubjectKey {
  SubjectKind kind = SubjectKind::Operation;
  std::string from;  // the root's service, or the caller; empty text: without a name
  std::string to;    // the root's name, or the callee
  friend auto operator<=>(const SubjectKey&, const SubjectKey&) = default;
};

// One value for each trace that has the subject. A measure that the capture does not tell is empty.
struct SubjectValues {
  std::array<std::vector<std::int64_t>, kMeasures> of;
  [[nodiscard]] const std::vector<std::int64_t>& values(Measure measure) const {
    return of[static_cast<std::size_t>(measure)];
  }
  std::vector<std::int64_t>& values(Measure measure) {
    return of[static_cast<std::size_t>(measure)];
  }
};

// A place in the trees: "service name" of every span from the top down, 24 at most.
using CallPath = std::vector<std::string>;

struct CaptureProfile {
  std::uint64_t traces = 0;
  std::uint64_t spans = 0;
  std::map<SubjectKey, SubjectValues> subjects;
  bool tells_legs = true;  // false: of a saved report, which tells neither legs nor places
  // How often each trace that has the place has it.
  std::map<CallPath, std::vector<std::int64_t>> places;
};

// Tokens by span index, 0 where none are told; empty when no span tells any.
CaptureProfile profile_of(const model::Forest& forest, const LegCalls& calls,
                          model::Charges charges, const std::vector<std::int64_t>& tokens);

// The name with what differs from request to request replaced: "GET /user/5f2b…/cart" becomes
// "GET /user/#/cart". Only whole segments of a path that are numbers or ids.
std::string without_ids(std::string_view name);

}  // namespace trace_cost::latency
