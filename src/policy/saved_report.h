// A saved `trace-cost report --format json`, as something to compare with.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "latency/capture_profile.h"

namespace trace_cost::policy {

// Whether a file that begins like this is one.
bool is_saved_report(std::string_view front);

// Root operations with the latency, cost, spans and errors of every trace. Legs and places are not
// told trace by trace there, so they are missing; so are tokens. An error tells the line, what was
// found and what was expected.
base::Result<latency::CaptureProfile> read_saved_report(std::string_view text);

}  // namespace trace_cost::policy
