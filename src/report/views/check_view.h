// The verdict: each check, why it failed, and how to ask again.
#pragma once

#include <string>

#include "policy/verdict.h"
#include "report/document.h"

namespace trace_cost::report {

struct CheckCircumstances {
  std::string policy;  // the file, as it was found; empty: none
  std::string again;   // the command line that asks the same; empty: it cannot be told
};

void add_verdict(const policy::Verdict& verdict, const CheckCircumstances& circumstances,
                 Document& document);

}  // namespace trace_cost::report
