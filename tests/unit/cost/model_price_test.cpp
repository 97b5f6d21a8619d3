#include "cost/model_price.h"

#include <doctest/doctest.h>

#include <string>

#include "made_prices.h"
#include "model/token_count.h"

namespace trace_cost::cost {

namespace {

constexpr std::string_view kCliffs = R"({"models": [
  {"name": "pro", "input": "1.25", "cache_read": "0.125", "output": "10",
   "tiers": [{"above": 200000, "input": "2.5", "cache_read": "0.25", "output": "15"}]},
  {"name": "grok", "input": "3", "output": "15",
   "tiers": [{"from": 200000, "input": "6", "output": "30"}]}]})";

TokenBuckets one(Bucket bucket, std::int64_t count) {
  TokenBuckets tokens;
  tokens[bucket] = count;
  return tokens;
}

}  // namespace

TEST_CASE("cost/model_price: tokens times rates, rounded once to picodollars") {
  const PriceBook book = book_of({R"({"models": [
      {"name": "a", "input": "0.000001", "output": 5.46875},
      {"name": "half", "input": "0.0000005", "output": "0.0000015"}]})"});
  CHECK(charged(book, "", "a", tokens_of(1, 0)) == "0.000000000001");
  CHECK(charged(book, "", "a", tokens_of(0, 1)) == "0.00000546875");
  CHECK(charged(book, "", "a", tokens_of(3, 2)) == "0.000010937503");
  // Half a picodollar is rounded to the even one, and not before all is summed.
  CHECK(charged(book, "", "half", tokens_of(1, 0)) == "0");
  CHECK(charged(book, "", "half", tokens_of(0, 1)) == "0.000000000002");
  CHECK(charged(book, "", "half", tokens_of(1, 1)) == "0.000000000002");
  CHECK(charged(book, "", "half", tokens_of(2, 0)) == "0.000000000001");
}

TEST_CASE("cost/model_price: beyond a border other rates hold for all tokens") {
  const PriceBook book = book_of({kCliffs});
  CHECK(charged(book, "", "pro", tokens_of(199'999, 1000)) == "0.25999875");
  CHECK(charged(book, "", "pro", tokens_of(200'000, 1000)) == "0.26");
  CHECK(charged(book, "", "pro", tokens_of(200'001, 1000)) == "0.5150025");
  CHECK(charged(book, "", "pro", tokens_of(300'000, 0)) == "0.75");
  CHECK(charged(book, "", "grok", tokens_of(199'999, 0)) == "0.599997");
  CHECK(charged(book, "", "grok", tokens_of(200'000, 0)) == "1.2");
}

TEST_CASE("cost/model_price: cached and audio tokens count for the border") {
  const PriceBook book = book_of({kCliffs});
  TokenBuckets tokens = tokens_of(100'000, 0);
  tokens[Bucket::CacheRead] = 100'000;
  CHECK(charged(book, "", "pro", tokens) == "0.1375");
  tokens[Bucket::InputAudio] = 1;
  CHECK(charged(book, "", "pro", tokens) == "0.2750025");
}

TEST_CASE("cost/model_price: kinds without a rate are charged as what they are a part of") {
  const PriceBook book = book_of({R"({"models": [
      {"name": "plain", "input": "1", "output": "2"},
      {"name": "written", "input": "1", "cache_write": "1.25", "output": "2"},
      {"name": "claude-x", "input": "1", "cache_write": "1.25", "output": "2"},
      {"name": "claude-y", "input": "1", "cache_write_1h": "1.5", "output": "2"},
      {"name": "embedding", "input": "1"}]})"});
  constexpr std::int64_t kMillion = 1'000'000;
  CHECK(charged(book, "", "plain", one(Bucket::CacheRead, kMillion)) == "1");
  CHECK(charged(book, "", "plain", one(Bucket::CacheWrite, kMillion)) == "1");
  CHECK(charged(book, "", "plain", one(Bucket::CacheWrite1h, kMillion)) == "1");
  CHECK(charged(book, "", "plain", one(Bucket::InputAudio, kMillion)) == "1");
  CHECK(charged(book, "", "plain", one(Bucket::Reasoning, kMillion)) == "2");
  CHECK(charged(book, "", "plain", one(Bucket::OutputAudio, kMillion)) == "2");
  CHECK(charged(book, "", "written", one(Bucket::CacheWrite1h, kMillion)) == "1.25");
  CHECK(charged(book, "", "claude-x", one(Bucket::CacheWrite1h, kMillion)) == "2");
  CHECK(charged(book, "", "claude-y", one(Bucket::CacheWrite1h, kMillion)) == "1.5");
  CHECK(charged(book, "", "embedding", one(Bucket::Input, kMillion)) == "1");
  CHECK(charged(book, "", "embedding", tokens_of(kMillion, 1)) == "unpriced");
}

TEST_CASE("cost/model_price: service tiers where the list has them") {
  const PriceBook book = book_of({R"({"models": [
      {"name": "m", "input": "2", "cache_read": "1", "output": "8",
       "batch": {"input": "1", "output": "4"}}]})"});
  const auto in = [&](std::string_view tier) {
    TokenBuckets tokens = tokens_of(1'000'000, 0);
    tokens[Bucket::CacheRead] = 1'000'000;
    return charged(book, "", "m", tokens, {{}, read_service_tier(tier)});
  };
  CHECK(in("default") == "3");
  CHECK(in("") == "3");
  CHECK(in("batch") == "2");
  CHECK(in("BATCH") == "2");
  CHECK(in("flex") == "3");
}

TEST_CASE("cost/model_price: the last period that holds counts") {
  const PriceBook book = book_of({R"({"models": [
      {"name": "m", "input": "1", "periods": [
        {"from": "2026-09-01", "input": "2"},
        {"from": "2027-01-01T12:00:00Z", "input": "3"}]},
      {"name": "new", "periods": [{"from": "2026-09-01", "input": "2"}]}]})"});
  const TokenBuckets tokens = tokens_of(1'000'000, 0);
  CHECK(charged(book, "", "m", tokens, terms_at("2026-08-31T23:59:59.999999999Z")) == "1");
  CHECK(charged(book, "", "m", tokens, terms_at("2026-09-01T00:00:00Z")) == "2");
  CHECK(charged(book, "", "m", tokens, terms_at("2027-01-01T11:59:59Z")) == "2");
  CHECK(charged(book, "", "m", tokens, terms_at("2027-01-01T12:00:00Z")) == "3");
  CHECK(charged(book, "", "m", tokens, {}) == "unpriced");  // nobody knows when
  CHECK(charged(book, "", "new", tokens, terms_at("2026-08-31T00:00:00Z")) == "unpriced");
  CHECK(charged(book, "", "new", tokens, terms_at("2026-09-02T00:00:00Z")) == "2");
}

TEST_CASE("cost/model_price: hours may cross midnight") {
  const PriceBook book = book_of({R"({"models": [
      {"name": "m", "input": "4", "periods": [{"hours": "16:30-00:30", "input": "1"}]},
      {"name": "day", "input": "4", "periods": [{"hours": "08:00-09:00", "input": "1"}]}]})"});
  const TokenBuckets tokens = tokens_of(1'000'000, 0);
  CHECK(charged(book, "", "m", tokens, terms_at("2026-08-31T16:29:59Z")) == "4");
  CHECK(charged(book, "", "m", tokens, terms_at("2026-08-31T16:30:00Z")) == "1");
  CHECK(charged(book, "", "m", tokens, terms_at("2026-08-31T00:29:59Z")) == "1");
  CHECK(charged(book, "", "m", tokens, terms_at("2026-08-31T00:30:00Z")) == "4");
  CHECK(charged(book, "", "day", tokens, terms_at("2026-08-31T08:59:59Z")) == "1");
  CHECK(charged(book, "", "day", tokens, terms_at("2026-08-31T09:00:00Z")) == "4");
}

TEST_CASE("cost/model_price: counts that are none are not priced") {
  const PriceBook book = book_of({R"({"models": [{"name": "dear", "input": "10000"}]})"});
  CHECK(charged(book, "", "dear", tokens_of(-1, 0)) == "unpriced");
  CHECK(charged(book, "", "dear", tokens_of(model::TokenCount::kLargest + 1, 0)) == "unpriced");
  TokenBuckets most;
  most.tokens.fill(model::TokenCount::kLargest);
  most[Bucket::Output] = most[Bucket::Reasoning] = most[Bucket::OutputAudio] = 0;
  CHECK(charged(book, "", "dear", most) == "50000000");
  CHECK(charged(book, "", "dear", {}) == "0");
}

}  // namespace trace_cost::cost
