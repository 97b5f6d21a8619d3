#include "cli/baseline_option.h"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/policy_options.h"
#include "cli/session.h"

namespace trace_cost::cli {

namespace fs = std::filesystem;

namespace {

std::string file_of(const BaselineOptions& options, const policy::Policy& policy) {
  if (!options.file.empty() || policy.baseline.empty()) return options.file;
  return (fs::path(policy.file).parent_path() / policy.baseline).generic_string();
}

base::Failure write(const Baseline& baseline, std::vector<policy::Identity> known) {
  const std::string text = policy::baseline_text(std::move(known));
  return write_file(baseline.file, [&](const report::Sink& sink) { sink(text); });
}

}  // namespace

base::Result<Baseline> read_baseline(const BaselineOptions& options, const policy::Policy& policy) {
  Baseline baseline;
  baseline.file = file_of(options, policy);
  baseline.is_updated = options.update;
  if (baseline.file.empty()) {
    if (!options.update) return baseline;
    return base::Error{base::ErrorCode::BadArgument,
                       "--update-baseline: there is no baseline; name one with --baseline FILE, or "
                       "with baseline = \"FILE\" in the policy"};
  }
  std::error_code error;
  baseline.is_there = fs::exists(baseline.file, error);
  if (!baseline.is_there && !options.update) {
    return base::Error{base::ErrorCode::CannotRead,
                       fmt::format("{}: there is no such baseline; --update-baseline makes one of "
                                   "all that fails now",
                                   baseline.file)};
  }
  if (!baseline.is_there) return baseline;
  const auto text = read_small_file(baseline.file);
  if (!text) return text.error();
  auto known = policy::read_baseline(*text, baseline.file);
  if (!known) return known.error();
  baseline.known = std::move(*known);
  return baseline;
}

base::Result<KnownVerdict> judge_with(const Baseline& baseline,
                                      const std::vector<policy::Question>& questions,
                                      policy::Terms terms) {
  terms.known = baseline.known;
  KnownVerdict judged{policy::judge(questions, terms), 0};
  policy::Ratchet ratchet = policy::turn_ratchet(baseline.known, judged.verdict);
  if (terms.inputs == policy::Inputs::SomeMissing) return judged;
  judged.mended = ratchet.mended.size();
  if (!baseline.is_updated) return judged;
  if (!baseline.is_there) {
    terms.known = policy::failing(judged.verdict);
    ratchet.kept = terms.known;
    judged.verdict = policy::judge(questions, terms);
  }
  if (auto failure = write(baseline, std::move(ratchet.kept))) return *failure;
  return judged;
}

}  // namespace trace_cost::cli
