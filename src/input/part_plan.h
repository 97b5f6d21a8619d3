// How the inputs of a run are shared out among threads: small ones whole, large files in parts.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "input/file_range.h"
#include "input/input_paths.h"

namespace trace_cost::input {

struct Part {
  std::size_t input = 0;                     // its place in the list of inputs
  std::shared_ptr<const ReadableFile> file;  // null: the input is read from its start to its end
  std::uint64_t from = 0;                    // of the file: the part begins at the first record
  std::uint64_t to = 0;                      // border behind `from` and ends at that behind `to`
};

// By input, then by place. Only a large regular file in whose head a line begins with a record that
// stands alone (OTLP JSON, Python console) is cut. The plan does not depend on the number of
// threads, so neither does anything that is read.
inline constexpr std::uint64_t kPartBytes = std::uint64_t{8} << 20;
std::vector<Part> plan_parts(const std::vector<InputPath>& inputs,
                             std::uint64_t part_bytes = kPartBytes);

}  // namespace trace_cost::input
