// From argv to an exit code.
#pragma once

#include "cli/session.h"

namespace trace_cost::cli {

int run(int argc, const char* const* argv, const Session& session);

}  // namespace trace_cost::cli
