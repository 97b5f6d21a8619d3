// A whole file that the user named beside the inputs, as text.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

namespace trace_cost::cli {

// All of `path` ("-": standard input), unpacked where it is compressed. An error names the file: it
// cannot be read, is damaged, or holds more than `most` bytes.
base::Result<std::string> read_text_file(const std::string& path, std::uint64_t most);

}  // namespace trace_cost::cli
