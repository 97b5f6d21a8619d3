#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/counted.h"
#include "cli/analyse.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cost/bill.h"
#include "cost/cost_findings.h"
#include "policy/input_findings.h"
#include "policy/verdict.h"
#include "report/views/check_view.h"

namespace trace_cost::cli {

namespace {

struct CheckOptions {
  InputOptions input;
  JudgeOptions judge;
  OutputOptions output;
  std::string bill;
  std::string margin = "1%";
  std::string fail_on = "error";
  bool strict = false;
};

struct Bill {
  model::Money amount;
  cost::Margin margin;
};

using policy::CheckState;
using policy::Question;

std::uint64_t inputs_without_spans(const model::Capture& capture) {
  const auto& sources = capture.sources();
  return static_cast<std::uint64_t>(
      std::count_if(sources.begin(), sources.end(),
                    [](const model::Source& source) { return source.spans == 0; }));
}

Question input_question(const report::Analysis& analysis, bool strict) {
  Question question;
  question.name = "input";
  question.detail = base::counted(analysis.capture->spans().size(), "span read", "spans read");
  if (const std::uint64_t silent = inputs_without_spans(*analysis.capture); silent > 0) {
    question.detail += "; " + base::counted(silent, "input holds no span", "inputs hold no span");
  }
  if (analysis.diagnostics.has_errors()) {
    question.detail += "; an input could not be used (see standard error)";
    question.without_findings = CheckState::NotEvaluated;
  }
  question.findings = policy::damage_findings(
      *analysis.capture, strict ? policy::Damage::Fails : policy::Damage::Reported);
  return question;
}

Question propagation_question(const report::Analysis& analysis) {
  std::uint64_t eligible = 0;
  std::uint64_t joined = 0;
  for (const propagation::Edge& edge : analysis.propagation.edges) {
    eligible += edge.eligible();
    joined += edge.joined;
  }
  Question question;
  question.name = "propagation";
  question.findings = analysis.propagation.findings;
  if (eligible > 0) {
    question.detail = fmt::format("{} of {} calls kept their trace id", joined, eligible);
  } else {
    question.detail = "no call from one service to another";
    question.without_findings = CheckState::NotExercised;
  }
  if (!question.findings.empty()) {
    question.detail += "; " + base::counted(question.findings.size(), "finding", "findings");
  }
  return question;
}

constexpr std::string_view kNoCharge = "no span carries a cost";

Question attribution_question(const report::Analysis& analysis, const Wanted& wanted) {
  const cost::Ledger& ledger = analysis.ledger;
  Question question;
  question.name = "attribution";
  question.findings = cost::money_findings(*analysis.ancestry, ledger, wanted.selection);
  if (ledger.charges > 0) {
    question.detail =
        fmt::format("{} of {} have a user", ledger.attributed.dollars(), ledger.total.dollars());
  } else {
    question.detail = kNoCharge;
    question.without_findings = CheckState::NotExercised;
  }
  return question;
}

std::string most_spent(const std::vector<cost::Spending>& spendings) {
  if (spendings.empty()) return "no charge belongs to anything it is set for";
  const cost::Spending& most = spendings.front();
  const std::string who = most.who ? " by " + *most.who : "";
  return fmt::format("at most {} spent{}", most.spent.dollars(), who);
}

// A sum with unreadable costs left out proves that a limit was exceeded, but not that it was kept.
void doubt_lower_bound(const cost::Ledger& ledger, Question& question) {
  if (ledger.doubts.costs.empty()) return;
  question.detail += "; some costs could not be read (TC-C001)";
  question.without_findings = CheckState::NotEvaluated;
}

Question budget_question(const cost::Budget& budget, const report::Analysis& analysis) {
  Question question;
  question.name = fmt::format("budget {}={}", budget.name, budget.limit.plain());
  const auto spendings = cost::spendings(budget, *analysis.ancestry, analysis.ledger);
  question.detail = most_spent(spendings);
  question.findings = cost::budget_findings(budget, spendings, *analysis.capture);
  if (analysis.ledger.charges == 0) question.detail = kNoCharge;
  if (spendings.empty()) question.without_findings = CheckState::NotEvaluated;
  doubt_lower_bound(analysis.ledger, question);
  return question;
}

Question bill_question(const Bill& bill, const report::Analysis& analysis) {
  const cost::BillComparison comparison =
      cost::compare_with_bill(analysis.ledger.total, bill.amount, bill.margin);
  Question question;
  question.name = "bill";
  question.detail = fmt::format("traces {}, bill {}, margin {}", comparison.traced.dollars(),
                                comparison.bill.dollars(), bill.margin.text);
  if (analysis.ledger.charges == 0) {
    question.detail = kNoCharge;
    question.without_findings = CheckState::NotEvaluated;
  } else {
    question.findings = cost::bill_findings(comparison, bill.margin, analysis.ledger);
  }
  doubt_lower_bound(analysis.ledger, question);
  return question;
}

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

policy::Terms terms(const CheckOptions& options, const report::Analysis& analysis) {
  policy::Terms terms;
  if (options.fail_on == "warning") terms.fail_on = policy::FailOn::Warning;
  if (analysis.diagnostics.has_errors()) terms.inputs = policy::Inputs::SomeMissing;
  return terms;
}

base::Result<std::optional<Bill>> read_bill_options(const CheckOptions& options) {
  if (options.bill.empty()) return std::optional<Bill>{};
  const auto amount = cost::read_bill(options.bill);
  if (!amount) return amount.error();
  const auto margin = cost::read_margin(options.margin);
  if (!margin) return margin.error();
  return std::optional<Bill>{Bill{*amount, *margin}};
}

int run(const CheckOptions& options, const Session& session) {
  if (!has_something_to_read(options.input, session)) return kCannotDo;
  if (would_overwrite_input(options.input, options.output, session)) return kCannotDo;
  const auto bill = read_bill_options(options);
  if (!bill) return refuse(session, bill.error().message);
  const auto wanted = settle_wanted(options.input, options.judge, {{Part::Propagation}, {}});
  if (!wanted) return refuse(session, wanted.error().message);
  const report::Analysis analysis =
      analyse(options.input, *wanted, progress_place(options.output, session));
  if (!has_spans(analysis, options.output, session)) return kCannotDo;

  std::vector<Question> questions{input_question(analysis, options.strict),
                                  propagation_question(analysis),
                                  attribution_question(analysis, *wanted)};
  for (const cost::Budget& budget : wanted->budgets) {
    questions.push_back(budget_question(budget, analysis));
  }
  if (*bill) questions.push_back(bill_question(**bill, analysis));
  const policy::Verdict verdict = policy::judge(std::move(questions), terms(options, analysis));
  report::Document document;
  document.schema = "trace-cost.check.v1";
  report::add_verdict(verdict, document);
  if (const auto failure = print(document, options.output, session)) {
    return refuse(session, failure->message);
  }
  return exit_code(verdict.outcome());
}

}  // namespace

Action add_check_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};
  static constexpr std::array<std::string_view, 2> kSeverities{"error", "warning"};
  const auto options = std::make_shared<CheckOptions>();
  add_input_options(app, options->input);
  add_budget_option(app, options->judge);
  add_text(app, {"--bill", "What the provider charged; the sum of all costs must agree", "DOLLARS"},
           options->bill);
  add_text(app,
           {"--margin", "How far bill and traces may differ: 1% (default) or dollars like 0.05",
            "MARGIN"},
           options->margin);
  make_need(app, "--margin", "--bill");
  add_choice(app, {"--fail-on", "The lowest severity that fails", "SEVERITY"}, kSeverities,
             options->fail_on);
  add_switch(app, {"--strict", "Damaged records fail the check", ""}, options->strict);
  add_output_options(app, kFormats, options->output);
  return [options](const Session& session) { return run(*options, session); };
}

}  // namespace trace_cost::cli
