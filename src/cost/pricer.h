// The money of calls that tell only tokens: tokens times price.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "cost/call_usage.h"
#include "cost/price_book.h"
#include "cost/span_reading.h"

namespace trace_cost::cost {

// The disjoint kinds of tokens of a call; a part that is larger than its whole leaves nothing of
// the whole, and `is_contradictory` says so.
struct BucketReading {
  TokenBuckets tokens;
  bool is_contradictory = false;
};
BucketReading buckets_of(const CallUsage& usage, CachePlace place);

// When the span began, and its service tier.
PriceTerms terms_of(const SpanReading& reading);

// Asks the book once for every model that a provider sells.
class Pricer {
 public:
  struct Priced {
    model::Money amount;
    const ModelPrice* price = nullptr;  // of the book, never null
  };

  // `book` must outlive this; null: nothing has a price.
  explicit Pricer(const PriceBook* book) : book_(book) {}

  // By the start of the span, its service tier, and the first model it names that the book has.
  // Empty where none is known.
  std::optional<Priced> price(const SpanReading& reading, const TokenBuckets& tokens);

  // The lists whose prices were used, in no order.
  [[nodiscard]] const std::vector<const PriceTable*>& used_tables() const { return used_tables_; }

 private:
  struct Sold {
    model::Text provider;
    model::Text model;
    friend bool operator==(const Sold&, const Sold&) = default;
  };
  struct Hash {
    std::size_t operator()(const Sold& sold) const {
      return std::hash<model::Text>{}(sold.provider) * 31 + std::hash<model::Text>{}(sold.model);
    }
  };
  const std::optional<MatchedPrice>& find(const model::Capture& capture, const Sold& sold);
  void note_use(const PriceTable* table);

  const PriceBook* book_;
  std::unordered_map<Sold, std::optional<MatchedPrice>, Hash> known_;
  std::vector<const PriceTable*> used_tables_;
};

}  // namespace trace_cost::cost
