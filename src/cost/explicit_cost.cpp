#include "cost/explicit_cost.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "cost/json_member.h"

namespace trace_cost::cost {

namespace {

// Most costs need no reading of digits.
std::optional<model::Money> plain_amount(model::Text text) {
  if (!text.is_number() || text.decimal().places > model::Money::kScale) return std::nullopt;
  return model::Money::from_decimal(text.decimal().digits, text.decimal().places);
}

// A total, or the two parts it would consist of when nothing else is there (reference: Langfuse's
// IngestionService.calculateUsageCosts). Other parts without a total add up to nothing certain.
std::optional<std::string> amount_in(const base::JsonValue& object, std::string_view member) {
  if (auto total = scalar_member(object, member)) return total;
  const auto input = scalar_member(object, "input");
  const auto output = scalar_member(object, "output");
  if (!input || !output || object.items.size() != 2) return std::nullopt;
  const auto first = model::read_money(*input);
  const auto second = model::read_money(*output);
  if (!first.value || !second.value) return std::nullopt;
  return (*first.value + *second.value).plain();
}

class CostReader {
 public:
  CostReader(const SpanReading& reading, std::vector<UnreadableValue>& unreadable)
      : reading_(reading), unreadable_(unreadable) {}

  // The first key of the field that holds an amount.
  std::optional<ExplicitCost> read(Field field) {
    std::optional<ExplicitCost> cost;
    reading_.take_first(field, [&](const model::Attribute& value) {
      cost = read(field, value);
      return cost.has_value();
    });
    return cost;
  }

  std::optional<ExplicitCost> read(Field field, const model::Attribute& value) {
    std::optional<model::Money> amount = plain_amount(value.text());
    if (!amount) amount = written_amount(field, value);
    if (!amount) return std::nullopt;
    return ExplicitCost{*amount, value.key(), Basis::Explicit, std::nullopt};
  }

 private:
  std::optional<model::Money> written_amount(Field field, const model::Attribute& value) {
    model::NumberBuffer buffer;
    std::string_view text = reading_.capture.text(value.text(), buffer);
    const std::string_view member = reading_.keys.member(field, value.key());
    std::optional<std::string> inside;
    if (!member.empty() && text.starts_with('{')) {
      inside = amount_in(json_object(text), member);
      if (inside) text = *inside;
    }
    const model::MoneyReading money = model::read_money(text);
    if (!money.value) {
      unreadable_.push_back({reading_.span, value.key(), std::string(text), money.fault});
    }
    return money.value;
  }

  const SpanReading& reading_;
  std::vector<UnreadableValue>& unreadable_;
};

// The parts of one emitter: the keys of both fields stand in the same order.
std::optional<ExplicitCost> sum_of_parts(const SpanReading& reading,
                                         std::vector<UnreadableValue>& unreadable) {
  const bool has_parts = reading.first_of(Field::InputCost) != nullptr ||
                         reading.first_of(Field::OutputCost) != nullptr;
  if (!has_parts) return std::nullopt;
  CostReader reader(reading, unreadable);
  const auto part = [&](Field field, std::size_t emitter) {
    const model::Attribute* value = model::find(reading.attributes, reading.keys[field][emitter]);
    const bool is_told = value != nullptr && !is_absent(reading.capture, *value);
    return is_told ? reader.read(field, *value) : std::nullopt;
  };
  for (std::size_t i = 0; i < reading.keys[Field::InputCost].size(); ++i) {
    std::optional<ExplicitCost> sum = part(Field::InputCost, i);
    const std::optional<ExplicitCost> output = part(Field::OutputCost, i);
    if (sum && output) sum->amount += output->amount;
    if (sum || output) return sum ? sum : output;
  }
  return std::nullopt;
}

std::string text_of(const SpanReading& reading, Field field) {
  const model::Attribute* found = reading.first_of(field);
  if (found == nullptr || is_absent(reading.capture, *found)) return {};
  model::NumberBuffer buffer;
  return std::string(reading.capture.text(found->text(), buffer));
}

char upper_case(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

// Source and currency are told of the keys they belong to.
void add_circumstances(const SpanReading& reading, ExplicitCost& cost) {
  if (!reading.keys.is_in_currency(cost.key)) return;
  if (text_of(reading, Field::CostSource) == "provider") cost.basis = Basis::Provider;
  std::string currency = text_of(reading, Field::Currency);
  std::transform(currency.begin(), currency.end(), currency.begin(), upper_case);
  if (!currency.empty() && currency != "USD") cost.currency = std::move(currency);
}

}  // namespace

std::optional<ExplicitCost> read_explicit_cost(const SpanReading& reading,
                                               std::vector<UnreadableValue>& unreadable) {
  std::optional<ExplicitCost> cost = CostReader(reading, unreadable).read(Field::Cost);
  if (!cost) cost = sum_of_parts(reading, unreadable);
  if (cost) add_circumstances(reading, *cost);
  return cost;
}

}  // namespace trace_cost::cost
