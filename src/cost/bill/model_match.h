// Which lines of a bill and which models of the traces are the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace trace_cost::cost {

// Items of the bill and models of the traces that are compared as one, by their places in the lists
// given. At least one of the two holds something.
struct ModelMatch {
  std::string name;  // empty: all there are, because one side does not tell, or they share no name
  std::vector<std::size_t> billed;
  std::vector<std::size_t> traced;
};

// Every name of both lists is in exactly one match. Names of one snapshot are compared with each
// other; where a date stands on one side only, the whole family is. Where a name is empty, or no
// family stands on both sides, all are compared together: which is which is not guessed. By name.
std::vector<ModelMatch> match_models(const std::vector<std::string>& billed,
                                     const std::vector<std::string>& traced);

}  // namespace trace_cost::cost
