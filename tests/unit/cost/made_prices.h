// Price lists for tests, from text.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "cost/price_book.h"
#include "cost/prices/price_file.h"
#include "model/instant.h"

namespace trace_cost::cost {

inline PriceTable table_of(std::string_view text) {
  auto table = read_price_file(text, "prices.json");
  if (!table) FAIL(table.error().message);
  return std::move(*table);
}

inline std::string fault_of(std::string_view text) {
  const auto table = read_price_file(text, "prices.json");
  return table ? "no fault" : table.error().message;
}

// Without the built-in list; the last of `texts` is asked first.
inline PriceBook book_of(std::initializer_list<std::string_view> texts) {
  PriceBook book(PriceBook::BuiltIn::Without);
  for (const std::string_view text : texts) book.add(table_of(text));
  return book;
}

inline TokenBuckets tokens_of(std::int64_t input, std::int64_t output) {
  TokenBuckets tokens;
  tokens[Bucket::Input] = input;
  tokens[Bucket::Output] = output;
  return tokens;
}

inline PriceTerms terms_at(std::string_view instant) {
  return {model::read_rfc3339(instant), ServiceTier::Standard};
}

// "0.0123", "unpriced", "unknown"
inline std::string charged(const PriceBook& book, std::string_view provider, std::string_view name,
                           const TokenBuckets& tokens, const PriceTerms& terms = {}) {
  const auto match = book.find(provider, name);
  if (!match) return "unknown";
  const auto money = match->charge(tokens, terms);
  return money ? money->plain() : "unpriced";
}

}  // namespace trace_cost::cost
