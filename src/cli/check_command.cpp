#include <fmt/format.h>

#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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

Question input_question(const report::Analysis& analysis, bool strict) {
  Question question;
  question.name = "input";
  question.detail = fmt::format("{} spans read", analysis.capture->spans().size());
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
  return question;
}

constexpr std::string_view kNoCharge = "no span carries a cost";

Question attribution_question(const report::Analysis& analysis, const Wanted& wanted) {
  const cost::Ledger& ledger = analysis.ledger;
  Question question;
  question.name = "attribution";
  question.findings = cost::money_findings(*analysis.forest, ledger, wanted.selection);
  if (ledger.charges > 0) {
    question.detail =
        fmt::format("${} of ${} have a user", ledger.attributed.plain(), ledger.total.plain());
  } else {
    question.detail = kNoCharge;
    question.without_findings = CheckState::NotExercised;
  }
  return question;
}

std::string most_spent(const std::vector<cost::Spending>& spendings) {
  if (spendings.empty()) return "nobody in its scope has spent anything";
  const cost::Spending& most = spendings.front();
  const std::string who = most.who ? " by " + *most.who : "";
  return fmt::format("at most ${} spent{}", most.spent.plain(), who);
}

Question budget_question(const cost::Budget& budget, const report::Analysis& analysis) {
  Question question;
  question.name = fmt::format("budget {}={}", budget.name, budget.limit.plain());
  const auto spendings = cost::spendings(budget, *analysis.forest, analysis.ledger);
  question.detail = most_spent(spendings);
  question.findings = cost::budget_findings(budget, spendings, *analysis.capture);
  if (analysis.ledger.charges == 0) {
    question.detail = kNoCharge;
    question.without_findings = CheckState::NotEvaluated;
  }
  return question;
}

Question bill_question(const Bill& bill, const report::Analysis& analysis) {
  const cost::BillComparison comparison =
      cost::compare_with_bill(analysis.ledger.total, bill.amount, bill.margin);
  Question question;
  question.name = "bill";
  question.detail = fmt::format("traces ${}, bill ${}, margin {}", comparison.traced.plain(),
                                comparison.bill.plain(), bill.margin.text);
  if (analysis.ledger.charges == 0) {
    question.detail = kNoCharge;
    question.without_findings = CheckState::NotEvaluated;
  } else {
    question.findings = cost::bill_findings(comparison, bill.margin, analysis.ledger);
  }
  return question;
}

int exit_code(const policy::Verdict& verdict, const report::Analysis& analysis) {
  if (analysis.diagnostics.has_errors()) return kCannotDo;
  switch (verdict.outcome()) {
    case policy::Outcome::Passed:
      return kDone;
    case policy::Outcome::Failed:
      return kFailed;
    case policy::Outcome::NotEvaluated:
      break;
  }
  return kCannotDo;
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
  const auto bill = read_bill_options(options);
  if (!bill) return refuse(session, bill.error().message);
  const auto wanted = settle_wanted(options.input, options.judge, {});
  if (!wanted) return refuse(session, wanted.error().message);
  const report::Analysis analysis = analyse(options.input, *wanted);
  if (!has_spans(analysis, options.output, session)) return kCannotDo;

  std::vector<Question> questions{input_question(analysis, options.strict),
                                  propagation_question(analysis),
                                  attribution_question(analysis, *wanted)};
  for (const cost::Budget& budget : wanted->budgets) {
    questions.push_back(budget_question(budget, analysis));
  }
  if (*bill) questions.push_back(bill_question(**bill, analysis));
  const policy::Verdict verdict =
      policy::judge(std::move(questions),
                    options.fail_on == "warning" ? policy::FailOn::Warning : policy::FailOn::Error);
  report::Document document;
  document.schema = "trace-cost.check.v1";
  report::add_verdict(verdict, document);
  if (const auto failure = print(document, options.output, session)) {
    return refuse(session, failure->message);
  }
  return exit_code(verdict, analysis);
}

}  // namespace

Action add_check_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};
  static constexpr std::array<std::string_view, 2> kSeverities{"error", "warning"};
  const auto options = std::make_shared<CheckOptions>();
  add_input_options(app, options->input);
  add_budget_option(app, options->judge);
  CLI::Option* bill = app.add_option("--bill", options->bill,
                                     "What the provider charged; the sum of all costs must agree")
                          ->type_name("DOLLARS");
  app.add_option("--margin", options->margin,
                 "How far bill and traces may differ: 1% (default) or dollars like 0.05")
      ->type_name("MARGIN")
      ->needs(bill);
  app.add_option("--fail-on", options->fail_on, "The lowest severity that fails")
      ->check(one_of(kSeverities))
      ->type_name("SEVERITY");
  app.add_flag("--strict", options->strict, "Damaged records fail the check");
  add_output_options(app, kFormats, options->output);
  return [options](const Session& session) { return run(*options, session); };
}

}  // namespace trace_cost::cli
