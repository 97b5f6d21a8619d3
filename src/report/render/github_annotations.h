// Workflow commands of GitHub Actions that put findings beside the lines of a pull request.
#pragma once

#include <string>

#include "report/render/ci_report.h"

namespace trace_cost::report {

// One line for each failed finding and each check that could not be evaluated, as errors, and one
// for each warning that was only noted. GitHub shows ten of each kind a step and drops the rest in
// silence, so of more than ten the tenth line says how many there are.
std::string github_annotations(const policy::Verdict& verdict, const CiContext& context);

}  // namespace trace_cost::report
