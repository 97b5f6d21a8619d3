// How long requests took, by the operation that they begin with.
#pragma once

#include <string>
#include <vector>

#include "model/capture.h"

namespace trace_cost::latency {

// The roots of one name and service.
struct RootOperation {
  std::string service;                // empty text: without a name
  std::string name;                   // of the root span
  std::vector<model::Nanos> lengths;  // of those with both times, in canonical order; never empty
  model::Nanos longest{0};
  model::SpanIndex slowest;  // the first of the longest
};

// By service, then name. Roots that lack a time are left out.
std::vector<RootOperation> root_operations(const model::Capture& capture);

}  // namespace trace_cost::latency
