#include "cost/call_usage.h"

#include <doctest/doctest.h>

#include <string>

#include "cost/pricer.h"
#include "made_books.h"

namespace trace_cost::cost {

namespace {

std::optional<model::TokenCount> count(std::int64_t value) {
  return value < 0 ? std::nullopt : std::optional(model::TokenCount{value});
}

// As the only span of a story tells it.
CallUsage usage_in(const std::string& attributes) {
  const MadeBooks books("t/x s CLIENT 0..9 x | " + attributes);
  const FieldIndex fields(books.keys);
  const model::SpanIndex span(0);
  std::vector<UnreadableValue> unreadable;
  return read_usage(fields.read(books.capture(), span, books.capture().store().attributes(span)),
                    unreadable);
}

std::string said(const std::optional<model::TokenCount>& value) {
  return value ? std::to_string(value->value) : "-";
}

std::string said(const CallUsage& usage) {
  return said(usage.counts.input) + " " + said(usage.counts.output) + " " +
         said(usage.counts.cache_read) + " " + said(usage.counts.cache_write);
}

}  // namespace

TEST_CASE("cost/call_usage: the same four counts in the words of many emitters") {
  static constexpr const char* kSpellings[] = {
      "gen_ai.usage.input_tokens=100, gen_ai.usage.output_tokens=20, "
      "gen_ai.usage.cache_read.input_tokens=30, gen_ai.usage.cache_creation.input_tokens=4",
      "gen_ai.usage.prompt_tokens=100, gen_ai.usage.completion_tokens=20, "
      "gen_ai.usage.cache_read_input_tokens=30, gen_ai.usage.cache_creation_input_tokens=4",
      "llm.token_count.prompt=100, llm.token_count.completion=20, "
      "llm.token_count.prompt_details.cache_read=30, llm.token_count.prompt_details.cache_write=4",
      "ai.usage.inputTokens=100, ai.usage.outputTokens=20, "
      "ai.usage.inputTokenDetails.cacheReadTokens=30, "
      "ai.usage.inputTokenDetails.cacheWriteTokens=4",
      "input_tokens=100, output_tokens=20, cache_read_tokens=30, cache_creation_tokens=4",
      "gen_ai.usage.input_tokens=\"100\", gen_ai.usage.prompt_tokens=99, "
      "gen_ai.usage.output_tokens=20, gen_ai.usage.details.cache_read_tokens=30, "
      "gen_ai.usage.details.cache_write_tokens=4",
  };
  for (const char* spelling : kSpellings) {
    CAPTURE(spelling);
    CHECK(said(usage_in(spelling)) == "100 20 30 4");
  }
}

TEST_CASE("cost/call_usage: counts inside a JSON object") {
  made::MadeSpan span = made::read_story("t/x s CLIENT 0..9 x").front();
  span.attributes.push_back({"langfuse.observation.usage_details",
                             R"({"input": 100, "output": 20, "cache_read_input_tokens": 30})",
                             model::ValueKind::Text});
  const MadeBooks books(std::vector<made::MadeSpan>{span});
  REQUIRE(books.ledger.entries.size() == 1);
  const TokenUsage tokens = books.ledger.entries.front().tokens.usage();
  CHECK(tokens.input->value == 130);  // Langfuse writes them apart
  CHECK(tokens.output->value == 20);
  CHECK(tokens.cache_read->value == 30);
}

TEST_CASE("cost/call_usage: whether the input holds the cached tokens") {
  struct Case {
    const char* rule;
    std::int64_t input, output, read, write, total;  // -1: not told
    bool is_from_apart_emitter;
    CachePlace place;
    CacheEvidence evidence;
  };
  static constexpr Case kCases[] = {
      {"no cache", 100, 20, -1, -1, -1, false, CachePlace::Inside, CacheEvidence::NoCache},
      {"more than the input", 50, 20, 40'000, 2'000, -1, false, CachePlace::Apart,
       CacheEvidence::Sum},
      {"the total is without them", 100, 20, 30, 4, 120, false, CachePlace::Inside,
       CacheEvidence::Total},
      {"the total is with them", 100, 20, 30, 4, 154, false, CachePlace::Apart,
       CacheEvidence::Total},
      {"the emitter is known", 10'000, 20, 2'000, 0, -1, true, CachePlace::Apart,
       CacheEvidence::Emitter},
      {"nothing tells", 10'000, 20, 2'000, 0, -1, false, CachePlace::Inside,
       CacheEvidence::Assumed},
      {"a total that fits neither tells nothing", 10'000, 20, 2'000, 0, 7, false,
       CachePlace::Inside, CacheEvidence::Assumed},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rule);
    CallUsage usage;
    usage.counts = {count(c.input), count(c.output), count(c.read), count(c.write)};
    usage.total = count(c.total);
    usage.is_from_apart_emitter = c.is_from_apart_emitter;
    const CacheConvention found = cache_convention(usage);
    CHECK(found.place == c.place);
    CHECK(found.evidence == c.evidence);
  }
}

TEST_CASE("cost/call_usage: tokens are dealt out to kinds that do not overlap") {
  CallUsage usage;
  usage.counts = {count(100), count(50), count(30), count(10)};
  usage.input_audio = count(5);
  usage.reasoning = count(20);
  usage.output_audio = count(6);
  const BucketReading inside = buckets_of(usage, CachePlace::Inside);
  CHECK(inside.tokens[Bucket::Input] == 55);
  CHECK(inside.tokens[Bucket::Output] == 24);
  CHECK(inside.tokens.total_input() == 100);
  CHECK_FALSE(inside.is_contradictory);
  const BucketReading apart = buckets_of(usage, CachePlace::Apart);
  CHECK(apart.tokens[Bucket::Input] == 95);
  CHECK(apart.tokens.total_input() == 140);

  usage.reasoning = count(51);
  const BucketReading odd = buckets_of(usage, CachePlace::Inside);
  CHECK(odd.is_contradictory);
  CHECK(odd.tokens[Bucket::Output] == 0);
}

}  // namespace trace_cost::cost
