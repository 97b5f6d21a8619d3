// Every call of every leg, one after the other: what is summed up to legs, and compared.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/hop.h"

namespace trace_cost::latency {

// One client span and the servers of one service that answered it; or one server span without a
// client.
struct LegCall {
  model::StringId caller;  // services
  model::StringId callee;
  model::TraceIndex trace;
  model::SpanIndex client;  // the default index where there is none
  std::uint32_t first_hop = 0;
  std::uint32_t hops = 0;   // at least one
  bool has_failed = false;  // the client's or a server's status is ERROR
  bool is_message = false;  // published by a PRODUCER
  // A client span that came after a failed one of the same name, under the same parent and to the
  // same service, when that had ended.
  bool is_retry = false;
  // As latency::Leg tells them; empty where the times do not say. Of messages `network` is the time
  // between publish and consumption.
  std::optional<model::Nanos> total;
  std::optional<model::Nanos> network;
};

class LegCalls {
 public:
  // `hops` as find_hops() gives them.
  LegCalls(const model::Forest& forest, const std::vector<model::Hop>& hops);

  // Trace by trace, in each by client; one client may reach several services.
  [[nodiscard]] const std::vector<LegCall>& all() const { return calls_; }
  [[nodiscard]] std::span<const model::Hop> hops_of(const LegCall& call) const {
    return std::span(hops_).subspan(call.first_hop, call.hops);
  }

 private:
  void group();
  void describe(LegCall& call) const;
  void find_retries(std::span<LegCall> of_trace);

  const model::Forest& forest_;
  const model::Capture& capture_;
  std::vector<model::Hop> hops_;
  std::vector<LegCall> calls_;
};

}  // namespace trace_cost::latency
