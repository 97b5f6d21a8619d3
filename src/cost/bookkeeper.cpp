#include "cost/bookkeeper.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cost/explicit_cost.h"

namespace trace_cost::cost {

namespace {

// Providers whose own numbers leave the cached tokens out of the input.
bool is_of_apart_provider(const SpanReading& reading) {
  static constexpr std::array<std::string_view, 6> kWords{"anthropic", "bedrock", "claude",
                                                          "Anthropic", "Bedrock", "AWS"};
  for (const Field field : {Field::Provider, Field::Model}) {
    const model::Attribute* found = reading.first_of(field);
    if (found == nullptr) continue;
    model::NumberBuffer buffer;
    const std::string_view text = reading.capture.text(found->text(), buffer);
    for (const std::string_view word : kWords) {
      if (text.find(word) != std::string_view::npos) return true;
    }
  }
  return false;
}

ResponseId response_id_of(const SpanReading& reading) {
  const model::Attribute* found = reading.first_of(Field::ResponseId);
  const bool is_told = found != nullptr && !is_absent(reading.capture, *found);
  return is_told ? ResponseId{found->key(), found->text()} : ResponseId{};
}

// The span speaks before its resource.
bool is_covered_by_flat_plan(const SpanReading& reading, const FieldKeys& keys) {
  const model::Attribute* told = reading.first_of(Field::NonBillable);
  if (told == nullptr) {
    const model::Capture& capture = reading.capture;
    const auto attributes = capture.attributes(capture.span(reading.span).resource);
    for (const model::AttributeKey key : keys[Field::NonBillable]) {
      if (told == nullptr) told = model::find(attributes, key);
    }
  }
  if (told == nullptr) return false;
  model::NumberBuffer buffer;
  return reading.capture.text(told->text(), buffer) == "true";
}

}  // namespace

Bookkeeper::Bookkeeper(const model::Ancestry& ancestry, const FieldIndex& fields,
                       const FieldKeys& keys, const LedgerTerms& terms,
                       const TellingServices* telling)
    : capture_(ancestry.capture()),
      fields_(fields),
      terms_(terms),
      telling_(telling),
      attribution_(ancestry, keys[Field::User], terms.attribution),
      pricer_(terms.prices),
      guard_(ancestry),
      keys_(keys) {}

void Bookkeeper::enter(const model::Trace& trace) {
  read_candidates(trace);
  if (candidates_.empty()) return;
  if (terms_.rollup == RollupRule::Auto) guard_.judge(trace, candidates_);
  settle(trace);
}

void Bookkeeper::read_candidates(const model::Trace& trace) {
  candidates_.clear();
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    const model::SpanIndex index(i);
    const auto attributes = capture_.store().attributes(index);
    if (fields_.is_telling(attributes)) read_candidate(fields_.read(capture_, index, attributes));
  }
}

void Bookkeeper::read_candidate(const SpanReading& reading) {
  Candidate candidate;
  candidate.entry.span = reading.span;
  candidate.role = roles_.of(reading);
  candidate.response_id = response_id_of(reading);
  const bool has_cost = read_cost(reading, candidate);
  const std::size_t unreadable_before = part_.doubts.tokens.size();
  read_tokens(reading, candidate);
  const bool has_tokens =
      candidate.entry.tokens.usage().is_known() || part_.doubts.tokens.size() > unreadable_before;
  if (!has_cost && !has_tokens) {
    if (candidate.role != Role::Inference) return;
    candidate.is_unmeasured = true;
    candidate.is_silent = true;
  }
  if (is_covered_by_flat_plan(reading, keys_)) candidate.suppression = Suppression::NonBillable;
  candidates_.push_back(candidate);
}

bool Bookkeeper::read_cost(const SpanReading& reading, Candidate& candidate) {
  const std::optional<ExplicitCost> cost = read_explicit_cost(reading, part_.doubts.costs);
  if (!cost) return false;
  candidate.entry.source = cost->key;
  candidate.entry.basis = cost->basis;
  if (cost->currency) {
    candidate.entry.basis = Basis::OtherCurrency;
    return true;
  }
  candidate.entry.charge = cost->amount;
  return true;
}

void Bookkeeper::read_tokens(const SpanReading& reading, Candidate& candidate) {
  const std::size_t unreadable_before = part_.doubts.tokens.size();
  const CallUsage usage = read_usage(reading, part_.doubts.tokens);
  const bool is_readable = part_.doubts.tokens.size() == unreadable_before;
  const CacheConvention cache = cache_convention(usage);
  candidate.entry.tokens = SpanTokens(inclusive_counts(usage, cache.place));
  if (cache.evidence == CacheEvidence::Assumed && is_of_apart_provider(reading)) {
    part_.doubts.cache_assumed.push_back(reading.span);
  }
  const BucketReading buckets = buckets_of(usage, cache.place);
  if (buckets.is_contradictory) part_.doubts.contradictory.push_back(reading.span);
  if (candidate.entry.basis == Basis::Unpriced && usage.counts.is_known() && is_readable) {
    derive_cost(reading, usage, buckets.tokens, candidate.entry);
  }
}

bool Bookkeeper::is_left_without_cost(const model::Span& span) const {
  return span.status == model::StatusCode::Error &&
         (telling_ == nullptr || telling_->contains(capture_.service_id(span)));
}

// A total alone has a price only where input and output cost the same.
std::optional<Pricer::Priced> Bookkeeper::price(const SpanReading& reading, const CallUsage& usage,
                                                const TokenBuckets& tokens) {
  const std::optional<Pricer::Priced> priced = pricer_.price(reading, tokens);
  if (!usage.is_total_alone || !priced) return priced;
  TokenBuckets as_output;
  as_output[Bucket::Output] = tokens[Bucket::Input];
  const std::optional<Pricer::Priced> other = pricer_.price(reading, as_output);
  return other && other->amount == priced->amount ? priced : std::nullopt;
}

void Bookkeeper::derive_cost(const SpanReading& reading, const CallUsage& usage,
                             const TokenBuckets& tokens, Entry& entry) {
  if (is_left_without_cost(capture_.span(reading.span))) {
    return part_.failed_without_cost.push_back(reading.span);
  }
  const std::optional<Pricer::Priced> priced = price(reading, usage, tokens);
  if (!priced) return;
  entry.charge = priced->amount;
  entry.price = priced->price;
  entry.basis = Basis::Derived;
}

void Bookkeeper::settle(const model::Trace& trace) {
  const std::span<const Owner> owners = attribution_.of(trace);
  for (Candidate& candidate : candidates_) {
    candidate.entry.user = owners[candidate.entry.span.number() - trace.first];
    settle(candidate);
  }
}

void Bookkeeper::settle(const Candidate& candidate) {
  const Entry& entry = candidate.entry;
  if (candidate.is_unmeasured) return part_.unmeasured.push_back(entry.span);
  if (candidate.is_silent) return;
  if (candidate.is_suspect) part_.doubts.suspects.push_back(entry.span);
  if (candidate.is_nested) part_.doubts.nested.push_back(entry.span);
  if (candidate.suppression == Suppression::No) return count(entry);
  part_.suppressed.push_back({entry, candidate.suppression});
  if (!entry.charge) return;
  ++part_.suppressed_charges;
  part_.suppressed_total += *entry.charge;
  if (candidate.suppression == Suppression::Rollup && *entry.charge != candidate.beneath) {
    part_.doubts.gaps.push_back({entry.span, *entry.charge, candidate.beneath});
  }
}

// Its amount is read again, which costs less than keeping it beside every candidate.
void Bookkeeper::count_foreign(const Entry& entry) {
  const auto attributes = capture_.store().attributes(entry.span);
  std::vector<UnreadableValue> told_already;
  const auto cost =
      read_explicit_cost(fields_.read(capture_, entry.span, attributes), told_already);
  part_.foreign.push_back({entry.span, *cost->currency, cost->amount});
}

void Bookkeeper::count(const Entry& entry) {
  part_.entries.push_back(entry);
  if (entry.basis == Basis::OtherCurrency) return count_foreign(entry);
  if (entry.charge) {
    ++part_.charges;
    part_.total += *entry.charge;
    if (entry.user.value) part_.attributed += *entry.charge;
    return;
  }
  if (entry.basis != Basis::Unpriced) return;
  ++part_.unpriced;
  const bool has_failed = !part_.failed_without_cost.empty() &&
                          std::binary_search(part_.failed_without_cost.begin(),
                                             part_.failed_without_cost.end(), entry.span);
  if (has_failed) return;
  const auto attributes = capture_.store().attributes(entry.span);
  unpriced_models_.insert(named_value(capture_, attributes, keys_[Field::Model]));
}

Ledger Bookkeeper::take_part() { return std::move(part_); }

}  // namespace trace_cost::cost
