#include "propagation/blame.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/counted.h"

namespace trace_cost::propagation {

namespace {

using model::SpanIndex;
using model::StringId;

constexpr std::array<std::string_view, 4> kTraitNames{
    "the caller's instance", "the callee's instance", "the caller's operation",
    "the callee's operation"};

// How to see whether the header arrives at all.
std::string experiment(std::string_view callee) {
  return fmt::format(
      "confirm: record the request header traceparent on the server spans of {} "
      "(OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_SERVER_REQUEST=traceparent in Python, "
      "OTEL_INSTRUMENTATION_HTTP_SERVER_CAPTURE_REQUEST_HEADERS=traceparent in Java) and run "
      "again: "
      "where it is there, {} does not read it; where not, it was not sent or was stripped",
      callee, callee);
}

// The other side with the most calls, by name where several have as many.
GoodCalls::Busiest busiest(const model::Capture& capture,
                           const std::map<StringId, std::uint64_t>& by_service, StringId except) {
  GoodCalls::Busiest best;
  for (const auto& [service, calls] : by_service) {
    if (service == except || calls < best.calls) continue;
    if (calls > best.calls || capture.text(service) < capture.text(best.service)) {
      best = {service, calls};
    }
  }
  return best;
}

}  // namespace

GoodCalls::GoodCalls(const model::Capture& capture, const std::vector<model::Hop>& hops,
                     const std::vector<ServicePair>& broken)
    : capture_(capture) {
  if (broken.empty()) return;
  for (const ServicePair& edge : broken) joined_[edge];
  for (const model::Hop& hop : hops) {
    const StringId caller = capture.service_id(capture.span(hop.parent));
    const StringId callee = capture.service_id(capture.span(hop.server));
    if (caller == callee) continue;
    ++to_[caller][callee];
    ++from_[callee][caller];
    const auto found = joined_.find({caller, callee});
    if (found == joined_.end()) continue;
    ++found->second.calls;
    const Traits traits = traits_of(hop.client ? hop.client : hop.parent, hop.server);
    for (std::size_t i = 0; i < kTraits; ++i) found->second.seen[i].insert(traits[i]);
  }
}

GoodCalls::Traits GoodCalls::traits_of(SpanIndex call, SpanIndex entry) const {
  const model::Span from = capture_.span(call);
  const model::Span to = capture_.span(entry);
  return {capture_.resource(from.resource).instance, capture_.resource(to.resource).instance,
          from.name, to.name};
}

std::string GoodCalls::named(StringId service) const {
  const std::string_view text = capture_.text(service);
  return text.empty() ? "(no service name)" : std::string(text);
}

// What all broken calls have in common and no joined call has; empty when nothing is so.
std::string GoodCalls::shared_trait(const Joined& joined,
                                    const std::vector<BrokenCall>& broken) const {
  constexpr std::size_t kFewest = 2;  // one call always shares everything with itself
  if (broken.size() < kFewest || joined.calls < kFewest) return {};
  const Traits first = traits_of(broken.front().call, broken.front().entry);
  for (std::size_t i = 0; i < kTraitNames.size(); ++i) {
    if (!first[i] || capture_.text(first[i]).empty()) continue;
    if (joined.seen[i].count(first[i]) != 0) continue;
    const bool is_shared = std::all_of(broken.begin(), broken.end(), [&](const BrokenCall& each) {
      return traits_of(each.call, each.entry)[i] == first[i];
    });
    if (is_shared) return fmt::format("{} is {}", kTraitNames[i], capture_.text(first[i]));
  }
  return {};
}

std::string GoodCalls::seen(const Sides& sides, std::uint64_t joined) const {
  std::vector<std::string> clauses;
  if (joined > 0) {
    clauses.push_back(
        fmt::format("{} of this edge kept the trace id", base::counted(joined, "call", "calls")));
  }
  if (sides.sends.calls > 0) {
    clauses.push_back(fmt::format("{} joins {} to {}", sides.caller,
                                  base::counted(sides.sends.calls, "call", "calls"),
                                  named(sides.sends.service)));
  }
  if (sides.reads.calls > 0) {
    clauses.push_back(fmt::format("{} goes on with {} from {}", sides.callee,
                                  base::counted(sides.reads.calls, "call", "calls"),
                                  named(sides.reads.service)));
  }
  return fmt::format("{}", fmt::join(clauses, "; "));
}

GoodCalls::Cause GoodCalls::cause_among_joined(const Sides& sides, const std::string& trait) {
  if (!trait.empty()) {
    return {"in all broken calls, and in no other, " + trait,
            "look at how the context is passed on just there"};
  }
  return {
      "the header is lost or rejected now and then; nothing else tells these calls from the "
      "others",
      fmt::format("look in {} for requests that are built by hand, retried or sent from another "
                  "task without the active context, and in {} for traceparent headers that it "
                  "rejects",
                  sides.caller, sides.callee)};
}

GoodCalls::Cause GoodCalls::cause_without_joined(const Sides& sides) {
  const bool sends = sides.sends.calls > 0;
  const bool reads = sides.reads.calls > 0;
  if (sends && !reads) {
    return {fmt::format("{} does not read the incoming context; the caller sends it elsewhere",
                        sides.callee),
            fmt::format("enable the W3C propagator in {} "
                        "(OTEL_PROPAGATORS=tracecontext,baggage) and register its server "
                        "middleware before the handlers",
                        sides.callee)};
  }
  if (reads && !sends) {
    return {
        fmt::format("{} does not send the context; the callee reads it from others", sides.caller),
        fmt::format("instrument the HTTP or RPC client of {}, or inject traceparent where it "
                    "builds the request",
                    sides.caller)};
  }
  if (reads) {
    return {
        "both sides pass contexts on elsewhere: a hop between them strips or rewrites the "
        "header, or this client of the caller is not instrumented",
        "let gateways and meshes between the two pass traceparent and tracestate on, and "
        "instrument this client"};
  }
  return {"the two do not speak the same format (W3C, B3, Datadog, X-Ray), or one is not set up",
          fmt::format("set OTEL_PROPAGATORS to the same list in {} and {} (tracecontext,baggage)",
                      sides.caller, sides.callee)};
}

Blame GoodCalls::blame(const ServicePair& edge, const std::vector<BrokenCall>& broken) const {
  const Joined& joined = joined_.at(edge);
  const auto sent = to_.find(edge.first);
  const auto read = from_.find(edge.second);
  Sides sides{named(edge.first), named(edge.second), {}, {}};
  if (sent != to_.end()) sides.sends = busiest(capture_, sent->second, edge.second);
  if (read != from_.end()) sides.reads = busiest(capture_, read->second, edge.first);
  const Cause cause = joined.calls > 0 ? cause_among_joined(sides, shared_trait(joined, broken))
                                       : cause_without_joined(sides);
  Blame blame;
  blame.advice = cause.advice;
  const std::string good = seen(sides, joined.calls);
  blame.evidence.push_back("likely: " + cause.likely);
  if (!good.empty()) blame.evidence.push_back("seen: " + good);
  if (joined.calls == 0) {
    blame.evidence.emplace_back("not seen: any call of this edge that kept the trace id");
  }
  blame.evidence.push_back(experiment(sides.callee));
  return blame;
}

}  // namespace trace_cost::propagation
