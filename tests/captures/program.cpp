#include "program.h"

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace trace_cost::captures {

namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

// TRACE_COST_PROGRAM names another binary than the one of this build.
std::string program() {
  const char* const other = std::getenv("TRACE_COST_PROGRAM");  // NOLINT(concurrency-mt-unsafe)
  return other != nullptr ? other : TRACE_COST_BUILT_PROGRAM;
}

Ending run_shell(const std::string& command) {
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  Ending ending;
  char buffer[65536];
  for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    ending.output.append(buffer, got);
  }
  const int status = pclose(pipe);
  ending.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ending;
}

std::string command_line(const std::string& arguments, const Paths& inputs) {
  std::string line = "timeout 60 " + quoted(program()) + " " + arguments;
  for (const fs::path& input : inputs) line += " " + quoted(input.string());
  return line + " </dev/null";
}

}  // namespace

Ending run(const std::string& arguments, const Paths& inputs) {
  return run_shell(command_line(arguments, inputs) + " 2>/dev/null");
}

Ending run_for_messages(const std::string& arguments, const Paths& inputs) {
  return run_shell(command_line(arguments, inputs) + " 2>&1 >/dev/null");
}

Json report_of(const Paths& inputs) {
  const Ending ending = run("report --format json", inputs);
  REQUIRE(ending.exit == 0);
  Json report = Json::parse(ending.output, nullptr, false);
  REQUIRE(report.is_object());
  return report;
}

Paths files_below(const fs::path& folder) {
  Paths files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Json read_json(const fs::path& file) {
  std::ifstream stream(file);
  CAPTURE(file.string());
  Json json = Json::parse(stream, nullptr, false);
  REQUIRE_FALSE(json.is_discarded());
  return json;
}

}  // namespace trace_cost::captures
