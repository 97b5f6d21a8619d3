#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "cli/analyse.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/text_file.h"
#include "model/hop.h"
#include "policy/limit_text.h"
#include "policy/regressions.h"
#include "policy/saved_report.h"
#include "report/views/diff_view.h"

namespace trace_cost::cli {

namespace {

struct DiffOptions {
  InputOptions input;
  OutputOptions output;
  std::string base;
  std::string head;
  std::string threshold = "5%";
  std::string min_change = "1ms";
  std::string fail_on = "error";
};

struct Profiled {
  latency::CaptureProfile profile;
  report::Side side;
  bool is_complete = true;  // false: an input of it could not be used
};

base::Result<latency::Relevance> read_relevance(const DiffOptions& options) {
  const auto bad = [](std::string_view option, std::string_view typed, std::string_view expected) {
    return base::Error{base::ErrorCode::BadArgument,
                       fmt::format("{} '{}': expected {}", option, typed, expected)};
  };
  const auto share = policy::read_share(options.threshold);
  if (!share) return bad("--threshold", options.threshold, "a share like 5%");
  const auto least = policy::read_duration(options.min_change);
  if (!least) return bad("--min-change", options.min_change, "a duration like 1ms");
  constexpr double kMillion = 1e6;
  return latency::Relevance{static_cast<double>(*share) / kMillion, *least};
}

// Looks at the first bytes of a regular file; a pipe cannot be looked at twice.
bool is_report_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  std::ifstream file(path, std::ios::binary);
  std::string front(512, '\0');
  file.read(front.data(), static_cast<std::streamsize>(front.size()));
  front.resize(static_cast<std::size_t>(file.gcount()));
  return policy::is_saved_report(front);
}

base::Result<Profiled> profile_of_report(const std::string& path) {
  constexpr std::uint64_t kMost = std::uint64_t{4} << 30U;
  auto text = read_text_file(path, kMost);
  if (!text) return text.error();
  auto profile = policy::read_saved_report(*text);
  if (!profile) return base::Error{profile.error().code, path + ":" + profile.error().message};
  Profiled profiled;
  profiled.profile = std::move(*profile);
  profiled.side = {path, profiled.profile.traces, profiled.profile.spans, true};
  return profiled;
}

std::vector<std::int64_t> tokens_of(const report::Analysis& analysis) {
  std::vector<std::int64_t> tokens;
  for (const cost::Entry& entry : analysis.ledger.entries) {
    const cost::TokenUsage usage = entry.tokens.usage();
    if (!usage.is_known()) continue;
    if (tokens.empty()) tokens.resize(analysis.capture->spans().size(), 0);
    const model::TokenCount none;
    tokens[entry.span.number()] =
        usage.input.value_or(none).value + usage.output.value_or(none).value;
  }
  return tokens;
}

// Empty: there is no span, and that was said.
std::optional<Profiled> profile_of_capture(const std::string& path, const DiffOptions& options,
                                           const Wanted& wanted, const Session& session) {
  InputOptions input = options.input;
  input.inputs = {path};
  const report::Analysis analysis = analyse(input, wanted, progress_place(options.output, session));
  if (!has_spans(analysis, options.output, session)) return std::nullopt;
  const latency::LegCalls calls(*analysis.forest, model::find_hops(*analysis.forest));
  Profiled profiled;
  profiled.profile =
      latency::profile_of(*analysis.forest, calls, analysis.charges, tokens_of(analysis));
  profiled.side = {path, profiled.profile.traces, profiled.profile.spans, false};
  profiled.is_complete = !analysis.diagnostics.has_errors();
  return profiled;
}

std::optional<Profiled> profile_of_side(const std::string& path, const DiffOptions& options,
                                        const Wanted& wanted, const Session& session) {
  if (!is_report_file(path)) return profile_of_capture(path, options, wanted, session);
  auto profiled = profile_of_report(path);
  if (profiled) return std::move(*profiled);
  refuse(session, profiled.error().message);
  return std::nullopt;
}

bool would_overwrite_side(const DiffOptions& options, const Session& session) {
  InputOptions input;
  input.inputs = {options.base, options.head};
  return would_overwrite_input(input, options.output, session);
}

int run(const DiffOptions& options, const Session& session) {
  const auto relevance = read_relevance(options);
  if (!relevance) return refuse(session, relevance.error().message);
  if (would_overwrite_side(options, session)) return kCannotDo;
  const auto wanted = settle_wanted(options.input, {}, {.parts = {Part::Legs}, .by = {}});
  if (!wanted) return refuse(session, wanted.error().message);
  const auto base = profile_of_side(options.base, options, *wanted, session);
  if (!base) return kCannotDo;
  const auto head = profile_of_side(options.head, options, *wanted, session);
  if (!head) return kCannotDo;

  const latency::Comparison comparison = latency::compare(base->profile, head->profile, *relevance);
  policy::Terms terms;
  if (options.fail_on == "warning") terms.fail_on = policy::FailOn::Warning;
  if (!base->is_complete || !head->is_complete) terms.inputs = policy::Inputs::SomeMissing;
  const policy::Verdict verdict = policy::judge(policy::regression_questions(comparison), terms);
  report::Document document;
  document.schema = "trace-cost.diff.v1";
  report::add_diff({base->side, head->side, comparison, verdict, wanted->filter.said}, document);
  if (const auto failure = print(document, options.output, session)) {
    return refuse(session, failure->message);
  }
  if (verdict.outcome() == policy::Outcome::NotEvaluated) return kCannotDo;
  return verdict.outcome() == policy::Outcome::Failed ? kFailed : kDone;
}

}  // namespace

Action add_diff_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};
  static constexpr std::array<std::string_view, 2> kSeverities{"error", "warning"};
  const auto options = std::make_shared<DiffOptions>();
  add_text(app,
           {"BASE", "What was: a file or folder of spans, or a saved report --format json", ""},
           options->base);
  add_text(app, {"HEAD", "What is now: likewise", ""}, options->head);
  require(app, "BASE");
  require(app, "HEAD");
  add_reading_options(app, options->input);
  add_filter_options(app, TraceOption::Filter, options->input);
  add_text(app, {"--threshold", "A change of less than this part is none (default: 5%)", "SHARE"},
           options->threshold);
  add_text(app,
           {"--min-change", "A median latency that differs by less is the same (default: 1ms)",
            "DURATION"},
           options->min_change);
  add_choice(app, {"--fail-on", "The lowest severity that fails (default: error)", "SEVERITY"},
             kSeverities, options->fail_on);
  add_output_options(app, kFormats, options->output);
  return [options](const Session& session) { return run(*options, session); };
}

}  // namespace trace_cost::cli
