#include "propagation/rules.h"

#include <array>

namespace trace_cost::propagation {

using model::Certainty;
using model::FindingSeverity;
using model::Rule;

const Rule kInvalidTraceId{"TC-I001",
                           "invalid trace id",
                           FindingSeverity::Error,
                           Certainty::Certain,
                           "A span has a trace id that is not 32 hex digits, or all zeros. It "
                           "belongs to no trace; its money "
                           "and time are still counted.",
                           "find the exporter or proxy that writes such ids; a no-op tracer's "
                           "context may have been injected",
                           "the id 00000000000000000000000000000000, which a no-op tracer writes."};

const Rule kInvalidSpanId{
    "TC-I002",
    "invalid span id",
    FindingSeverity::Error,
    Certainty::Certain,
    "A span has a span id that is not 16 hex digits, or all zeros. No child can find it.",
    "find the exporter or proxy that writes such ids",
    "the id 0000000000000000."};

const Rule kIdConflict{
    "TC-I005",
    "one id, different spans",
    FindingSeverity::Error,
    Certainty::Certain,
    "Two records share trace and span id but tell of different spans. Both are kept and counted; "
    "their "
    "children are hung under the first.",
    "look for processes that share a random seed (fork after start), or for two merged captures",
    "two workers forked after the random generator was seeded give their spans the same ids."};

const Rule kSelfParent{"TC-I007",
                       "span is its own parent",
                       FindingSeverity::Error,
                       Certainty::Certain,
                       "A span names itself as its parent. It is shown as the top of its tree.",
                       "this is a defect of the SDK, the exporter or a script that rewrites spans",
                       "span 1a2b has the parent id 1a2b."};

const Rule kParentCycle{
    "TC-I008",
    "circle of parents",
    FindingSeverity::Error,
    Certainty::Certain,
    "Spans name each other as parents in a circle. It is cut at its earliest span.",
    "this is a defect of the exporter or a script that rewrites spans",
    "a names b as its parent, b names c, and c names a."};

const Rule kSeveredCall{
    "TC-P001",
    "severed call",
    FindingSeverity::Error,
    Certainty::Inferred,
    "A service called another, and the callee started a new trace instead of continuing the "
    "caller's: "
    "the trace context was not sent, not understood or not read. The call and the new root were "
    "matched by a key that both carry, or by peer, operation, time and the delay that such calls "
    "usually have; what chance would bring about by itself is not claimed.",
    "check that the caller's HTTP or RPC client injects traceparent, that no proxy strips it, and "
    "that "
    "the callee's propagators (OTEL_PROPAGATORS) match",
    "backend calls database in trace 3b24; the SELECT is the root of trace e0cd, 1.4 ms later."};

const Rule kMangledId{
    "TC-P002",
    "severed by a mangled id",
    FindingSeverity::Error,
    Certainty::Certain,
    "The callee's span names its caller as its parent, but its trace id is the caller's after a "
    "change that is known by name: cut to 64 bits, halves swapped, bytes reversed, re-encoded, "
    "rounded, or one digit changed.",
    "find what converts the trace id between the two services",
    "the caller sends 1eaff50a…6f81, the callee's trace is 00000000…6f81: its low 64 bits."};

const Rule kParentInOtherTrace{
    "TC-P003",
    "parent is in another trace",
    FindingSeverity::Error,
    Certainty::Certain,
    "A span's parent id belongs to a span of another trace: the parent "
    "id survived the call, the trace "
    "id did not.",
    "find what rewrites or re-generates the trace id between the two "
    "services (id conversion, a proxy, "
    "a hand-written header)",
    "a gateway makes a new trace id and passes the parent id on as it was."};

const Rule kParentRewritten{
    "TC-P006",
    "parent id rewritten",
    FindingSeverity::Warning,
    Certainty::Inferred,
    "The trace id arrived, but the callee names a parent that is not the caller's span; the "
    "caller's "
    "call fits it in time and address. Something between the two wrote its own parent id.",
    "capture the spans of the proxy or mesh between the two services, or stop it from writing ids",
    "a mesh sidecar writes its own span id into traceparent and exports no spans."};

const Rule kCallerMissing{
    "TC-P007",
    "caller not in the capture",
    FindingSeverity::Warning,
    Certainty::Certain,
    "Spans received a trace context, so their trace id did arrive, but the calling span is not in "
    "the "
    "capture: its service was not captured, was killed before it exported, or sampled it away.",
    "add the caller's dump, flush its exporter on shutdown, or capture for longer",
    "the frontend was killed before it exported; the backend's spans are there."};

const Rule kLocalParentMissing{
    "TC-P008",
    "local parent never exported",
    FindingSeverity::Warning,
    Certainty::Certain,
    "Spans name a parent of their own process that is not in the capture: it never ended, was "
    "still "
    "queued when the process stopped, or was dropped.",
    "end spans in a finally block or a scope guard, and flush the exporter on shutdown",
    "a worker is stopped while its outermost span is still open."};

const Rule kSeveralRoots{
    "TC-P010",
    "several roots in one trace",
    FindingSeverity::Warning,
    Certainty::Certain,
    "More than one span of a trace has no parent id. Work was started outside the active span, or "
    "a "
    "trace id was set by hand.",
    "start the span inside the context of its caller; use a link for detached work",
    "a task that runs in another thread starts its span without the context of its request."};

const Rule kNoServerSide{
    "TC-P015",
    "call without server side",
    FindingSeverity::Warning,
    Certainty::Hint,
    "The callee is in the capture, but no span of it answers these calls, neither in their trace "
    "nor "
    "in one of its own: the callee's spans were sampled away or lost, the route is not "
    "instrumented, or too much goes on at once to tell.",
    "compare the samplers of both services (parentbased everywhere), and see whether the callee "
    "exports spans of that route",
    "the callee's sampler decides by itself and drops what the caller kept."};

const Rule kSeveredMessage{
    "TC-P016",
    "message severed",
    FindingSeverity::Error,
    Certainty::Certain,
    "A message was sent in one trace and received in another, with nothing that ties the two: the "
    "context was not put into the message, or not taken from it. Both sides name the same message.",
    "inject the context into the headers of the message when it is sent, and extract it, or link "
    "to "
    "it, when it is received",
    "shop sends message m1 in one trace, mailer receives m1 in a trace of its own."};

const Rule kClockOffset{
    "TC-T001",
    "clock offset between hosts",
    FindingSeverity::Warning,
    Certainty::Certain,
    "The calls between two hosts prove that their clocks differ: no request arrives before it is "
    "sent, and no caller gets its answer before it is given. One offset lies within the bounds of "
    "all of them. Durations, self times and net+queue need no clocks and stand; only where a span "
    "lies relative to its caller is off.",
    "synchronise the hosts (NTP, PTP); within one host, do not set start times by hand",
    "all answers of database-0 begin 250 ms before the calls that asked for them."};

const Rule kClockDrift{
    "TC-T007",
    "clock offsets do not agree",
    FindingSeverity::Warning,
    Certainty::Certain,
    "No one offset of two clocks explains the calls between them: a clock drifts or was set during "
    "the capture, or spans end before the work that they stand for.",
    "look at the time synchronisation of both hosts, and for spans with start or end set by hand",
    "the first minute of the capture proves +20 ms, the last one -5 ms."};

std::span<const Rule* const> propagation_rules() {
  static constexpr std::array kRules{
      &kInvalidTraceId,  &kInvalidSpanId,  &kIdConflict,         &kSelfParent,
      &kParentCycle,     &kSeveredCall,    &kMangledId,          &kParentInOtherTrace,
      &kParentRewritten, &kCallerMissing,  &kLocalParentMissing, &kSeveralRoots,
      &kNoServerSide,    &kSeveredMessage, &kClockOffset,        &kClockDrift};
  return kRules;
}

}  // namespace trace_cost::propagation
