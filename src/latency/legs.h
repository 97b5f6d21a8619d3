// The latency of every caller -> callee pair of services.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "latency/critical_path.h"
#include "latency/percentiles.h"
#include "model/charge.h"
#include "model/hop.h"

namespace trace_cost::latency {

struct Leg {
  std::string caller;  // service; empty text: without a name
  std::string callee;
  std::uint64_t calls = 0;     // a client span counts once, however many servers answered it
  std::uint64_t errors = 0;    // calls whose client or server span has status ERROR
  std::uint64_t retries = 0;   // calls that repeat a failed one (LegCall::is_retry)
  std::uint64_t messages = 0;  // calls that were published by a PRODUCER
  // Of the calls with a client span: its duration. For messages: from publish to the end of
  // consumption.
  std::optional<Distribution> total;
  // Of every server span: its duration.
  std::optional<Distribution> callee_time;
  // net+queue: the client's duration less the servers'. Both are lengths, so a clock offset between
  // the two hosts does not matter. For messages: the time between publish and consumption. Calls
  // whose server outlived the client (streaming, time-outs) have none.
  std::optional<Distribution> network;
  // How the totals spread; where no caller's span is there, the callee's times. Empty without any.
  std::vector<std::uint64_t> histogram;
  // Time on critical paths spent in the callee's own spans of this leg and in waiting for them.
  model::Nanos critical{0};
  // Charges on the callee's own spans of this leg, down to the next service: legs do not overlap.
  // Empty when none of them carries one.
  std::optional<model::Money> cost;
};

// By critical time, largest first, then by names.
std::vector<Leg> find_legs(const model::Forest& forest, const std::vector<model::Hop>& hops,
                           const CriticalPaths& paths, model::Charges charges);

}  // namespace trace_cost::latency
