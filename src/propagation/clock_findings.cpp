#include "propagation/clock_findings.h"

#include <fmt/format.h>

#include <string>

#include "base/counted.h"
#include "propagation/rules.h"

namespace trace_cost::propagation {

namespace {

using model::Nanos;

std::string in_ms(Nanos length) {
  return fmt::format("{:.1f} ms", static_cast<double>(length.count()) / 1e6);
}

std::string how_far(const ClockOffset& offset) {
  const bool is_ahead = offset.least > Nanos{0};
  const char* way = is_ahead ? "ahead of" : "behind";
  if (!offset.is_bounded()) {
    const Nanos least = is_ahead ? offset.least : -offset.most;
    return fmt::format("at least {} {}", in_ms(least), way);
  }
  const Nanos middle = is_ahead ? offset.middle() : -offset.middle();
  return fmt::format("{} ± {} {}", in_ms(middle), in_ms(offset.error()), way);
}

std::string named(const std::string& clock) { return clock.empty() ? "(no name)" : clock; }

}  // namespace

std::vector<model::Finding> clock_findings(const Clocks& clocks) {
  constexpr double kAgreed = 0.9;  // of the calls, or no one offset explains them
  std::vector<model::Finding> found;
  for (const Clocks::Pair& pair : clocks.pairs()) {
    const ClockOffset& offset = pair.offset;
    const std::string first = named(clocks.name(pair.first));
    const std::string second = named(clocks.name(pair.second));
    const bool agreed =
        static_cast<double>(offset.agreeing) >= kAgreed * static_cast<double>(offset.calls);
    if (agreed && !offset.is_off()) continue;
    model::Finding finding = model::finding_of(agreed ? kClockOffset : kClockDrift);
    finding.count = offset.agreeing;
    const std::string calls = base::counted(offset.calls, "call", "calls");
    finding.message =
        agreed ? fmt::format("the clock of {} is {} that of {}, by {} of {}", second,
                             how_far(offset), first, offset.agreeing, calls)
               : fmt::format("no one offset of the clocks of {} and {} suits more than {} of {}",
                             first, second, offset.agreeing, calls);
    found.push_back(std::move(finding));
  }
  return found;
}

}  // namespace trace_cost::propagation
