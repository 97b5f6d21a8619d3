#include "cost/ledger.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/parallel.h"

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

// A span whose money and tokens are being read.
struct Reading {
  const model::Capture& capture;
  model::SpanIndex span;
  std::span<const model::Attribute> attributes;
};

// The first key that holds a count; keys that are there and hold none are put on record.
std::optional<model::TokenCount> token_count(const Reading& reading,
                                             const model::KeyRanking& ranking, Ledger& ledger) {
  const model::Capture& capture = reading.capture;
  for (const model::AttributeKey key : ranking) {
    const model::Attribute* found = model::find(reading.attributes, key);
    if (found == nullptr || is_absent(capture, *found)) continue;
    const model::Text count = found->text();
    if (count.is_number() && count.decimal().places == 0 &&
        count.decimal().digits <= model::TokenCount::kLargest) {
      return model::TokenCount{count.decimal().digits};
    }
    model::NumberBuffer buffer;
    const std::string_view text = capture.text(count, buffer);
    const auto read = base::read_decimal(text, 0, model::TokenCount::kLargest);
    const bool is_count = read.value && read.value->exact && read.value->units >= 0;
    if (is_count) return model::TokenCount{static_cast<std::int64_t>(read.value->units)};
    ledger.unreadable_tokens.push_back({reading.span, key, std::string(text), read.fault});
  }
  return std::nullopt;
}

TokenUsage usage_of(const Reading& reading, const FieldKeys& keys, Ledger& ledger) {
  const auto count = [&](Field field) { return token_count(reading, keys[field], ledger); };
  const auto input = count(Field::InputTokens);
  const auto output = count(Field::OutputTokens);
  const auto cache_read = count(Field::CacheReadTokens);
  return {input, output, cache_read, count(Field::CacheWriteTokens)};
}

// Most costs need no reading of digits.
std::optional<model::Money> plain_amount(model::Text text) {
  if (!text.is_number() || text.decimal().places > model::Money::kScale) return std::nullopt;
  return model::Money::from_decimal(text.decimal().digits, text.decimal().places);
}

// The first key that holds an amount; keys that are there and hold none are put on record.
std::optional<model::Money> charge_of(const Reading& reading, const model::KeyRanking& ranking,
                                      Ledger& ledger) {
  const model::Capture& capture = reading.capture;
  for (const model::AttributeKey key : ranking) {
    const model::Attribute* cost = model::find(reading.attributes, key);
    if (cost == nullptr || is_absent(capture, *cost)) continue;
    if (const auto amount = plain_amount(cost->text())) return amount;
    model::NumberBuffer buffer;
    const std::string_view text = capture.text(cost->text(), buffer);
    const model::MoneyReading money = model::read_money(text);
    if (money.value) return money.value;
    ledger.unreadable.push_back({reading.span, key, std::string(text), money.fault});
  }
  return std::nullopt;
}

// OpenTelemetry GenAI operations that a provider bills.
bool is_model_call(const Reading& reading, const FieldKeys& keys) {
  static constexpr std::array<std::string_view, 4> kCalls{"chat", "text_completion",
                                                          "generate_content", "embeddings"};
  const model::Attribute* operation = nullptr;
  for (const model::AttributeKey key : keys[Field::Operation]) {
    if (operation == nullptr) operation = model::find(reading.attributes, key);
  }
  if (operation == nullptr) return false;
  model::NumberBuffer buffer;
  const std::string_view name = reading.capture.text(operation->text(), buffer);
  return std::find(kCalls.begin(), kCalls.end(), name) != kCalls.end();
}

// Which keys make a span worth a closer look: most spans have none of them.
class TellingKeys {
 public:
  TellingKeys(const FieldKeys& keys) {  // NOLINT(google-explicit-constructor)
    for (const Field field :
         {Field::Cost, Field::Operation, Field::InputTokens, Field::OutputTokens,
          Field::CacheReadTokens, Field::CacheWriteTokens}) {
      for (const model::AttributeKey key : keys[field]) {
        if (key.number() >= is_telling_.size()) is_telling_.resize(key.number() + 1, 0);
        is_telling_[key.number()] = 1;
      }
    }
  }
  [[nodiscard]] bool any_in(std::span<const model::Attribute> attributes) const {
    return std::any_of(attributes.begin(), attributes.end(), [&](const model::Attribute& kept) {
      return kept.key().number() < is_telling_.size() && is_telling_[kept.key().number()] != 0;
    });
  }

 private:
  std::vector<std::uint8_t> is_telling_;
};

// Writes the part of the ledger for some traces.
class Bookkeeper {
 public:
  Bookkeeper(const model::Ancestry& ancestry, const FieldKeys& keys, const TellingKeys& telling)
      : capture_(ancestry.capture()),
        keys_(keys),
        telling_(telling),
        attribution_(ancestry, keys[Field::User]) {}

  void enter(const model::Trace& trace) {
    const std::size_t first = part_.entries.size();
    for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
      const model::SpanIndex index(i);
      const auto attributes = capture_.store().attributes(index);
      if (telling_.any_in(attributes)) enter({capture_, index, attributes});
    }
    if (part_.entries.size() == first) return;
    const std::span<const Owner> owners = attribution_.of(trace);
    for (std::size_t i = first; i < part_.entries.size(); ++i) {
      Entry& entry = part_.entries[i];
      entry.user = owners[entry.span.number() - trace.first];
      if (!entry.charge) continue;
      ++part_.charges;
      part_.total += *entry.charge;
      if (entry.user.value) part_.attributed += *entry.charge;
    }
  }

  Ledger take_part() { return std::move(part_); }
  [[nodiscard]] const std::unordered_set<model::Text>& unpriced_models() const {
    return unpriced_models_;
  }

 private:
  void enter(const Reading& reading) {
    const std::optional<model::Money> charge = charge_of(reading, keys_[Field::Cost], part_);
    const std::size_t unreadable_before = part_.unreadable_tokens.size();
    const TokenUsage tokens = usage_of(reading, keys_, part_);
    const bool has_tokens = tokens.is_known() || part_.unreadable_tokens.size() > unreadable_before;
    if (charge || has_tokens) {
      part_.entries.push_back({charge, SpanTokens(tokens), {}, reading.span});
      if (!charge) {
        unpriced_models_.insert(named_value(capture_, reading.attributes, keys_[Field::Model]));
      }
    } else if (is_model_call(reading, keys_)) {
      part_.unmeasured.push_back(reading.span);
    }
  }

  const model::Capture& capture_;
  const FieldKeys& keys_;
  const TellingKeys& telling_;
  Attribution attribution_;
  Ledger part_;
  std::unordered_set<model::Text> unpriced_models_;
};

template <typename T>
void move_behind(std::vector<T>& all, std::vector<T>& more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  more = std::vector<T>();
}

void append(Ledger part, Ledger& ledger) {
  move_behind(ledger.entries, part.entries);
  move_behind(ledger.unreadable, part.unreadable);
  move_behind(ledger.unreadable_tokens, part.unreadable_tokens);
  move_behind(ledger.unmeasured, part.unmeasured);
  ledger.total += part.total;
  ledger.attributed += part.attributed;
  ledger.charges += part.charges;
}

std::vector<std::string> sorted_names(const model::Capture& capture,
                                      const std::unordered_set<model::Text>& texts) {
  std::vector<std::string> names;
  for (const model::Text text : texts) {
    model::NumberBuffer buffer;
    const std::string_view name = capture.text(text, buffer);
    if (!name.empty()) names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

SpanTokens::SpanTokens(const TokenUsage& usage) {
  const auto keep = [this](std::size_t place, const std::optional<model::TokenCount>& count) {
    static_assert(model::TokenCount::kLargest <= std::numeric_limits<std::int32_t>::max());
    if (count) counts_[place] = static_cast<std::int32_t>(count->value);
  };
  keep(0, usage.input);
  keep(1, usage.output);
  keep(2, usage.cache_read);
  keep(3, usage.cache_write);
}

TokenUsage SpanTokens::usage() const {
  const auto count = [this](std::size_t place) {
    return counts_[place] == kUnknown ? std::nullopt
                                      : std::optional(model::TokenCount{counts_[place]});
  };
  return {count(0), count(1), count(2), count(3)};
}

TokenUsage& TokenUsage::operator+=(const TokenUsage& other) {
  add(input, other.input);
  add(output, other.output);
  add(cache_read, other.cache_read);
  add(cache_write, other.cache_write);
  return *this;
}

std::vector<model::Charge> Ledger::charge_list() const {
  std::vector<model::Charge> list;
  list.reserve(charges);
  for (const Entry& entry : entries) {
    if (entry.charge) list.push_back({entry.span, *entry.charge});
  }
  return list;
}

Ledger build_ledger(const model::Ancestry& ancestry, const FieldKeys& keys, unsigned threads) {
  const TellingKeys telling(keys);
  const auto ranges = model::ranges_of(ancestry.traces());
  std::vector<Ledger> parts(ranges.size());
  std::vector<std::unordered_set<model::Text>> unpriced(ranges.size());
  base::parallel_for(ranges.size(), threads, [&](std::size_t i) {
    Bookkeeper bookkeeper(ancestry, keys, telling);
    for (std::size_t t = ranges[i].first; t < ranges[i].last; ++t) {
      bookkeeper.enter(ancestry.traces()[t]);
    }
    parts[i] = bookkeeper.take_part();
    unpriced[i] = bookkeeper.unpriced_models();
  });
  Ledger ledger;
  std::size_t entries = 0;
  for (const Ledger& part : parts) entries += part.entries.size();
  ledger.entries.reserve(entries);
  std::unordered_set<model::Text> unpriced_models;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    append(std::move(parts[i]), ledger);
    unpriced_models.merge(unpriced[i]);
  }
  ledger.unpriced = ledger.entries.size() - ledger.charges;
  ledger.unpriced_models = sorted_names(ancestry.capture(), unpriced_models);
  return ledger;
}

}  // namespace trace_cost::cost
