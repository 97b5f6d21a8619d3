#include "cost/bill/residue.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "base/counted.h"
#include "base/decimal.h"

namespace trace_cost::cost {

namespace {

// One percent of the bill's: tokens that are so near are the same calls.
bool tokens_agree(const BillPair& pair) {
  constexpr std::int64_t kPart = 100;
  if (!pair.billed_tokens || !pair.traced_tokens || pair.billed_tokens->value == 0) return false;
  const std::int64_t difference = pair.traced_tokens->value - pair.billed_tokens->value;
  return std::abs(difference) <= pair.billed_tokens->value / kPart;
}

BillVerdict verdict_of(const BillPair& pair) {
  const model::Money difference = pair.difference();
  if (difference <= pair.allowed && -difference <= pair.allowed) return BillVerdict::Matched;
  if (tokens_agree(pair)) return BillVerdict::Price;
  return difference < model::Money{} ? BillVerdict::Untraced : BillVerdict::OverCounted;
}

// "2.5": how many times `part` goes into `whole`, with two digits; empty where it says nothing.
std::string times(model::Money whole, model::Money part) {
  constexpr int kScale = 6;
  const auto ratio = model::millionths(whole, part);
  if (!ratio || *ratio <= 0) return {};
  const std::string text = base::fixed_decimal(*ratio, kScale, 2);
  return text == "0.00" ? std::string() : text;
}

std::string listed(const std::vector<std::string>& reasons) {
  return fmt::format("{}", fmt::join(reasons, "; "));
}

std::string cause_of_untraced(const BillPair& pair, const ResidueFacts& facts) {
  std::vector<std::string> reasons;
  if (facts.is_partly_captured) reasons.emplace_back("the capture holds only a part of these days");
  if (pair.unpriced > 0) {
    reasons.push_back(base::counted(pair.unpriced, "span has", "spans have") +
                      " tokens and no price");
  }
  if (facts.unmeasured > 0) {
    reasons.push_back(base::counted(facts.unmeasured, "model call tells", "model calls tell") +
                      " neither cost nor tokens");
  }
  if (facts.suppressed > model::Money{}) {
    reasons.push_back(fmt::format("{} were kept out as told twice", facts.suppressed.dollars()));
  }
  if (pair.charges == 0) {
    reasons.push_back("no span carries any of it: calls that are not instrumented" +
                      (facts.only_traced.empty()
                           ? std::string(", or another name")
                           : fmt::format(", or what the traces call {}", facts.only_traced)));
    return listed(reasons);
  }
  const std::string factor = times(pair.billed, pair.traced);
  reasons.push_back(factor.empty()
                        ? std::string("calls that were not traced")
                        : fmt::format("calls not traced or sampled away: the bill is {} times the "
                                      "traces",
                                      factor));
  return listed(reasons);
}

bool is_exactly(std::int64_t fold, const BillPair& pair) {
  return !pair.billed.is_zero() &&
         pair.traced.picos() == pair.billed.picos() * static_cast<base::Int128>(fold);
}

std::string cause_of_over_count(const BillPair& pair) {
  if (pair.billed.is_zero()) {
    return "the bill has nothing of it: another account or name, a free tier, or calls near "
           "midnight";
  }
  std::vector<std::string> reasons;
  if (is_exactly(2, pair))
    reasons.emplace_back("exactly twice the bill: each call counts on two spans");
  const bool has_more_tokens = pair.billed_tokens && pair.traced_tokens &&
                               pair.traced_tokens->value > pair.billed_tokens->value;
  if (has_more_tokens)
    reasons.emplace_back("the traces hold more tokens, too: calls counted twice");
  if (pair.cached > 0) {
    reasons.push_back(
        fmt::format("{} tokens are of the cache: they may be priced as fresh ones", pair.cached));
  }
  if (reasons.empty()) {
    reasons.emplace_back("calls counted twice, or list prices where a discount applies");
  }
  return listed(reasons);
}

std::string cause_of_price(const BillPair& pair) {
  const std::string factor = times(pair.billed, pair.traced);
  const bool is_cheaper = pair.billed < pair.traced;
  return fmt::format(
      "the tokens agree, the price does not{}: {}",
      factor.empty() ? "" : fmt::format(" (the bill is {} times the traces)", factor),
      is_cheaper ? "a discount, batch or cached tokens, or an old price"
                 : "another service tier or region, or an old price");
}

}  // namespace

void judge(BillPair& pair, const Margin& margin) {
  pair.allowed = margin.allowed(pair.billed);
  pair.verdict = verdict_of(pair);
}

std::string likely_cause(const BillPair& pair, const ResidueFacts& facts) {
  switch (pair.verdict) {
    case BillVerdict::Matched:
      return {};
    case BillVerdict::Untraced:
      return cause_of_untraced(pair, facts);
    case BillVerdict::OverCounted:
      return cause_of_over_count(pair);
    case BillVerdict::Price:
      break;
  }
  return cause_of_price(pair);
}

}  // namespace trace_cost::cost
