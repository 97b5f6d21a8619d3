// Runs the program that is tested, as a user would.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace trace_cost::captures {

using Json = nlohmann::ordered_json;
using Paths = std::vector<std::filesystem::path>;

struct Ending {
  int exit = -1;  // 124: it did not end in time; 128 and more: killed by a signal
  std::string output;
};

// What stands on standard output.
Ending run(const std::string& arguments, const Paths& inputs);
// What stands on standard error.
Ending run_for_messages(const std::string& arguments, const Paths& inputs);

// `report --format json` of the inputs; fails the test when that is not JSON.
Json report_of(const Paths& inputs);

// All files under a folder, sorted.
Paths files_below(const std::filesystem::path& folder);
Json read_json(const std::filesystem::path& file);

}  // namespace trace_cost::captures
