#include "cli/count_money.h"

#include <algorithm>
#include <string_view>

#include "cost/top_parts.h"

namespace trace_cost::cli {

namespace {

bool looks_at(const MoneyOptions& options, std::string_view way) {
  return std::find(options.user_via.begin(), options.user_via.end(), way) != options.user_via.end();
}

const model::KeyRanking& user_keys(const Wanted& wanted) {
  return wanted.fields[cost::Field::User];
}

// What it points to is in `analysis`.
cost::AttributionTerms attribution_terms(const Wanted& wanted, report::Analysis& analysis) {
  const model::Ancestry& ancestry = *analysis.ancestry;
  cost::AttributionTerms terms;
  analysis.stitched_users =
      cost::StitchedUsers(ancestry, user_keys(wanted), analysis.propagation.stitches);
  if (wanted.money.stitch) terms.stitched_users = &analysis.stitched_users;
  if (looks_at(wanted.money, "session")) {
    analysis.session_users = cost::SessionUsers(ancestry, user_keys(wanted), wanted.sessions);
    terms.session_users = &analysis.session_users;
    terms.sessions = wanted.sessions;
  }
  terms.asks_resource = looks_at(wanted.money, "resource");
  return terms;
}

void sum_up(const Wanted& wanted, report::Analysis& analysis) {
  const model::Ancestry& ancestry = *analysis.ancestry;
  analysis.wasted = cost::find_wasted(ancestry, analysis.ledger, wanted.fields);
  const auto& wasted = analysis.wasted.of;
  analysis.costs = cost::sum_costs(ancestry, analysis.ledger, wanted.by, wasted);
  cost::allocate(wanted.allocation, analysis.costs);
  if (wanted.top == 0) return;
  cost::keep_top({wanted.by, wanted.top}, ancestry, analysis.ledger, wasted, analysis.costs);
}

}  // namespace

void count_money(const Wanted& wanted, unsigned threads, report::Analysis& analysis) {
  const model::Ancestry& ancestry = *analysis.ancestry;
  analysis.prices = wanted.prices;
  const cost::LedgerTerms terms{
      .prices = analysis.prices.get(),
      .rollup = wanted.money.rollup == "sum" ? cost::RollupRule::Sum : cost::RollupRule::Auto,
      .attribution = attribution_terms(wanted, analysis)};
  analysis.ledger = cost::build_ledger(ancestry, wanted.fields, terms, threads);
  if (!wanted.money.stitch) {
    analysis.recoverable =
        cost::recoverable_by(analysis.stitched_users, ancestry, user_keys(wanted), analysis.ledger);
  }
  if (!wanted.swaps.empty()) {
    analysis.what_if = cost::what_if(*analysis.capture, wanted.fields, analysis.ledger,
                                     *wanted.prices, wanted.swaps);
  }
  if (wanted.parts.have(Part::Costs)) {
    analysis.evidence = cost::evidence_of(analysis.ledger, wanted.selection);
    sum_up(wanted, analysis);
  }
  for (const cost::Budget& budget : wanted.budgets) {
    analysis.budgets.push_back(cost::judge_budget(budget, ancestry, analysis.ledger));
    cost::find_top_parts(ancestry, analysis.ledger, wanted.fields, analysis.budgets.back());
  }
  if (wanted.parts.have(Part::Traces)) {
    analysis.users = cost::attribute_spans(ancestry, user_keys(wanted), terms.attribution, threads);
  }
  if (analysis.forest) analysis.charges = analysis.ledger.charge_list();
}

}  // namespace trace_cost::cli
