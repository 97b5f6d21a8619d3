#include "cli/ci_environment.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace trace_cost::cli {

namespace fs = std::filesystem;

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread
  return value == nullptr ? "" : value;
}

}  // namespace

CiEnvironment look_at_ci() {
  CiEnvironment ci;
  ci.is_github = variable("GITHUB_ACTIONS") == "true";
  if (ci.is_github) ci.step_summary = variable("GITHUB_STEP_SUMMARY");
  ci.repository = variable(ci.is_github ? "GITHUB_WORKSPACE" : "CI_PROJECT_DIR");
  return ci;
}

std::string path_in_repository(const std::string& path, const CiEnvironment& ci) {
  if (path.empty() || ci.repository.empty()) return path;
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(path, error);
  if (error) return path;
  const fs::path top = fs::weakly_canonical(ci.repository, error);
  if (error) return path;
  const fs::path inside = whole.lexically_relative(top);
  const bool is_within = !inside.empty() && *inside.begin() != "..";
  return is_within ? inside.generic_string() : path;
}

}  // namespace trace_cost::cli
