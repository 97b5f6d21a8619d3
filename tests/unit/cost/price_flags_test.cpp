#include "cost/prices/price_flags.h"

#include <doctest/doctest.h>

#include <string>

#include "cost/prices/name_rule.h"

namespace trace_cost::cost {

namespace {

std::string rate_of(std::string_view flag, Bucket bucket) {
  const auto entry = read_price_flag(flag);
  if (!entry) return entry.error().message;
  const auto rate = entry->periods.front()[ServiceTier::Standard].rates[bucket];
  return rate ? rate->per_million() : "-";
}

}  // namespace

TEST_CASE("cost/price_flags: one rate for all tokens, or one for each kind") {
  CHECK(rate_of("*=0.02/1k", Bucket::Input) == "20");
  CHECK(rate_of("*=0.02/1k", Bucket::Output) == "20");
  CHECK(rate_of("*=0.02/1k", Bucket::CacheRead) == "-");
  CHECK(rate_of("m=2.50/1M,10/1M", Bucket::Input) == "2.5");
  CHECK(rate_of("m=2.50/1M,10/1M", Bucket::Output) == "10");
  CHECK(rate_of("m=$2.50/1M,10/1m,1.25/M", Bucket::CacheRead) == "1.25");
  CHECK(rate_of("m=0.00002/token", Bucket::Input) == "20");
  CHECK(rate_of("m=0/1k", Bucket::Input) == "0");
  const auto groq = read_price_flag("groq/llama=1/1M");
  REQUIRE(groq);
  CHECK(groq->provider == "groq");
  CHECK(groq->names == std::vector<std::string>{"llama"});
  CHECK(read_price_flag("acme/llama=1/1M")->provider.empty());
}

TEST_CASE("cost/price_flags: faults quote the text and say what was expected") {
  for (const char* text : {"m", "=1/1k", "m=", "m=1", "m=1/2k", "m=x/1k", "m=-1/1k", "m=NaN/1k",
                           "m=1/1k,2/1k,3/1k,4/1k", "m=1/1k,", "m=11/token"}) {
    CAPTURE(text);
    const auto entry = read_price_flag(text);
    REQUIRE_FALSE(entry);
    CHECK(entry.error().message.find(std::string("--price ") + text) == 0);
    CHECK(entry.error().message.find("expected MODEL=DOLLARS/1k") != std::string::npos);
  }
}

TEST_CASE("cost/price_flags: aliases and discounts") {
  CHECK(read_alias_flag("prod=gpt-4o")->second == "gpt-4o");
  CHECK_FALSE(read_alias_flag("prod"));
  CHECK_FALSE(read_alias_flag("prod="));
  CHECK(read_discount_flag("openai=0.9")->second.millionths == 900'000);
  CHECK(read_discount_flag("openai=1.25")->second.millionths == 1'250'000);
  for (const char* text : {"openai", "openai=0", "openai=-1", "openai=x", "openai=1001", "=0.9"}) {
    CAPTURE(text);
    CHECK_FALSE(read_discount_flag(text));
  }
}

TEST_CASE("cost/name_rule: patterns of letters, digits and counts") {
  CHECK(fits_pattern("^grok-4\\.3-\\d{8}$", "grok-4.3-20260101") == true);
  CHECK(fits_pattern("^grok-4\\.3-\\d{8}$", "grok-4x3-20260101") == false);
  CHECK(fits_pattern("^grok-4\\.3-\\d{8}$", "grok-4.3-202601011") == false);
  CHECK(fits_pattern("\\d{3}", "model-123-x") == true);
  CHECK(fits_pattern("^\\d{3}", "model-123-x") == false);
  CHECK(fits_pattern("x$", "model-123-x") == true);
  CHECK(fits_pattern("a.c", "abc") == true);
  CHECK(fits_pattern("", "abc") == true);
  CHECK(fits_pattern("^$", "abc") == false);
  for (const char* pattern : {"(a|b)", "a+", "a*", "[ab]", "a{", "a{0}", "a{9999}", "\\w", "a\\"}) {
    CAPTURE(pattern);
    CHECK_FALSE(fits_pattern(pattern, "a"));
  }
}

}  // namespace trace_cost::cost
