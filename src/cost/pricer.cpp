#include "cost/pricer.h"

#include <algorithm>

namespace trace_cost::cost {

namespace {

std::int64_t known(const std::optional<model::TokenCount>& count) {
  return count ? count->value : 0;
}

model::Text text_of(const SpanReading& reading, Field field) {
  const model::Attribute* found = reading.first_of(field);
  return found == nullptr ? model::Text{} : found->text();
}

// What is left of `whole` without its parts.
std::int64_t rest(std::int64_t whole, std::int64_t parts, bool& is_contradictory) {
  if (parts <= whole) return whole - parts;
  is_contradictory = true;
  return 0;
}

}  // namespace

PriceTerms terms_of(const SpanReading& reading) {
  PriceTerms terms;
  const model::Span span = reading.capture.span(reading.span);
  if (span.start != model::kUnknownInstant) terms.at = span.start;
  if (const model::Text tier = text_of(reading, Field::ServiceTier)) {
    model::NumberBuffer buffer;
    terms.tier = read_service_tier(reading.capture.text(tier, buffer));
  }
  return terms;
}

BucketReading buckets_of(const CallUsage& usage, CachePlace place) {
  BucketReading reading;
  TokenBuckets& tokens = reading.tokens;
  tokens[Bucket::CacheRead] = known(usage.counts.cache_read);
  tokens[Bucket::CacheWrite] = known(usage.counts.cache_write);
  tokens[Bucket::InputAudio] = known(usage.input_audio);
  tokens[Bucket::Reasoning] = known(usage.reasoning);
  tokens[Bucket::OutputAudio] = known(usage.output_audio);
  const std::int64_t cached = tokens[Bucket::CacheRead] + tokens[Bucket::CacheWrite];
  const std::int64_t inside = place == CachePlace::Inside ? cached : 0;
  tokens[Bucket::Input] = rest(known(usage.counts.input), inside + tokens[Bucket::InputAudio],
                               reading.is_contradictory);
  tokens[Bucket::Output] =
      rest(known(usage.counts.output), tokens[Bucket::Reasoning] + tokens[Bucket::OutputAudio],
           reading.is_contradictory);
  return reading;
}

const std::optional<MatchedPrice>& Pricer::find(const model::Capture& capture, const Sold& sold) {
  const auto [known, is_new] = known_.try_emplace(sold);
  if (is_new) {
    model::NumberBuffer provider;
    model::NumberBuffer model;
    known->second = book_->find(sold.provider ? capture.text(sold.provider, provider) : "",
                                sold.model ? capture.text(sold.model, model) : "");
  }
  return known->second;
}

std::optional<Pricer::Priced> Pricer::price(const SpanReading& reading,
                                            const TokenBuckets& tokens) {
  if (book_ == nullptr) return std::nullopt;
  const PriceTerms terms = terms_of(reading);
  const model::Text provider = text_of(reading, Field::Provider);
  std::optional<Priced> priced;
  const auto price_as = [&](model::Text model) {
    const std::optional<MatchedPrice>& match = find(reading.capture, {provider, model});
    const auto amount = match ? match->charge(tokens, terms) : std::nullopt;
    if (!amount) return false;
    priced = Priced{*amount, match->price};
    note_use(match->table);
    return true;
  };
  const bool names_model = reading.take_first(
      Field::Model, [&](const model::Attribute& model) { return price_as(model.text()); });
  if (!names_model && reading.first_of(Field::Model) == nullptr) price_as({});
  return priced;
}

void Pricer::note_use(const PriceTable* table) {
  const bool is_known =
      std::find(used_tables_.begin(), used_tables_.end(), table) != used_tables_.end();
  if (!is_known) used_tables_.push_back(table);
}

}  // namespace trace_cost::cost
