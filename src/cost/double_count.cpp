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
  return tokens.is_known() || entry.basis == Basis::OtherCurrency ? 1 : 0;
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

bool DoubleCountGuard::is_beneath(std::uint32_t lower, std::uint32_t upper) const {
  constexpr int kDeepest = 64;  // frameworks nest a handful of spans for one call
  for (int depth = 0; depth < kDeepest && lower != kNone; ++depth) {
    lower = parent_[lower];
    if (lower == upper) return true;
  }
  return false;
}

// Precondition: the one stands behind the other in the trace.
bool DoubleCountGuard::is_better(std::uint32_t one, std::uint32_t other) const {
  const Entry& first = candidates_[one].entry;
  const Entry& second = candidates_[other].entry;
  if (rank_of(first) != rank_of(second)) return rank_of(first) > rank_of(second);
  if (is_beneath(one, other)) return true;
  if (is_beneath(other, one)) return false;
  return !first.charge || !second.charge || *first.charge >= *second.charge;
}

// One response may be told by a client and a gateway, or in chunks by siblings.
void DoubleCountGuard::count_response_ids_once() {
  std::unordered_map<ResponseId, std::uint32_t, ResponseId::Hash> best;
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    const Candidate& candidate = candidates_[i];
    if (candidate.role != Role::Inference || !candidate.response_id || !counts(i)) continue;
    const auto [known, is_new] = best.try_emplace(candidate.response_id, i);
    if (is_new) continue;
    const std::uint32_t loser = is_better(i, known->second) ? known->second : i;
    if (loser != i) known->second = i;
    suppress(loser, Suppression::Duplicate);
  }
  // The best may have changed after it had won.
  for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
    if (candidates_[i].suppression != Suppression::Duplicate) continue;
    const std::uint32_t winner = best.find(candidates_[i].response_id)->second;
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
  if (candidate.is_silent) {
    candidate.is_unmeasured = beneath_[at].told == 0;
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
  if (beneath.told == 0) return;
  if (is_explicit(candidate.entry) && beneath.counted > 0 && beneath.charged == 0) {
    candidate.entry.tokens = {};  // those beneath it are the same
    candidate.covers = true;
    return;
  }
  candidate.beneath = beneath.cost + beneath.gaps;
  if (candidate.entry.charge && *candidate.entry.charge > candidate.beneath) {
    beneath_[at].gaps += *candidate.entry.charge - candidate.beneath;
  }
  suppress(at, Suppression::Rollup);
}

bool DoubleCountGuard::is_sum_of_calls(std::uint32_t at) const {
  const Beneath& beneath = beneath_[at];
  const TokenUsage own = candidates_[at].entry.tokens.usage();
  return beneath.first_inference != beneath.last_inference &&
         both_tell(own.input, beneath.calls.input) && both_tell(own.output, beneath.calls.output);
}

bool DoubleCountGuard::is_same_call(std::uint32_t at, std::uint32_t other) const {
  const Candidate& one = candidates_[at];
  const Candidate& two = candidates_[other];
  if (one.response_id.differs_from(two.response_id)) return false;
  const bool is_alone = beneath_[at].first_inference == beneath_[at].last_inference;
  return have_same_tokens(one.entry, two.entry) || have_same_cost(one.entry, two.entry) ||
         (is_alone && complete_each_other(one.entry, two.entry));
}

void DoubleCountGuard::decide_inference(std::uint32_t at) {
  // A wrapper has one call beneath it, or the attempts it took.
  constexpr int kMostAttempts = 64;
  int attempts = 0;
  for (std::uint32_t i = beneath_[at].first_inference; i != kNone && attempts < kMostAttempts;
       i = next_[i], ++attempts) {
    if (is_same_call(at, kept_[i])) return make_one_call(at, kept_[i]);
  }
  if (attempts == 0) return;
  if (is_sum_of_calls(at)) return decide_rollup(at);
  candidates_[at].is_nested = beneath_[at].counted > 0;
}

void DoubleCountGuard::make_one_call(std::uint32_t above, std::uint32_t below) {
  const bool is_above_better =
      rank_of(candidates_[above].entry) > rank_of(candidates_[below].entry);
  if (!is_above_better) {
    kept_[above] = below;
    suppress(above, Suppression::Duplicate);
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
  suppress(below, Suppression::Duplicate);
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
  sum.gaps += own.gaps;
  sum.told += own.told + (candidate.is_silent ? 0 : 1);
  sum.counted += own.counted;
  sum.charged += own.charged;
  if (counts(at)) {
    ++sum.counted;
    if (candidate.entry.charge) {
      ++sum.charged;
      sum.cost += *candidate.entry.charge;
    }
  }
  const bool stands_for_a_call =
      candidate.role == Role::Inference && (counts(at) || kept_[at] != at);
  if (stands_for_a_call) {
    sum.calls += candidates_[kept_[at]].entry.tokens.usage();
    append_chain(at, at, sum);
  } else if (own.first_inference != kNone) {
    sum.calls += own.calls;
    append_chain(own.first_inference, own.last_inference, sum);
  }
}

void DoubleCountGuard::append_chain(std::uint32_t first, std::uint32_t last, Beneath& sum) {
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
