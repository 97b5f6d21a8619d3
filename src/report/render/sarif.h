// SARIF 2.1.0 (OASIS), as GitHub code scanning takes it: every rule declared with its help, every
// result with a physical location, a level and fingerprints that stay the same from run to run.
#pragma once

#include <string>

#include "report/render/ci_report.h"

namespace trace_cost::report {

std::string render_sarif(const policy::Verdict& verdict, const CiContext& context);

}  // namespace trace_cost::report
