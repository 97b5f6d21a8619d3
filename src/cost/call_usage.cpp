#include "cost/call_usage.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "cost/json_member.h"

namespace trace_cost::cost {

namespace {

using Count = std::optional<model::TokenCount>;

Count plain_count(model::Text text) {
  const bool is_plain = text.is_number() && text.decimal().places == 0 &&
                        text.decimal().digits <= model::TokenCount::kLargest;
  return is_plain ? Count(model::TokenCount{text.decimal().digits}) : std::nullopt;
}

// Reads the counts of one span.
class UsageReader {
 public:
  UsageReader(const SpanReading& reading, std::vector<UnreadableValue>& unreadable)
      : reading_(reading), unreadable_(unreadable) {}

  Count count(Field field) {
    Count count;
    reading_.take_first(field, [&](const model::Attribute& value) {
      count = plain_count(value.text());
      if (!count) count = written_count(field, value);
      return count.has_value();
    });
    return count;
  }

 private:
  Count written_count(Field field, const model::Attribute& value) {
    model::NumberBuffer buffer;
    std::string_view text = reading_.capture.text(value.text(), buffer);
    const std::string_view member = reading_.keys.member(field, value.key());
    std::optional<std::string> inside;
    if (!member.empty()) {
      inside = scalar_member(json_object(text), member);
      if (!inside) return std::nullopt;
      text = *inside;
    }
    const auto read = base::read_decimal(text, 0, model::TokenCount::kLargest);
    const bool is_count = read.value && read.value->exact && read.value->units >= 0;
    if (is_count) return model::TokenCount{static_cast<std::int64_t>(read.value->units)};
    unreadable_.push_back({reading_.span, value.key(), std::string(text), read.fault});
    return std::nullopt;
  }

  const SpanReading& reading_;
  std::vector<UnreadableValue>& unreadable_;
};

std::int64_t known(const Count& count) { return count ? count->value : 0; }

bool is_from_apart_emitter(const SpanReading& reading) {
  for (const Field field : {Field::CacheReadTokens, Field::CacheWriteTokens}) {
    const model::Attribute* found = reading.first_of(field);
    if (found != nullptr && reading.keys.is_apart(found->key())) return true;
  }
  return false;
}

// The part that the total leaves; empty when the part is larger than the total.
Count rest_of(const Count& total, const Count& part) {
  if (!total || !part || part->value > total->value) return std::nullopt;
  return model::TokenCount{total->value - part->value};
}

void fill_from_total(CallUsage& usage) {
  Count& input = usage.counts.input;
  Count& output = usage.counts.output;
  usage.is_total_alone = usage.total && !input && !output;
  if (usage.is_total_alone) {
    input = usage.total;
  } else if (!input && !usage.counts.cache_read && !usage.counts.cache_write) {
    input = rest_of(usage.total, output);
  } else if (!output && !usage.counts.cache_read && !usage.counts.cache_write) {
    output = rest_of(usage.total, input);
  }
}

}  // namespace

CallUsage read_usage(const SpanReading& reading, std::vector<UnreadableValue>& unreadable) {
  UsageReader reader(reading, unreadable);
  CallUsage usage;
  usage.counts.input = reader.count(Field::InputTokens);
  usage.counts.output = reader.count(Field::OutputTokens);
  usage.counts.cache_read = reader.count(Field::CacheReadTokens);
  usage.counts.cache_write = reader.count(Field::CacheWriteTokens);
  usage.reasoning = reader.count(Field::ReasoningTokens);
  usage.input_audio = reader.count(Field::InputAudioTokens);
  usage.output_audio = reader.count(Field::OutputAudioTokens);
  usage.total = reader.count(Field::TotalTokens);
  usage.is_from_apart_emitter = is_from_apart_emitter(reading);
  fill_from_total(usage);
  return usage;
}

CacheConvention cache_convention(const CallUsage& usage) {
  const std::int64_t input = known(usage.counts.input);
  const std::int64_t output = known(usage.counts.output);
  const std::int64_t cached = known(usage.counts.cache_read) + known(usage.counts.cache_write);
  if (cached == 0) return {};
  if (cached > input) return {CachePlace::Apart, CacheEvidence::Sum};
  if (usage.total && usage.total->value == input + output) {
    return {CachePlace::Inside, CacheEvidence::Total};
  }
  if (usage.total && usage.total->value == input + cached + output) {
    return {CachePlace::Apart, CacheEvidence::Total};
  }
  if (usage.is_from_apart_emitter) return {CachePlace::Apart, CacheEvidence::Emitter};
  return {CachePlace::Inside, CacheEvidence::Assumed};
}

TokenUsage inclusive_counts(const CallUsage& usage, CachePlace place) {
  TokenUsage counts = usage.counts;
  if (place == CachePlace::Inside) return counts;
  const std::int64_t cached = known(counts.cache_read) + known(counts.cache_write);
  // Three counts of at most 10^9 each; the sum is cut to what a TokenCount may hold.
  const std::int64_t all = known(counts.input) + cached;
  counts.input = model::TokenCount{std::min(all, model::TokenCount::kLargest)};
  return counts;
}

}  // namespace trace_cost::cost
