#include "latency/leg_calls.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace trace_cost::latency {

namespace {

using model::Hop;
using model::Nanos;
using model::Span;
using model::SpanIndex;

bool is_usable(const Span& span) { return span.has_times() && span.duration() >= Nanos{0}; }

// The length of the union of the servers' intervals; with one server simply its duration.
Nanos time_in_servers(const model::Capture& capture, std::span<const Hop> hops) {
  if (hops.size() == 1) {
    const Span server = capture.span(hops.front().server);
    return is_usable(server) ? server.duration() : Nanos{0};
  }
  std::vector<std::pair<model::Instant, model::Instant>> intervals;
  for (const Hop& hop : hops) {
    const Span& server = capture.span(hop.server);
    if (is_usable(server)) intervals.emplace_back(server.start, server.end);
  }
  std::sort(intervals.begin(), intervals.end());
  Nanos sum{0};
  model::Instant covered_to = model::kUnknownInstant;
  for (const auto& [start, end] : intervals) {
    const model::Instant from = std::max(start, covered_to);
    if (end <= from) continue;
    sum += end - from;
    covered_to = end;
  }
  return sum;
}

// Microseconds are rounded in console dumps, so a difference of two may come out just below zero.
std::optional<Nanos> not_negative(Nanos length) {
  constexpr Nanos kRounding{2'000};
  if (length < -kRounding) return std::nullopt;
  return std::max(length, Nanos{0});
}

void time_message(const Span& client, const Span& server, LegCall& call) {
  call.total = std::max(Nanos{0}, server.end - client.start);
  call.network = not_negative(server.start - client.end);
}

bool has_failed(const model::Capture& capture, const Hop& hop) {
  const auto failed = [&](SpanIndex span) {
    return span && capture.span(span).status == model::StatusCode::Error;
  };
  return failed(hop.client) || failed(hop.server);
}

}  // namespace

LegCalls::LegCalls(const model::Forest& forest, const std::vector<Hop>& hops)
    : forest_(forest), capture_(forest.capture()), hops_(hops) {
  group();
  for (LegCall& call : calls_) describe(call);
  for (std::size_t i = 0; i < calls_.size();) {
    std::size_t end = i + 1;
    while (end < calls_.size() && calls_[end].trace == calls_[i].trace) ++end;
    find_retries(std::span(calls_).subspan(i, end - i));
    i = end;
  }
}

// The order of callees here is that of their ids, which nothing that is shown depends on: it only
// brings the hops of a call together.
void LegCalls::group() {
  const auto callee = [&](const Hop& hop) {
    return capture_.service_id(capture_.span(hop.server));
  };
  const auto order = [&](const Hop& hop) {
    return std::tuple(capture_.trace_of(hop.server), hop.client, callee(hop), hop.server);
  };
  std::sort(hops_.begin(), hops_.end(),
            [&](const Hop& a, const Hop& b) { return order(a) < order(b); });
  for (std::size_t i = 0; i < hops_.size();) {
    const Hop& hop = hops_[i];
    std::size_t end = i + 1;
    while (hop.client && end < hops_.size() && hops_[end].client == hop.client &&
           callee(hops_[end]) == callee(hop)) {
      ++end;
    }
    LegCall& call = calls_.emplace_back();
    call.caller = capture_.service_id(capture_.span(hop.parent));
    call.callee = callee(hop);
    call.trace = capture_.trace_of(hop.server);
    call.client = hop.client;
    call.first_hop = static_cast<std::uint32_t>(i);
    call.hops = static_cast<std::uint32_t>(end - i);
    i = end;
  }
}

void LegCalls::describe(LegCall& call) const {
  const std::span<const Hop> hops = hops_of(call);
  call.has_failed = std::any_of(hops.begin(), hops.end(),
                                [&](const Hop& hop) { return has_failed(capture_, hop); });
  if (!call.client) return;
  const Span& client = capture_.span(call.client);
  const Span& server = capture_.span(hops.front().server);
  call.is_message = client.kind == model::SpanKind::Producer;
  if (!is_usable(client)) return;
  if (call.is_message) {
    if (is_usable(server)) time_message(client, server, call);
    return;
  }
  call.total = client.duration();
  call.network = not_negative(client.duration() - time_in_servers(capture_, hops));
}

// Clients come by start. A failure waits for the next attempt, which takes its place.
void LegCalls::find_retries(std::span<LegCall> of_trace) {
  using Attempt = std::tuple<SpanIndex, model::StringId, model::StringId>;
  std::map<Attempt, model::Instant> failed;  // when it ended
  for (LegCall& call : of_trace) {
    if (!call.client || call.is_message) continue;
    const Span client = capture_.span(call.client);
    const Attempt attempt{forest_.parent(call.client), call.callee, client.name};
    if (!std::get<0>(attempt) || !client.has_times()) continue;
    const auto before = failed.find(attempt);
    if (before != failed.end() && before->second <= client.start) {
      call.is_retry = true;
      failed.erase(before);
    }
    if (call.has_failed) failed[attempt] = client.drawn_end();
  }
}

}  // namespace trace_cost::latency
