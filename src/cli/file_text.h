// The whole of a small file that the user named: prices, a bill, a policy.
#pragma once

#include <string>

#include "base/result.h"

namespace trace_cost::cli {

// At most 256 MiB. An error names the file and the system's reason.
base::Result<std::string> file_text(const std::string& path);

}  // namespace trace_cost::cli
