#include "input/input_paths.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "scratch_folder.h"

namespace trace_cost::input {

namespace {

namespace fs = std::filesystem;

// The paths below the scratch folder, '*' behind those that were named themselves.
std::string expanded(const ScratchFolder& folder, const std::vector<std::string>& named,
                     base::Diagnostics& diagnostics) {
  std::string text;
  for (const InputPath& input : expand_inputs(named, diagnostics)) {
    const bool inside = input.path.starts_with(folder.path() + "/");
    text += text.empty() ? "" : " ";
    text += inside ? input.path.substr(folder.path().size() + 1) : input.path;
    text += input.named == Named::Directly ? "*" : "";
  }
  return text;
}

}  // namespace

TEST_CASE(
    "input/input_paths: a folder is walked to its depth, sorted by path, hidden ones left out") {
  const ScratchFolder folder;
  for (const char* name : {"b.log", "a.log", "z/deep/er/c.log", "a/x.log", ".hidden.log",
                           ".git/config", "a/.swp", "B.log"}) {
    CHECK_FALSE(folder.file(name).empty());
  }
  base::Diagnostics diagnostics;
  CHECK(expanded(folder, {folder.path()}, diagnostics) ==
        "B.log a.log a/x.log b.log z/deep/er/c.log");
  CHECK(diagnostics.kept().empty());
}

TEST_CASE("input/input_paths: what is named is taken in the order named, hidden or not, once") {
  const ScratchFolder folder;
  const std::string b = folder.file("b.log");
  const std::string a = folder.file("a.log");
  const std::string hidden = folder.file(".hidden");
  base::Diagnostics diagnostics;
  CHECK(expanded(folder, {b, a, hidden, b, "-", "-"}, diagnostics) == "b.log* a.log* .hidden* -*");
  CHECK(expanded(folder, {b, folder.path(), a}, diagnostics) == "b.log* a.log");
  CHECK(diagnostics.kept().empty());
}

TEST_CASE("input/input_paths: what does not exist is an error, and the others are still read") {
  const ScratchFolder folder;
  const std::string a = folder.file("a.log");
  base::Diagnostics diagnostics;
  CHECK(expanded(folder, {folder.path() + "/gone", a}, diagnostics) == "a.log*");
  CHECK(diagnostics.has_errors());
  REQUIRE(diagnostics.kept().size() == 1);
  CHECK(diagnostics.kept()[0].code == base::DiagnosticCode::CannotRead);
  CHECK(diagnostics.kept()[0].file == folder.path() + "/gone");
  CHECK(diagnostics.kept()[0].detail == "No such file or directory");
}

TEST_CASE(
    "input/input_paths: a file is read once by whatever name, links to folders are not followed") {
  const ScratchFolder folder;
  const std::string real = folder.file("real/a.log");
  fs::create_symlink(real, folder.path() + "/link.log");
  fs::create_directory_symlink(folder.path(), folder.path() + "/real/loop");
  fs::create_symlink(folder.path() + "/gone", folder.path() + "/dangling");
  base::Diagnostics diagnostics;
  CHECK(expanded(folder, {folder.path()}, diagnostics) == "link.log");
  CHECK(diagnostics.kept().empty());
}

TEST_CASE("input/input_paths: an empty folder is mentioned") {
  const ScratchFolder folder;
  base::Diagnostics diagnostics;
  CHECK(expanded(folder, {folder.path()}, diagnostics).empty());
  CHECK(diagnostics.count(base::DiagnosticCode::NoSpansInFile) == 1);
  CHECK_FALSE(diagnostics.has_errors());
}

}  // namespace trace_cost::input
