// --baseline and --update-baseline: the file of known findings, and a verdict that knows them.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "policy/baseline.h"
#include "policy/verdict.h"

namespace trace_cost::cli {

struct Baseline {
  std::string file;       // empty: none
  bool is_there = false;  // false: --update-baseline makes it
  bool is_updated = false;
  std::vector<policy::Identity> known;
};

struct BaselineOptions {
  std::string file;
  bool update = false;
};
// The file of the option, or the one that `policy` names from its own folder. It must be there,
// unless it is to be updated.
base::Result<Baseline> read_baseline(const BaselineOptions& options, const policy::Policy& policy);

struct KnownVerdict {
  policy::Verdict verdict;
  std::size_t mended = 0;  // known findings that are gone
};
// Judges with what is known. An update makes a file of all that fails, which is known from then on,
// or takes out of the one that is there what is mended; not when an input was missing, for then
// nobody can say what is mended. An error when it cannot be written.
base::Result<KnownVerdict> judge_with(const Baseline& baseline,
                                      const std::vector<policy::Question>& questions,
                                      policy::Terms terms);

}  // namespace trace_cost::cli
