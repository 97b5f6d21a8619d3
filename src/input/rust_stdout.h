// What Rust's opentelemetry-stdout prints: a batch of blocks, one for each ended span ("·" is a tab
// here).
//
//   Spans
//   Resource                                  once, before the first span of an exporter
//   · ->  service.name=String(Owned("ai-service"))
//   Span #0
//   ·Instrumentation Scope
//   ··Name         : "demo"
//
//   ·Name         : POST /chat
//   ·TraceId      : 5b8efff798038103d269b633813fc60c
//   ·SpanId       : b000000000000001
//   ·TraceFlags   : TraceFlags(1)
//   ·ParentSpanId : b000000000000000          "None (root span)" or zeros: a root
//   ·Kind         : Client
//   ·Start time   : 2026-11-22 16:08:22.156000        UTC
//   ·End time     : 2026-11-22 16:08:22.206000
//   ·Status       : Error { description: "boom" }
//   ·Attributes:
//   ·· ->  cost.usd: F64(0.0015)
//   ·Events: ...
//   ·Links: ...
//
// The resource holds for all spans behind it in the same input, up to the next one. Older versions
// print texts with quotes, and neither "Spans" nor "->". Other lines in between are another
// thread's and belong to nobody. All read from the source; no capture was at hand.
//
// Source: opentelemetry-rust, opentelemetry-stdout/src/trace/exporter.rs.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kRustStdout;

}  // namespace trace_cost::input
