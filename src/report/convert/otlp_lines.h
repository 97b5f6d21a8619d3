// OTLP JSON, one ExportTraceServiceRequest a line, laid out as exporters do:
//
//   {"resourceSpans":[{"resource":{"attributes":[…]},"scopeSpans":[{"scope":{},"spans":[…]}]},…]}
//
// A line holds some hundred spans in canonical order, those of one resource together. Every span,
// id, time, kind, status and kept attribute is read back; scopes, events, links and the messages of
// statuses are not kept by the capture, so they are not there. An id that the dump got wrong is
// empty.
#pragma once

#include "report/convert/target.h"

namespace trace_cost::report {

void write_otlp_lines(const Conversion& conversion, Outlet& outlet);

}  // namespace trace_cost::report
