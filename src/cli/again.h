// The line to copy that asks the same again.
#pragma once

#include <string>
#include <vector>

namespace trace_cost::cli {

struct Asked {
  std::vector<std::string> words;   // of the command line
  std::vector<std::string> inputs;  // those of the words that are inputs
  std::string found_policy;         // that no word names; empty: none
};

// "trace-cost check --policy trace-cost.toml 'my spans'": the words, quoted for a shell where need
// be, without those that say where results go and how they look. The inputs come last and sorted,
// so that their order changes no byte of the output.
std::string again_line(Asked asked);

}  // namespace trace_cost::cli
