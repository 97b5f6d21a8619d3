#include "cost/cost_findings.h"

#include <fmt/format.h>

#include <array>
#include <string>

#include "base/counted.h"
#include "model/ancestry.h"

namespace trace_cost::cost {

namespace {

using model::Certainty;
using model::Finding;
using model::FindingSeverity;

enum class Number : std::size_t { Bill, Unreadable, Nobody, Negative, Tokens };

constexpr std::array<model::Rule, 5> kRules{{
    {"TC-B002", "bill and traces differ", FindingSeverity::Error, Certainty::Certain,
     "The sum of all charges, with and without a user, lies further from the bill than the margin. "
     "Traces below the bill: calls that were not traced, sampled away or carry no cost. Traces "
     "above "
     "it: costs that are counted twice, or list prices where a discount applies.",
     "compare by day and model: trace-cost costs --by day,model"},
    {"TC-C001", "cost is no amount", FindingSeverity::Warning, Certainty::Certain,
     "A span has a cost attribute that is no finite number of dollars (NaN, infinity, words, out "
     "of "
     "range). It counts as unknown, not as zero, so every total is a lower bound.",
     "write the cost as a finite number of US dollars, or leave the attribute out"},
    {"TC-C002", "money without a user", FindingSeverity::Warning, Certainty::Certain,
     "Some charges stand on spans for which no user is known: not on the span, not on an ancestor, "
     "and not as the only user of the trace.",
     "set user.id on the root span of every request; --user-key KEY reads another attribute"},
    {"TC-C003", "negative cost", FindingSeverity::Warning, Certainty::Certain,
     "A span has a cost below zero. It is counted as it is, so it lowers the sums it is part of.",
     "write credits to the bill, not to spans; look for a subtraction in the instrumentation"},
    {"TC-C004", "token count is none", FindingSeverity::Warning, Certainty::Certain,
     "A span has a token attribute that is no whole number (a fraction, words, below zero, "
     "absurdly "
     "large). The count is unknown, and so is a price that would rest on it.",
     "write token counts as integers, or leave the attribute out"},
}};

const model::Rule& rule(Number number) { return kRules[static_cast<std::size_t>(number)]; }

std::string_view words_for(base::DecimalFault fault) {
  switch (fault) {
    case base::DecimalFault::NotFinite:
      return "not finite";
    case base::DecimalFault::OutOfRange:
      return "out of range";
    case base::DecimalFault::NotANumber:
      break;
  }
  return "not a number";
}

Finding unreadable_finding(const model::Rule& rule, const std::vector<UnreadableValue>& values,
                           const model::Capture& capture,
                           const model::AttributeSelection& selection) {
  constexpr std::size_t kShown = 40;
  Finding finding = model::finding_of(rule);
  for (const UnreadableValue& value : values) {
    const model::Span& span = capture.span(value.span);
    const std::string& file = capture.sources()[span.source.number()].name;
    model::add_example(span,
                       fmt::format("{} is {} ({}), in {}", selection.name(value.key),
                                   value.text.substr(0, kShown), words_for(value.fault), file),
                       finding);
  }
  return finding;
}

Finding unreadable_costs(const Ledger& ledger, const model::Capture& capture,
                         const model::AttributeSelection& selection) {
  Finding finding =
      unreadable_finding(rule(Number::Unreadable), ledger.doubts.costs, capture, selection);
  finding.message = base::counted(finding.count, "span has", "spans have") +
                    " a cost that is no amount of dollars; every total is a lower bound";
  return finding;
}

Finding unreadable_tokens(const Ledger& ledger, const model::Capture& capture,
                          const model::AttributeSelection& selection) {
  Finding finding =
      unreadable_finding(rule(Number::Tokens), ledger.doubts.tokens, capture, selection);
  finding.message = base::counted(finding.count, "token count is", "token counts are") +
                    " no whole number from 0 to 1 000 000 000, and unknown";
  return finding;
}

Finding negative_finding(const model::Capture& capture, const Ledger& ledger) {
  Finding finding = model::finding_of(rule(Number::Negative));
  for (const Entry& entry : ledger.entries) {
    if (!entry.charge || *entry.charge >= model::Money{}) continue;
    model::add_example(capture.span(entry.span), entry.charge->dollars(), finding);
  }
  finding.message = base::counted(finding.count, "span has", "spans have") + " a cost below zero";
  return finding;
}

std::string percent(std::int64_t millionths) {
  return base::fixed_decimal(millionths, 4, 1) + " %";
}

// Below one percent, the default margin of a bill, it is only worth knowing.
Finding nobody_finding(const model::Capture& capture, const Ledger& ledger) {
  constexpr std::int64_t kWorthAWarning = 10'000;
  Finding finding = model::finding_of(rule(Number::Nobody));
  for (const Entry& entry : ledger.entries) {
    if (!entry.charge || entry.charge->is_zero() || entry.user.value) continue;
    model::add_example(capture.span(entry.span), entry.charge->dollars(), finding);
  }
  const model::Money nobodys = ledger.total - ledger.attributed;
  const std::int64_t share = model::millionths(nobodys, ledger.total).value_or(0);
  if (share < kWorthAWarning) finding.severity = FindingSeverity::Info;
  finding.message = fmt::format("{} of {} ({}) belongs to no user", nobodys.dollars(),
                                ledger.total.dollars(), percent(share));
  return finding;
}

}  // namespace

std::span<const model::Rule> cost_rules() { return kRules; }

std::vector<Finding> money_findings(const model::Ancestry& ancestry, const Ledger& ledger,
                                    const model::AttributeSelection& selection) {
  std::vector<Finding> found;
  const model::Capture& capture = ancestry.capture();
  if (!ledger.doubts.costs.empty()) found.push_back(unreadable_costs(ledger, capture, selection));
  if (!ledger.doubts.tokens.empty()) {
    found.push_back(unreadable_tokens(ledger, capture, selection));
  }
  Finding negative = negative_finding(capture, ledger);
  if (negative.count > 0) found.push_back(std::move(negative));
  Finding nobody = nobody_finding(capture, ledger);
  if (nobody.count > 0) found.push_back(std::move(nobody));
  return found;
}

std::vector<Finding> bill_findings(const BillComparison& comparison, const Margin& margin,
                                   const Ledger& ledger) {
  if (comparison.agrees()) return {};
  Finding finding = model::finding_of(rule(Number::Bill));
  finding.count = 1;
  const bool is_less = comparison.difference < model::Money{};
  finding.message = fmt::format(
      "the bill is {}, the traces add up to {} (users {}, nobody {}): {} {} than the bill, allowed "
      "{} "
      "({})",
      comparison.bill.dollars(), comparison.traced.dollars(), ledger.attributed.dollars(),
      (ledger.total - ledger.attributed).dollars(),
      (is_less ? -comparison.difference : comparison.difference).dollars(),
      is_less ? "less" : "more", comparison.allowed.dollars(), margin.text);
  return {finding};
}

}  // namespace trace_cost::cost
