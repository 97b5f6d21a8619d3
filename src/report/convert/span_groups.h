// The spans of a capture in requests, as OTLP exporters send them: some hundred at a time, those of
// one resource together.
#pragma once

#include <functional>
#include <vector>

#include "report/convert/target.h"

namespace trace_cost::report {

struct SpanGroup {
  model::ResourceIndex resource;
  std::vector<model::SpanIndex> spans;  // in canonical order
};
// In the order of the first span of each.
using SpanGroups = std::vector<SpanGroup>;

// Calls `write` with one request after the other, until all spans were there or it returns false.
void for_each_request(const model::Capture& capture,
                      const std::function<bool(const SpanGroups&)>& write);

}  // namespace trace_cost::report
