#include "input/input_paths.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

namespace trace_cost::input {

namespace fs = std::filesystem;

namespace {

void report(const std::string& path, const std::string& reason, base::Diagnostics& diagnostics) {
  base::Diagnostic diagnostic;
  diagnostic.code = base::DiagnosticCode::CannotRead;
  diagnostic.severity = base::Severity::Error;
  diagnostic.file = path;
  diagnostic.detail = reason;
  diagnostics.report(std::move(diagnostic));
}

void say_empty(const std::string& folder, base::Diagnostics& diagnostics) {
  base::Diagnostic diagnostic;
  diagnostic.code = base::DiagnosticCode::NoSpansInFile;
  diagnostic.severity = base::Severity::Info;
  diagnostic.file = folder;
  diagnostic.detail = "the folder holds no files";
  diagnostics.report(std::move(diagnostic));
}

bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return !name.empty() && name.front() == '.';
}

std::vector<std::string> files_below(const std::string& folder, base::Diagnostics& diagnostics) {
  std::vector<std::string> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  const fs::recursive_directory_iterator end;
  while (!error && entry != end) {
    std::error_code ignored;
    if (is_hidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(ignored)) {
      files.push_back(entry->path().string());
    } else if (entry->is_directory(ignored) && ::access(entry->path().c_str(), R_OK | X_OK) != 0) {
      report(entry->path().string(), "the folder cannot be listed: permission denied", diagnostics);
      entry.disable_recursion_pending();
    }
    entry.increment(error);
  }
  if (error) report(folder, error.message(), diagnostics);
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::vector<InputPath> expand_inputs(const std::vector<std::string>& named,
                                     base::Diagnostics& diagnostics) {
  std::vector<InputPath> inputs;
  std::set<std::string> seen;
  const auto add = [&](const std::string& path, Named how) {
    std::error_code error;
    const fs::path real = path == "-" ? fs::path(path) : fs::canonical(path, error);
    if (seen.insert(error ? path : real.string()).second) inputs.push_back({path, how});
  };
  for (const std::string& path : named) {
    std::error_code error;
    const fs::file_status status = path == "-" ? fs::file_status{} : fs::status(path, error);
    if (path == "-") {
      add(path, Named::Directly);
    } else if (!fs::exists(status)) {
      report(path, error ? error.message() : "no such file or folder", diagnostics);
    } else if (fs::is_directory(status)) {
      const std::vector<std::string> files = files_below(path, diagnostics);
      if (files.empty()) say_empty(path, diagnostics);
      for (const std::string& file : files) add(file, Named::ByFolder);
    } else {
      add(path, Named::Directly);
    }
  }
  return inputs;
}

}  // namespace trace_cost::input
