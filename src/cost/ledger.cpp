#include "cost/ledger.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace trace_cost::cost {

namespace {

void add(std::optional<model::TokenCount>& sum, const std::optional<model::TokenCount>& more) {
  if (!more) return;
  if (!sum) sum = model::TokenCount{};
  *sum += *more;
}

bool is_absent(const model::Capture& capture, const model::Attribute& cost) {
  return cost.kind() == model::ValueKind::Null || capture.is_empty(cost.text());
}

// The first key that holds a count; keys that are there and hold none are put on record.
std::optional<model::TokenCount> token_count(const model::Capture& capture, model::SpanIndex index,
                                             const model::KeyRanking& ranking, Ledger& ledger) {
  for (const model::AttributeKey key : ranking) {
    const model::Attribute* found = capture.find(capture.span(index), key);
    if (found == nullptr || is_absent(capture, *found)) continue;
    model::NumberBuffer buffer;
    const std::string_view text = capture.text(found->text(), buffer);
    const auto read = base::read_decimal(text, 0, model::TokenCount::kLargest);
    const bool is_count = read.value && read.value->exact && read.value->units >= 0;
    if (is_count) return model::TokenCount{static_cast<std::int64_t>(read.value->units)};
    ledger.unreadable_tokens.push_back({index, key, std::string(text), read.fault});
  }
  return std::nullopt;
}

TokenUsage usage_of(const model::Capture& capture, model::SpanIndex span, const FieldKeys& keys,
                    Ledger& ledger) {
  const auto count = [&](Field field) { return token_count(capture, span, keys[field], ledger); };
  const auto input = count(Field::InputTokens);
  const auto output = count(Field::OutputTokens);
  const auto cache_read = count(Field::CacheReadTokens);
  return {input, output, cache_read, count(Field::CacheWriteTokens)};
}

// The first key that holds an amount; keys that are there and hold none are put on record.
std::optional<model::Money> charge_of(const model::Capture& capture, model::SpanIndex index,
                                      const model::KeyRanking& ranking, Ledger& ledger) {
  for (const model::AttributeKey key : ranking) {
    const model::Attribute* cost = capture.find(capture.span(index), key);
    if (cost == nullptr || is_absent(capture, *cost)) continue;
    model::NumberBuffer buffer;
    const std::string_view text = capture.text(cost->text(), buffer);
    const model::MoneyReading reading = model::read_money(text);
    if (reading.value) return reading.value;
    ledger.unreadable.push_back({index, key, std::string(text), reading.fault});
  }
  return std::nullopt;
}

// OpenTelemetry GenAI operations that a provider bills.
bool is_model_call(const model::Capture& capture, const model::Span& span, const FieldKeys& keys) {
  static constexpr std::array<std::string_view, 4> kCalls{"chat", "text_completion",
                                                          "generate_content", "embeddings"};
  const model::Attribute* operation = capture.find(span, keys[Field::Operation]);
  if (operation == nullptr) return false;
  model::NumberBuffer buffer;
  const std::string_view name = capture.text(operation->text(), buffer);
  return std::find(kCalls.begin(), kCalls.end(), name) != kCalls.end();
}

void enter(const Entry& entry, Ledger& ledger) {
  if (entry.charge) {
    ledger.total += *entry.charge;
    if (entry.user.value) ledger.attributed += *entry.charge;
    ++ledger.charges;
  }
  ledger.entries.push_back(entry);
}

}  // namespace

TokenUsage& TokenUsage::operator+=(const TokenUsage& other) {
  add(input, other.input);
  add(output, other.output);
  add(cache_read, other.cache_read);
  add(cache_write, other.cache_write);
  return *this;
}

std::vector<std::optional<model::Money>> Ledger::charge_by_span(std::size_t spans) const {
  std::vector<std::optional<model::Money>> charges_of(spans);
  for (const Entry& entry : entries) charges_of[entry.span.number()] = entry.charge;
  return charges_of;
}

Ledger build_ledger(const model::Forest& forest, const FieldKeys& keys) {
  const model::Capture& capture = forest.capture();
  const std::vector<Owner> users = attribute_spans(forest, keys[Field::User]);
  Ledger ledger;
  std::set<std::string, std::less<>> unpriced_models;
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const model::SpanIndex index(i);
    const model::Span& span = capture.span(index);
    if (span.attributes.count == 0) continue;
    const std::optional<model::Money> charge = charge_of(capture, index, keys[Field::Cost], ledger);
    const std::size_t unreadable_before = ledger.unreadable_tokens.size();
    const TokenUsage tokens = usage_of(capture, index, keys, ledger);
    const bool has_tokens =
        tokens.is_known() || ledger.unreadable_tokens.size() > unreadable_before;
    if (charge || has_tokens) {
      enter({index, charge, tokens, users[i]}, ledger);
      if (!charge) {
        model::NumberBuffer buffer;
        unpriced_models.emplace(
            capture.text(named_value(capture, span, keys[Field::Model]), buffer));
      }
    } else if (is_model_call(capture, span, keys)) {
      ledger.unmeasured.push_back(index);
    }
  }
  ledger.unpriced = ledger.entries.size() - ledger.charges;
  unpriced_models.erase("");
  ledger.unpriced_models.assign(unpriced_models.begin(), unpriced_models.end());
  return ledger;
}

}  // namespace trace_cost::cost
