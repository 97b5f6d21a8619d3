#include "cli/policy_options.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "policy/policy_file.h"

namespace trace_cost::cli {

namespace fs = std::filesystem;

namespace {

// "trace-cost.toml", "../trace-cost.toml", ...: as it is reached from here; empty when there is
// none.
std::string nearest_policy_file() {
  std::error_code error;
  fs::path folder = fs::current_path(error);
  std::string prefix;
  while (!error) {
    if (fs::is_regular_file(folder / kPolicyFile, error)) return prefix + kPolicyFile;
    if (!folder.has_relative_path()) break;
    folder = folder.parent_path();
    prefix += "../";
    error.clear();
  }
  return {};
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

base::Error cannot_read(const std::string& path) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread reads
  return {base::ErrorCode::CannotRead, fmt::format("{}: {}", path, std::strerror(errno))};
}

}  // namespace

base::Result<std::string> read_small_file(const std::string& path) {
  constexpr std::size_t kMost = (std::size_t{1} << 20U) + 1;
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) return cannot_read(path);
  std::string text(kMost, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) return cannot_read(path);
  return text;
}

base::Result<policy::Policy> read_policy(const PolicyOptions& options) {
  policy::Policy policy;
  const std::string path = options.without_file   ? std::string()
                           : options.file.empty() ? nearest_policy_file()
                                                  : options.file;
  if (!path.empty()) {
    const auto text = read_small_file(path);
    if (!text) return text.error();
    auto read = policy::read_policy(*text, path);
    if (!read) return read.error();
    policy = std::move(*read);
  }
  if (const auto failure = policy::add_options(options.texts, policy)) return *failure;
  return policy;
}

void add_policy_options(CLI::App& command, PolicyOptions& options) {
  constexpr auto kNone = Separator::None;
  policy::OptionTexts& texts = options.texts;
  add_text(
      command,
      {"--policy", "Policy file (default: the nearest trace-cost.toml from here upwards)", "FILE"},
      options.file);
  add_switch(command, {"--no-policy", "Read no policy file", ""}, options.without_file);
  allow_one_of(command, {"--policy", "--no-policy"});
  add_list(
      command,
      {"--latency", "Limit for requests or a leg: 'GET /chat p95=800ms', 'a>b max=2s' (repeatable)",
       "LIMIT"},
      kNone, texts.latency);
  add_text(command,
           {"--min-attributed", "Least part of the money that must have a user, like 99%", "SHARE"},
           texts.min_attributed);
  add_text(
      command,
      {"--min-priced", "Least part of the model calls that must have a price, like 100%", "SHARE"},
      texts.min_priced);
  add_list(
      command,
      {"--expect", "Calls that must be made and keep the trace id: 'a>b>c' (repeatable)", "PATH"},
      kNone, texts.expect);
  add_list(command,
           {"--allow-edge", "Calls that may be made, 'a>b'; all others fail (repeatable)", "EDGE"},
           kNone, texts.allow_edge);
  add_list(command,
           {"--require-service", "A service that must be in the capture (repeatable)", "NAME"},
           kNone, texts.require_service);
  add_list(command,
           {"--may-outlive",
            "Edges whose callee may end after its caller, 'a>b'; on all others that fails "
            "(repeatable)",
            "EDGE"},
           kNone, texts.may_outlive);
  add_list(command,
           {"--max-per-trace",
            "Most that a trace may have: spans=500, calls, model_calls or tokens (repeatable)",
            "WHAT=COUNT"},
           kNone, texts.max_per_trace);
  add_list(command,
           {"--severity", "Another severity for a rule: TC-P008=error, or off (repeatable)",
            "RULE=SEVERITY"},
           kNone, texts.severity);
  add_list(command,
           {"--ignore", "Findings that do not count: TC-P001, 'TC-P001@a>b' (repeatable)",
            "RULE[@WHERE]"},
           kNone, texts.ignore);
}

}  // namespace trace_cost::cli
