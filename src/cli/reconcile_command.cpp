#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "cli/analyse.h"
#include "cli/bill_files.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cost/bill_scaling.h"
#include "cost/reconciliation.h"
#include "policy/bill_verdict.h"
#include "report/views/reconcile_view.h"

namespace trace_cost::cli {

namespace {

struct ReconcileOptions {
  InputOptions input;
  BillOptions bill;
  OutputOptions output;
  bool scale_to_bill = false;
};

constexpr std::array<const char*, 3> kBy{"user", "provider", "model"};

// What was read before the capture.
struct Billing {
  std::vector<cost::Bill> bills;
  cost::Margin margin;
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

// What each user's compared charges come to, in the order of names, nobody's last.
std::vector<report::ScaledUser> compared_by_user(const report::Analysis& analysis,
                                                 const cost::Grouping& users,
                                                 const std::vector<bool>& is_compared) {
  std::vector<report::ScaledUser> sums(users.names.size());
  for (std::size_t i = 0; i < users.names.size(); ++i) sums[i].user = users.names[i];
  for (std::size_t i = 0; i < analysis.ledger.entries.size(); ++i) {
    if (is_compared[i]) sums[users.group_of[i]].traced += *analysis.ledger.entries[i].charge;
  }
  std::sort(sums.begin(), sums.end(), [](const report::ScaledUser& a, const report::ScaledUser& b) {
    if (a.user.has_value() != b.user.has_value()) return a.user.has_value();
    return a.user < b.user;
  });
  return sums;
}

// By scaled cost, largest first, then by name; empty when the charges come to nothing.
std::vector<report::ScaledUser> scale(std::vector<report::ScaledUser> users, model::Money bill) {
  std::vector<model::Money> shares;
  shares.reserve(users.size());
  for (const report::ScaledUser& user : users) shares.push_back(user.traced);
  const std::vector<model::Money> parts = cost::proportional_parts(bill, shares);
  if (parts.empty()) return {};
  for (std::size_t i = 0; i < users.size(); ++i) users[i].scaled = parts[i];
  std::stable_sort(
      users.begin(), users.end(),
      [](const report::ScaledUser& a, const report::ScaledUser& b) { return a.scaled > b.scaled; });
  return users;
}

report::Document compare(const ReconcileOptions& options, const Billing& billing,
                         const std::vector<cost::Dimension>& by, const report::Analysis& analysis,
                         policy::BillJudgement& verdict) {
  const cost::Grouping users = by[0].group(*analysis.ancestry, analysis.ledger);
  const cost::Grouping providers = by[1].group(*analysis.ancestry, analysis.ledger);
  const cost::Grouping models = by[2].group(*analysis.ancestry, analysis.ledger);
  const cost::Reconciliation reconciliation = cost::reconcile(
      billing.bills, {*analysis.capture, analysis.ledger, providers, models}, billing.margin);
  const policy::Inputs inputs =
      analysis.diagnostics.has_errors() ? policy::Inputs::SomeMissing : policy::Inputs::AllRead;
  verdict = policy::judge_bill(reconciliation, analysis.ledger, inputs);
  report::ReconcileResults results{billing.bills, reconciliation, verdict, {}};
  if (options.scale_to_bill) {
    results.scaled = scale(compared_by_user(analysis, users, reconciliation.is_compared),
                           reconciliation.total.billed);
  }
  report::Document document;
  document.schema = "trace-cost.reconcile.v1";
  report::add_reconciliation(results, document);
  return document;
}

base::Result<Billing> read_billing(const BillOptions& options) {
  const auto margin = cost::read_margin(options.margin);
  if (!margin) return margin.error();
  auto bills = read_bills(options);
  if (!bills) return bills.error();
  return Billing{std::move(*bills), *margin};
}

bool has_dash(const std::vector<std::string>& names) {
  return std::find(names.begin(), names.end(), "-") != names.end();
}

bool are_both_on_standard_input(const ReconcileOptions& options) {
  const bool is_capture = options.input.inputs.empty() || has_dash(options.input.inputs);
  return is_capture && has_dash(options.bill.bills);
}

// All that is read, so that none of it is written over.
InputOptions with_bills(const ReconcileOptions& options) {
  InputOptions all = options.input;
  all.inputs.insert(all.inputs.end(), options.bill.bills.begin(), options.bill.bills.end());
  return all;
}

int run(const ReconcileOptions& options, const Session& session) {
  if (options.bill.bills.empty()) {
    return refuse(session, "reconcile needs a bill: --bill FILE or --bill DOLLARS");
  }
  if (!has_something_to_read(options.input, session)) return kCannotDo;
  if (are_both_on_standard_input(options)) {
    return refuse(session,
                  "--bill -: the capture is read from standard input, too; name its files");
  }
  if (would_overwrite_input(with_bills(options), options.output, session)) return kCannotDo;
  const auto billing = read_billing(options.bill);
  if (!billing) return refuse(session, billing.error().message);
  const auto wanted = settle_wanted(options.input, {}, {{}, {kBy.begin(), kBy.end()}});
  if (!wanted) return refuse(session, wanted.error().message);
  const report::Analysis analysis =
      analyse(options.input, *wanted, progress_place(options.output, session));
  if (!has_spans(analysis, options.output, session)) return kCannotDo;
  policy::BillJudgement verdict;
  const report::Document document = compare(options, *billing, wanted->by, analysis, verdict);
  if (const auto failure = print(document, options.output, session)) {
    return refuse(session, failure->message);
  }
  return exit_code(verdict.outcome);
}

}  // namespace

Action add_reconcile_command(CLI::App& app) {
  static constexpr std::array<std::string_view, 4> kFormats{"text", "json", "csv", "markdown"};
  const auto options = std::make_shared<ReconcileOptions>();
  add_input_options(app, options->input);
  add_bill_options(app, options->bill);
  add_switch(
      app,
      {"--scale-to-bill",
       "Also deal out to users, in proportion, what the bill has more or less than the traces", ""},
      options->scale_to_bill);
  add_output_options(app, kFormats, options->output);
  return [options](const Session& session) { return run(*options, session); };
}

}  // namespace trace_cost::cli
