// From what the user named to the files to read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostics.h"

namespace trace_cost::input {

// Whether the user named this very file. A file that was only met in a folder may be of any kind;
// one that was named is expected to hold spans.
enum class Named : std::uint8_t { Directly, ByFolder };

struct InputPath {
  std::string path;  // "-" is standard input
  Named named = Named::Directly;
};

// Folders are walked to their depth, without following links to folders; of what they hold, regular
// files are taken, sorted by path, hidden ones left out. A file reached twice, by whatever
// spelling, is read once. What does not exist or cannot be listed is reported as an error and left
// out.
std::vector<InputPath> expand_inputs(const std::vector<std::string>& named,
                                     base::Diagnostics& diagnostics);

}  // namespace trace_cost::input
