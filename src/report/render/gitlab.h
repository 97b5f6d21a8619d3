// GitLab's code quality report: one issue for each finding that is not ignored, and for each check
// that could not be evaluated.
#pragma once

#include <string>

#include "report/render/ci_report.h"

namespace trace_cost::report {

std::string render_gitlab(const policy::Verdict& verdict, const CiContext& context);

}  // namespace trace_cost::report
