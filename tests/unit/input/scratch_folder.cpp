#include "scratch_folder.h"

#include <doctest/doctest.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX's

#include <filesystem>
#include <fstream>
#include <system_error>

namespace trace_cost::input {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
  path_ = (fs::temp_directory_path() / "trace-cost-test-XXXXXX").string();
  REQUIRE(::mkdtemp(path_.data()) != nullptr);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string ScratchFolder::file(std::string_view name, std::string_view text) const {
  const fs::path whole = fs::path(path_) / name;
  fs::create_directories(whole.parent_path());
  std::ofstream(whole, std::ios::binary) << text;
  return whole.string();
}

}  // namespace trace_cost::input
