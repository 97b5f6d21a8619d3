// The verdict: each check, why it failed, and how to ask again.
#pragma once

#include <string>

#include "policy/verdict.h"
#include "report/document.h"

namespace trace_cost::report {

struct CheckCircumstances {
  std::string policy;      // the file, as it was found; empty: none
  std::string again;       // the command line that asks the same; empty: it cannot be told
  std::string baseline;    // the file of known findings; empty: none
  std::size_t mended = 0;  // findings of it that are gone
  bool baseline_updated = false;
};

void add_verdict(const policy::Verdict& verdict, const CheckCircumstances& circumstances,
                 Document& document);

}  // namespace trace_cost::report
