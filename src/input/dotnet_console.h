// What .NET's ConsoleActivityExporter prints: a block of lines for each ended span.
//
//   Activity.TraceId:            5b8efff798038103d269b633813fc60c
//   Activity.SpanId:             b000000000000001
//   Activity.TraceFlags:         Recorded
//   Activity.ParentSpanId:       b000000000000000     absent: a root
//   Activity.DisplayName:        POST /chat
//   Activity.Kind:               Client
//   Activity.StartTime:          2026-11-22T16:08:22.1560000Z
//   Activity.Duration:           00:00:00.0500000     [days.]hours:minutes:seconds
//   Activity.Tags:
//       user.id: alice
//   StatusCode: Error
//   Activity.StatusDescription:  boom
//   Activity.Events:
//       exception [11/22/2026 16:08:22 +00:00]
//           exception.type: x
//   Activity.Links:
//       c28f7b480d5c7dfc30cfbd80ad29028d 27e478bbf9fdec10
//   Instrumentation scope (ActivitySource):
//       Name: demo
//   Resource associated with Activity:
//       service.name: ai-service
//                                                     an empty line ends it
//
// Versions differ in their blanks, and have "StatusCode : Error" or "    StatusCode: Error". Up to
// 1.1 the ids stand in "Activity.Id: 00-TRACE-SPAN-01" and "Activity.ParentId:", the tags under
// "Activity.TagObjects:". All values are text. A tag over several lines cannot be told from what
// another thread prints in between: its first line is taken, and that is reported.
//
// Source: opentelemetry-dotnet, OpenTelemetry.Exporter.Console, ConsoleActivityExporter.
#pragma once

#include "input/format.h"

namespace trace_cost::input {

extern const Format kDotnetConsole;

}  // namespace trace_cost::input
