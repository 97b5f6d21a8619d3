#include "cost/double_count.h"

#include <algorithm>
#include <unordered_map>

namespace trace_cost::cost {

namespace {

bool is_explicit(const Entry& entry) {
  return entry.charge && (entry.basis == Basis::Explicit || entry.basis == Basis::Provider);
}

// How good the evidence for the cost of a call is.
int rank_of(const Entry& entry) {
  const TokenUsage tokens = entry.tokens.usage();
  if (is_explicit(entry)) return entry.basis == Basis::Provider ? 5 : 4;
  if (entry.charge) return tokens.cache_read || tokens.cache_write ? 3 : 2;
  return tokens.is_known() ? 1 : 0;
}

bool is_better(const Entry& one, const Entry& other) {
  if (rank_of(one) != rank_of(other)) return rank_of(one) > rank_of(other);
  return one.charge && other.charge && *one.charge > *other.charge;
}

bool both_tell(const std::optional<model::TokenCount>& one,
               const std::optional<model::TokenCount>& other) {
  return one && other && *one == *other;
}

bool have_same_tokens(const Entry& one, const Entry& other) {
  const TokenUsage first = one.tokens.usage();
  const TokenUsage second = other.tokens.usage();
  return both_tell(first.input, second.input) && both_tell(first.output, second.output);
}

bool have_same_cost(const Entry& one, const Entry& other) {
  return is_explicit(one) && is_explicit(other) && *one.charge == *other.charge &&
         !one.charge->is_zero();
}

// One tells the cost and the other the tokens.
bool complete_each_other(const Entry& one, const Entry& other) {
  const bool has_cost = is_explicit(one);
  const bool has_tokens = one.tokens.usage().is_known();
  return has_cost != has_tokens && is_explicit(other) == has_tokens &&
         other.tokens.usage().is_known() == has_cost;
}

// Two responses with the same fingerprint would also have to be as long.
bool may_be_one_response(const Entry& one, const Entry& other) {
  const auto first = one.tokens.usage().output;
  const auto second = other.tokens.usage().output;
  return !first || !second || *first == *second;
}

}  // namespace

void DoubleCountGuard::judge(const model::Trace& trace, std::span<Candidate> candidates) {
  if (candidates.size() < 2) return;
  candidates_ = candidates;
  link(trace);
  order_children_first();
  count_response_ids_once();
  for (const std::uint32_t at : order_) {
    decide(at);
    hand_up(at);
  }
  cover();
}

// Every span is walked over once: what was found at the end of a walk holds for its whole path.
void DoubleCountGuard::link(const model::Trace& trace) {
  constexpr std::uint32_t kUnasked = kNone - 1;
  candidate_of_.assign(trace.count, kNone);
  above_.assign(trace.count, kUnasked);
  parent_.assign(candidates_.size(), kNone);
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    candidate_of_[candidates_[i].entry.span.number() - trace.first] = i;
  }
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    std::uint32_t at = candidates_[i].entry.span.number() - trace.first;
    path_.clear();
    while (above_[at] == kUnasked) {
      path_.push_back(at);
      const model::SpanIndex parent = ancestry_.parent(model::SpanIndex(trace.first + at));
      above_[at] = kNone;
      if (!parent) break;
      at = parent.number() - trace.first;
      if (candidate_of_[at] != kNone) break;
    }
    const bool is_at_candidate = candidate_of_[at] != kNone && at != path_.back();
    const std::uint32_t found = is_at_candidate ? candidate_of_[at] : above_[at];
    for (const std::uint32_t below : path_) above_[below] = found;
    parent_[i] = above_[candidates_[i].entry.span.number() - trace.first];
  }
}

void DoubleCountGuard::order_children_first() {
  std::vector<std::uint32_t>& waiting = waiting_;
  waiting.assign(candidates_.size(), 0);
  for (const std::uint32_t parent : parent_) {
    if (parent != kNone) ++waiting[parent];
  }
  order_.clear();
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    if (waiting[i] == 0) order_.push_back(i);
  }
  for (std::size_t done = 0; done < order_.size(); ++done) {
    const std::uint32_t parent = parent_[order_[done]];
    if (parent != kNone && --waiting[parent] == 0) order_.push_back(parent);
  }
  beneath_.assign(candidates_.size(), {});
  next_.assign(candidates_.size(), kNone);
  kept_.resize(candidates_.size());
  for (std::uint32_t i = 0; i < kept_.size(); ++i) kept_[i] = i;
}

bool DoubleCountGuard::counts(std::uint32_t at) const {
  const Candidate& candidate = candidates_[at];
  return candidate.suppression == Suppression::No && rank_of(candidate.entry) > 0;
}

void DoubleCountGuard::suppress(std::uint32_t at, Suppression why, std::uint32_t in_favour_of) {
  candidates_[at].suppression = why;
  if (in_favour_of != kNone) {
    candidates_[at].in_favour_of = candidates_[in_favour_of].entry.span;
  }
}

// One response may be told by a client and a gateway, or in chunks by siblings.
void DoubleCountGuard::count_response_ids_once() {
  std::unordered_map<model::Text, std::uint32_t> best;
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    const Candidate& candidate = candidates_[i];
    if (candidate.role != Role::Inference || !candidate.response_id || !counts(i)) continue;
    const auto [known, is_new] = best.try_emplace(candidate.response_id, i);
    if (is_new) continue;
    const Entry& other = candidates_[known->second].entry;
    if (!may_be_one_response(candidate.entry, other)) continue;
    const std::uint32_t loser = is_better(other, candidate.entry) ? i : known->second;
    if (loser != i) known->second = i;
    suppress(loser, Suppression::Duplicate, known->second);
  }
  // The best may have changed after it had won.
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    if (candidates_[i].suppression != Suppression::Duplicate) continue;
    const std::uint32_t winner = best.find(candidates_[i].response_id)->second;
    suppress(i, Suppression::Duplicate, winner);
    keep_tokens(winner, i);
  }
}

void DoubleCountGuard::keep_tokens(std::uint32_t winner, std::uint32_t loser) {
  Entry& kept = candidates_[winner].entry;
  if (!kept.tokens.usage().is_known()) kept.tokens = candidates_[loser].entry.tokens;
}

void DoubleCountGuard::decide(std::uint32_t at) {
  Candidate& candidate = candidates_[at];
  if (candidate.suppression != Suppression::No) return;
  if (candidate.is_unmeasured) {
    candidate.is_unmeasured = beneath_[at].counted == 0;
    return;
  }
  switch (candidate.role) {
    case Role::Rollup:
      return decide_rollup(at);
    case Role::Inference:
      return decide_inference(at);
    case Role::Plain:
      break;
  }
  const Beneath& beneath = beneath_[at];
  candidate.is_suspect = candidate.entry.charge && beneath.charged > 0 && !beneath.cost.is_zero() &&
                         *candidate.entry.charge == beneath.cost;
}

void DoubleCountGuard::decide_rollup(std::uint32_t at) {
  const Beneath& beneath = beneath_[at];
  Candidate& candidate = candidates_[at];
  if (beneath.counted == 0) return;
  if (is_explicit(candidate.entry) && beneath.charged == 0) {
    candidate.entry.tokens = {};  // those beneath it are the same
    candidate.covers = true;
    return;
  }
  candidate.beneath = beneath.cost;
  suppress(at, Suppression::Rollup, kNone);
}

bool DoubleCountGuard::is_sum_of_calls(std::uint32_t at) const {
  TokenUsage sum;
  std::size_t calls = 0;
  for (std::uint32_t i = beneath_[at].first_inference; i != kNone; i = next_[i], ++calls) {
    sum += candidates_[kept_[i]].entry.tokens.usage();
  }
  const TokenUsage own = candidates_[at].entry.tokens.usage();
  return calls > 1 && both_tell(own.input, sum.input) && both_tell(own.output, sum.output);
}

void DoubleCountGuard::decide_inference(std::uint32_t at) {
  const Beneath& beneath = beneath_[at];
  const Entry& own = candidates_[at].entry;
  const bool is_alone = beneath.first_inference == beneath.last_inference;
  if (beneath.first_inference == kNone) return;
  for (std::uint32_t i = beneath.first_inference; i != kNone; i = next_[i]) {
    const Candidate& other = candidates_[kept_[i]];
    const bool differ = candidates_[at].response_id && other.response_id &&
                        candidates_[at].response_id != other.response_id;
    if (differ) continue;
    const bool is_same = have_same_tokens(own, other.entry) || have_same_cost(own, other.entry) ||
                         (is_alone && complete_each_other(own, other.entry));
    if (is_same) return make_one_call(at, kept_[i]);
  }
  if (is_sum_of_calls(at)) return decide_rollup(at);
  candidates_[at].is_nested = beneath.counted > 0;
}

void DoubleCountGuard::make_one_call(std::uint32_t above, std::uint32_t below) {
  const bool is_above_better =
      rank_of(candidates_[above].entry) > rank_of(candidates_[below].entry);
  if (!is_above_better) {
    kept_[above] = below;
    suppress(above, Suppression::Duplicate, below);
    return keep_tokens(below, above);
  }
  Beneath& beneath = beneath_[above];
  if (counts(below)) {
    --beneath.counted;
    if (const model::MaybeMoney charge = candidates_[below].entry.charge) {
      beneath.cost += -*charge;
      --beneath.charged;
    }
  }
  suppress(below, Suppression::Duplicate, above);
  keep_tokens(above, below);
}

// Adds what counts at and beneath `at` to what is beneath its parent.
void DoubleCountGuard::hand_up(std::uint32_t at) {
  const std::uint32_t parent = parent_[at];
  if (parent == kNone) return;
  const Candidate& candidate = candidates_[at];
  Beneath& sum = beneath_[parent];
  const Beneath& own = beneath_[at];
  sum.cost += own.cost;
  sum.counted += own.counted;
  sum.charged += own.charged;
  if (counts(at)) {
    ++sum.counted;
    if (candidate.entry.charge) {
      ++sum.charged;
      sum.cost += *candidate.entry.charge;
    }
  }
  const bool stands_for_a_call = candidate.role == Role::Inference && !candidate.is_unmeasured &&
                                 (counts(at) || kept_[at] != at);
  const std::uint32_t first = stands_for_a_call ? at : own.first_inference;
  const std::uint32_t last = stands_for_a_call ? at : own.last_inference;
  if (first == kNone) return;
  if (sum.last_inference == kNone) {
    sum.first_inference = first;
  } else {
    next_[sum.last_inference] = first;
  }
  sum.last_inference = last;
}

// From the top down: what an ancestor's charge pays for is not unpriced, and a call that an
// ancestor measures is not unmeasured.
void DoubleCountGuard::cover() {
  std::vector<bool>& is_paid = is_paid_;
  std::vector<bool>& is_measured = is_measured_;
  is_paid.assign(candidates_.size(), false);
  is_measured.assign(candidates_.size(), false);
  for (std::size_t i = order_.size(); i-- > 0;) {
    const std::uint32_t at = order_[i];
    const std::uint32_t parent = parent_[at];
    if (parent == kNone) continue;
    const bool is_call_above = candidates_[parent].role != Role::Plain && counts(parent);
    is_paid[at] = is_paid[parent] || candidates_[parent].covers;
    is_measured[at] = is_measured[parent] || is_call_above;
    Candidate& candidate = candidates_[at];
    if (is_paid[at] && candidate.entry.basis == Basis::Unpriced) {
      candidate.entry.basis = Basis::Covered;
    }
    if (is_measured[at]) candidate.is_unmeasured = false;
  }
}

}  // namespace trace_cost::cost
