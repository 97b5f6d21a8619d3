// What the CI system that runs the program has to say. Nothing else reads these variables.
#pragma once

#include <string>

namespace trace_cost::cli {

struct CiEnvironment {
  bool is_github = false;    // GITHUB_ACTIONS is true: annotations are wanted
  std::string step_summary;  // GITHUB_STEP_SUMMARY: a file to append Markdown to; empty: none
  std::string repository;    // GITHUB_WORKSPACE or CI_PROJECT_DIR: its top folder; empty: unknown
};

CiEnvironment look_at_ci();

// `path` from the top of the repository, where CI systems look for it. As it is when the repository
// is unknown or does not hold it.
std::string path_in_repository(const std::string& path, const CiEnvironment& ci);

}  // namespace trace_cost::cli
