#include "policy/coverage.h"

#include <fmt/format.h>

#include <optional>

#include "policy/limit_text.h"
#include "policy/rule_book.h"

namespace trace_cost::policy {

namespace {

constexpr std::int64_t kWhole = 1'000'000;

struct Coverage {
  std::optional<std::int64_t> millionths;  // rounded down; empty: of nothing
  std::string words;
};

// Rounded down, so that only what is whole is 100 %.
std::int64_t share_of(base::Int128 part, base::Int128 whole) {
  return static_cast<std::int64_t>(part * kWhole / whole);
}

Coverage attributed(const cost::Ledger& ledger) {
  Coverage coverage;
  if (ledger.charges == 0) return {std::nullopt, "no span carries a cost"};
  if (ledger.total <= model::Money{} || ledger.attributed < model::Money{}) {
    return {std::nullopt, fmt::format("the costs add up to {}", ledger.total.dollars())};
  }
  coverage.millionths = share_of(ledger.attributed.picos(), ledger.total.picos());
  coverage.words =
      fmt::format("{} of {} have a user", ledger.attributed.dollars(), ledger.total.dollars());
  return coverage;
}

Coverage priced(const cost::Ledger& ledger) {
  const std::uint64_t all = ledger.charges + ledger.unpriced + ledger.foreign.size();
  if (all == 0) return {std::nullopt, "no span has tokens or a cost"};
  return {share_of(ledger.charges, all),
          fmt::format("{} of {} spans with tokens or a cost have a price", ledger.charges, all)};
}

}  // namespace

Question coverage_question(const CoverageFloor& floor, const Evidence& evidence) {
  const cost::Ledger& ledger = *evidence.ledger;
  const Coverage coverage = floor.of == Covered::Attributed ? attributed(ledger) : priced(ledger);
  Question question;
  question.key = fmt::format("coverage {}", name_of(floor.of));
  question.name = fmt::format("{} >= {}", question.key, share_text(floor.least));
  question.place = floor.place;
  question.detail = coverage.words;
  if (!coverage.millionths) {
    question.without_findings = CheckState::NotEvaluated;
    return question;
  }
  question.detail += fmt::format(" ({})", share_text(*coverage.millionths));
  if (*coverage.millionths >= floor.least) return question;
  model::Finding finding = model::finding_of(kCoverageFloor);
  finding.count = 1;
  finding.message = fmt::format("{}, {}; agreed are {}", coverage.words,
                                share_text(*coverage.millionths), share_text(floor.least));
  question.findings.push_back(std::move(finding));
  return question;
}

}  // namespace trace_cost::policy
