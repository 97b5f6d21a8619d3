// Findings that were there when the gate was put up. They pass, new ones fail, and what is mended
// may not come back: the list only ever gets shorter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "policy/identity.h"
#include "policy/verdict.h"

namespace trace_cost::policy {

// Reads what baseline_text() writes: TOML with a list `known` of tables, one for each finding. In
// the order of is_before(). An error tells file, line, column and key.
base::Result<std::vector<Identity>> read_baseline(std::string_view text, std::string_view name);

// One line for each, sorted, none twice, so that a merge of two branches is easily read.
std::string baseline_text(std::vector<Identity> known);

// All that fails in `verdict`, but for expired suppressions, which cannot become known.
std::vector<Identity> failing(const Verdict& verdict);

struct Ratchet {
  std::vector<Identity> kept;    // found again, or of a check that could not be evaluated this time
  std::vector<Identity> mended;  // no longer found
};
// What becomes of the `known` findings that `verdict` was judged with.
Ratchet turn_ratchet(const std::vector<Identity>& known, const Verdict& verdict);

}  // namespace trace_cost::policy
