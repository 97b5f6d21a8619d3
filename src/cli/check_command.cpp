#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/again.h"
#include "cli/analyse.h"
#include "cli/baseline_option.h"
#include "cli/begin_policy.h"
#include "cli/check_reports.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/policy_options.h"
#include "policy/budget_terms.h"
#include "policy/limit_text.h"
#include "policy/questions.h"
#include "policy/suppressions.h"
#include "report/views/budgets_view.h"
#include "report/views/check_view.h"

namespace trace_cost::cli {

namespace {

struct CheckOptions {
  InputOptions input;
  JudgeOptions judge;
  OutputOptions output;
  PolicyOptions policy;
  std::string bill;
  std::string margin = "1%";
  std::string fail_on;
  std::string now;
  std::vector<std::string> reports;
  BaselineOptions baseline;
  bool strict = false;
  bool init = false;
};

int exit_code(policy::Outcome outcome) {
  switch (outcome) {
    case policy::Outcome::Passed:
      return kDone;
    case policy::Outcome::Failed:
      return kFailed;
    case policy::Outcome::NotEvaluated:
      break;
  }
  return kCannotDo;
}

base::Result<std::optional<policy::Bill>> read_bill_options(const CheckOptions& options) {
  if (options.bill.empty()) return std::optional<policy::Bill>{};
  const auto amount = cost::read_bill(options.bill);
  if (!amount) return amount.error();
  const auto margin = cost::read_margin(options.margin);
  if (!margin) return margin.error();
  return std::optional<policy::Bill>{policy::Bill{*amount, *margin}};
}

// A day, or a moment; without the option the clock's, and only where something depends on it.
base::Result<model::Instant> read_now(const std::string& text, const policy::Policy& policy) {
  if (!text.empty()) {
    if (const auto day = policy::read_day(text)) return model::Instant(*day);
    if (const auto moment = model::read_rfc3339(text)) return *moment;
    return base::Error{base::ErrorCode::BadArgument,
                       fmt::format("--now '{}': expected a day like 2026-12-31", text)};
  }
  if (!policy.speaks_of_time()) return model::Instant{};
  return std::chrono::time_point_cast<model::Nanos>(std::chrono::system_clock::now());
}

// What is asked, settled before anything is read.
struct Agreement {
  policy::Policy policy;
  std::optional<policy::Bill> bill;
  model::Instant now;
  bool found_policy = false;  // that nobody had named
  std::vector<ReportOrder> reports;
  Baseline baseline;
};

base::Result<Agreement> settle_agreement(const CheckOptions& options) {
  Agreement agreement;
  if (options.init) return agreement;
  auto policy = read_policy(options.policy);
  if (!policy) return policy.error();
  agreement.policy = std::move(*policy);
  if (!options.fail_on.empty()) agreement.policy.fail_on = options.fail_on;
  if (options.strict) agreement.policy.strict = true;
  agreement.found_policy = options.policy.file.empty() && !agreement.policy.file.empty();
  for (const std::string& text : options.judge.budgets.budgets) {
    agreement.policy.budgets.push_back({text, {}});
  }
  const auto now = read_now(options.now, agreement.policy);
  if (!now) return now.error();
  agreement.now = *now;
  auto reports = read_report_orders(options.reports);
  if (!reports) return reports.error();
  agreement.reports = std::move(*reports);
  auto baseline = read_baseline(options.baseline, agreement.policy);
  if (!baseline) return baseline.error();
  agreement.baseline = std::move(*baseline);
  auto bill = read_bill_options(options);
  if (!bill) return bill.error();
  agreement.bill = *bill;
  return agreement;
}

base::Result<Wanted> settle_analyses(const CheckOptions& options, const policy::Policy& policy) {
  JudgeOptions judge = options.judge;
  judge.budgets.budgets.clear();
  for (const policy::BudgetTerms& terms : policy.budgets) {
    judge.budgets.budgets.push_back(terms.text);
    judge.budgets.origins.push_back(policy::text_of(terms.place));
  }
  const bool asks_for_legs =
      std::any_of(policy.latency.begin(), policy.latency.end(),
                  [](const policy::LatencyLimit& limit) { return limit.leg.has_value(); });
  const Parts parts =
      asks_for_legs ? Parts{Part::Propagation, Part::Legs} : Parts{Part::Propagation};
  auto wanted = settle_wanted(options.input, judge, {parts, {}});
  if (!wanted) return wanted;
  for (std::size_t i = 0; i < policy.budgets.size(); ++i) {
    policy::complete(policy.budgets[i], wanted->budgets[i]);
  }
  return wanted;
}

policy::Evidence evidence_of(const Wanted& wanted, const report::Analysis& analysis) {
  policy::Evidence evidence;
  evidence.forest = analysis.forest.get();
  evidence.ledger = &analysis.ledger;
  evidence.propagation = &analysis.propagation;
  evidence.diagnostics = &analysis.diagnostics;
  evidence.selection = &wanted.selection;
  evidence.legs = analysis.legs;
  return evidence;
}

std::vector<policy::Question> all_questions(const Agreement& agreement, const Wanted& wanted,
                                            const report::Analysis& analysis) {
  const policy::Evidence evidence = evidence_of(wanted, analysis);
  const policy::Policy& policy = agreement.policy;
  auto questions = policy::standing_questions(
      evidence, policy.strict ? policy::Damage::Fails : policy::Damage::Reported);
  for (std::size_t i = 0; i < analysis.budgets.size(); ++i) {
    questions.push_back(
        policy::budget_question(analysis.budgets[i], policy.budgets[i].place, evidence));
  }
  if (agreement.bill) questions.push_back(policy::bill_question(*agreement.bill, evidence));
  auto asked = policy::policy_questions(policy, evidence, agreement.now);
  std::move(asked.begin(), asked.end(), std::back_inserter(questions));
  return questions;
}

policy::Terms terms_of(const Agreement& agreement, const report::Analysis& analysis) {
  policy::Terms terms;
  if (agreement.policy.fail_on == "warning") terms.fail_on = policy::FailOn::Warning;
  if (analysis.diagnostics.has_errors()) terms.inputs = policy::Inputs::SomeMissing;
  terms.severities = agreement.policy.severities;
  terms.suppressions = policy::in_force(agreement.policy.suppressions, agreement.now);
  return terms;
}

bool would_overwrite_input(const CheckOptions& options, const Agreement& agreement,
                           const Session& session) {
  OutputOptions output = options.output;
  if (would_overwrite_input(options.input, output, session)) return true;
  return std::any_of(agreement.reports.begin(), agreement.reports.end(),
                     [&](const ReportOrder& order) {
                       output.file = order.file;
                       return would_overwrite_input(options.input, output, session);
                     });
}

report::CheckCircumstances circumstances(const KnownVerdict& judged, const Agreement& agreement,
                                         const CheckOptions& options, const Session& session) {
  report::CheckCircumstances told;
  told.policy = agreement.policy.file;
  told.again = again_line(
      {session.words, options.input.inputs, agreement.found_policy ? agreement.policy.file : ""});
  told.baseline = agreement.baseline.file;
  told.mended = judged.mended;
  told.baseline_updated = agreement.baseline.is_updated;
  return told;
}

int tell(const KnownVerdict& judged, const report::Analysis& analysis, const Agreement& agreement,
         const CheckOptions& options, const Session& session) {
  const policy::Verdict& verdict = judged.verdict;
  report::Document document;
  document.schema = "trace-cost.check.v1";
  report::add_verdict(verdict, circumstances(judged, agreement, options, session), document);
  report::add_budgets(analysis, report::Audience::Machines, document);
  if (const auto failure = print(document, options.output, session)) {
    return refuse(session, failure->message);
  }
  const CheckResult result{verdict, document, agreement.policy.file};
  if (const auto failure = write_reports(agreement.reports, result, session)) {
    return refuse(session, failure->message);
  }
  return exit_code(verdict.outcome());
}

int run(const CheckOptions& options, const Session& session) {
  if (!has_something_to_read(options.input, session)) return kCannotDo;
  if (options.init && is_policy_there(options.policy.file, session)) return kCannotDo;
  const auto agreement = settle_agreement(options);
  if (!agreement) return refuse_each(session, agreement.error().message);
  if (would_overwrite_input(options, *agreement, session)) return kCannotDo;
  const auto wanted = settle_analyses(options, agreement->policy);
  if (!wanted) return refuse(session, wanted.error().message);
  const report::Analysis analysis =
      analyse(options.input, *wanted, progress_place(options.output, session));
  if (!has_spans(analysis, options.output, session)) return kCannotDo;
  if (options.init) {
    return begin_policy(options.policy.file, evidence_of(*wanted, analysis), session);
  }

  const auto judged = judge_with(agreement->baseline, all_questions(*agreement, *wanted, analysis),
                                 terms_of(*agreement, analysis));
  if (!judged) return refuse(session, judged.error().message);
  return tell(*judged, analysis, *agreement, options, session);
}

}  // namespace

Action add_check_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};
  static constexpr std::array<std::string_view, 2> kSeverities{"error", "warning"};
  const auto options = std::make_shared<CheckOptions>();
  add_input_options(app, options->input);
  add_budget_options(app, options->judge);
  add_policy_options(app, options->policy);
  add_text(app, {"--bill", "What the provider charged; the sum of all costs must agree", "DOLLARS"},
           options->bill);
  add_text(app,
           {"--margin", "How far bill and traces may differ: 1% (default) or dollars like 0.05",
            "MARGIN"},
           options->margin);
  make_need(app, "--margin", "--bill");
  add_choice(app, {"--fail-on", "The lowest severity that fails (default: error)", "SEVERITY"},
             kSeverities, options->fail_on);
  add_switch(app, {"--strict", "Damaged records fail the check", ""}, options->strict);
  add_switch(
      app,
      {"--init", "Write a policy file from a capture that is as it should be, judge nothing", ""},
      options->init);
  add_text(app, {"--now", "The day for which suppressions must hold (default: today)", "DAY"},
           options->now);
  add_text(app, {"--baseline", "File of findings that are known: they pass, new ones fail", "FILE"},
           options->baseline.file);
  add_switch(app,
             {"--update-baseline",
              "Take what is mended out of the baseline; make it of all that fails where there is "
              "none",
              ""},
             options->baseline.update);
  add_list(app, {"--report", "Also write a file: " + report_kinds() + " (repeatable)", "KIND=FILE"},
           Separator::None, options->reports);
  add_output_options(app, kFormats, options->output);
  return [options](const Session& session) { return run(*options, session); };
}

}  // namespace trace_cost::cli
