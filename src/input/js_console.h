// What the JavaScript SDK's ConsoleSpanExporter prints with console.dir: for each ended span an
// object as js_inspect.h draws them, which is no JSON.
//
//   {
//     resource: { attributes: { 'service.name': 'frontend' } },        since 1.24
//     instrumentationScope: { name: 'demo', version: '0.1.0' },        since 1.26
//     traceId: '41e97d03f3c2b63fa49b762d07d0aea1',
//     parentSpanContext: { traceId: '41e9...', spanId: '6dc4d7a0ada0d72a', traceFlags: 1 },
//     traceState: undefined,
//     name: 'validate',
//     id: '5275f7e2be3a17d7',
//     kind: 0,                          of the API: one less than OTLP's
//     timestamp: 1795363717286000,      microseconds since 1970, of milliseconds mostly
//     duration: 910.868,                microseconds
//     attributes: { 'user.id': 'bob' },
//     status: { code: 0 },
//     events: [],
//     links: []
//   }
//
// 1.x has parentId in the place of parentSpanContext. An app may print objects that look alike; a
// span is what has the keys of one. What the exporter left out ("[Object]", "... 20 more items") of
// a wanted attribute is reported.
//
// Source: opentelemetry-js, sdk-trace-base, ConsoleSpanExporter, and dumps of 1.0.1 to 2.12.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kJsConsole;

}  // namespace trace_cost::input
