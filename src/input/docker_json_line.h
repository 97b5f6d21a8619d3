// A line of Docker's json-file log driver, which wraps each line of a container's output:
//
//   {"log":"    \"name\": \"chat\",\n","stream":"stdout","time":"2026-11-22T16:03:47.628613123Z"}
//
// A line of the output that is longer than 16 KiB comes in several; only the last ends in "\n".
// Source: moby, daemon/logger/jsonfilelog/jsonlog.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace trace_cost::input {

struct DockerJsonLine {
  std::string text;    // what the container wrote
  std::string stream;  // "stdout" or "stderr"
};

// Empty for any other line. Allows blanks behind colons and commas, and any order of the keys.
std::optional<DockerJsonLine> read_docker_json_line(std::string_view line);

}  // namespace trace_cost::input
