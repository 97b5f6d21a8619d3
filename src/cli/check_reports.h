// The files that a check writes beside its output, and what it tells a CI system that it runs in.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/session.h"
#include "policy/verdict.h"
#include "report/document.h"

namespace trace_cost::cli {

struct ReportOrder {
  std::string kind;  // "junit", "markdown": a CI form or one of --format
  std::string file;
};

// Reads "junit=out.xml". An error names the kinds there are and the nearest.
base::Result<std::vector<ReportOrder>> read_report_orders(const std::vector<std::string>& texts);
// For help: "junit|sarif|...".
std::string report_kinds();

struct CheckResult {
  const policy::Verdict& verdict;
  const report::Document& document;  // the same, for people
  std::string policy;                // the file that was used; empty: none
};

// Writes every file that was ordered, whatever the verdict. On GitHub Actions, also annotations to
// standard error and the step summary. Stops at the first that cannot be written.
base::Failure write_reports(const std::vector<ReportOrder>& orders, const CheckResult& result,
                            const Session& session);

}  // namespace trace_cost::cli
