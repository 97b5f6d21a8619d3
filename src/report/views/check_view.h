// The verdict of `check`: one line a check, then the failures, then the rest.
#pragma once

#include "policy/verdict.h"
#include "report/document.h"

namespace trace_cost::report {

void add_verdict(const policy::Verdict& verdict, Document& document);

}  // namespace trace_cost::report
