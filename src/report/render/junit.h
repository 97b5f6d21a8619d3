// JUnit XML: one test case for each check. As Jenkins' junit-10.xsd has it, and the parser of
// GitLab: what could not be evaluated is an error, what had nothing to judge was skipped.
#pragma once

#include <string>

#include "report/render/ci_report.h"

namespace trace_cost::report {

std::string render_junit(const policy::Verdict& verdict, const CiContext& context);

}  // namespace trace_cost::report
