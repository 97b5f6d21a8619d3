// A span whose money and tokens are being read, and what was there and could not be read.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "cost/conventions.h"
#include "model/capture.h"

namespace trace_cost::cost {

// The views are the capture's.
struct SpanReading {
  const model::Capture& capture;
  const FieldKeys& keys;
  model::SpanIndex span;
  std::span<const model::Attribute> attributes;
  std::array<const model::Attribute*, kFields>
      first{};  // by field; null: the span has no key of it

  [[nodiscard]] const model::Attribute* first_of(Field field) const {
    return first[static_cast<std::size_t>(field)];
  }
  // Offers the attributes of a field to `take`, in the order of precedence, until it says true.
  template <typename Take>
  bool take_first(Field field, Take take) const;
};

// Finds the attributes of all fields in one walk over those of a span.
class FieldIndex {
 public:
  // `keys` must outlive this.
  explicit FieldIndex(const FieldKeys& keys);

  // Do they hold anything about money or tokens? Most spans do not.
  [[nodiscard]] bool is_telling(std::span<const model::Attribute> attributes) const;
  [[nodiscard]] SpanReading read(const model::Capture& capture, model::SpanIndex span,
                                 std::span<const model::Attribute> attributes) const;

 private:
  struct Place {
    std::uint8_t field;
    std::uint8_t rank;
  };
  struct Key {
    std::vector<Place> places;
    bool is_telling = false;
  };
  Key& at(model::AttributeKey key);

  const FieldKeys& keys_;
  std::vector<Key> by_key_;
};

// A cost that is there but is no amount of money, or a token count that is no count.
struct UnreadableValue {
  model::SpanIndex span;
  model::AttributeKey key;
  std::string text;
  base::DecimalFault fault = base::DecimalFault::NotANumber;
};

// A key that is there without saying anything.
inline bool is_absent(const model::Capture& capture, const model::Attribute& value) {
  return value.kind() == model::ValueKind::Null || capture.is_empty(value.text());
}

template <typename Take>
bool SpanReading::take_first(Field field, Take take) const {
  const model::Attribute* best = first_of(field);
  if (best == nullptr) return false;
  if (!is_absent(capture, *best) && take(*best)) return true;
  bool is_behind = false;
  for (const model::AttributeKey key : keys[field]) {
    const model::Attribute* next = is_behind ? model::find(attributes, key) : nullptr;
    if (key == best->key()) is_behind = true;
    if (next != nullptr && !is_absent(capture, *next) && take(*next)) return true;
  }
  return false;
}

}  // namespace trace_cost::cost
