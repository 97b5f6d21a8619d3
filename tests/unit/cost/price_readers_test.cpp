#include <doctest/doctest.h>

#include <string>

#include "base/json_document.h"
#include "cost/prices/built_in_prices.h"
#include "cost/prices/own_price_writer.h"
#include "made_prices.h"

namespace trace_cost::cost {

namespace {

constexpr std::string_view kLiteLlm = R"({
  "sample_spec": {"input_cost_per_token": 0.0, "litellm_provider": "one of many"},
  "gpt-noise": {"litellm_provider": "openai", "input_cost_per_token": 1e-7,
                "output_cost_per_token": 2.9999900000000002e-06},
  "gemini/pro": {"litellm_provider": "gemini", "input_cost_per_token": 1.25e-06,
                 "input_cost_per_token_above_200k_tokens": 2.5e-06,
                 "input_cost_per_token_batches": 6.25e-07, "output_cost_per_token": 1e-05,
                 "output_cost_per_token_above_200k_tokens": 1.5e-05},
  "xai/grok": {"litellm_provider": "xai", "input_cost_per_token": 3e-06,
               "input_cost_per_token_above_200k_tokens": 6e-06},
  "dashscope/flash": {"litellm_provider": "dashscope", "tiered_pricing": [
      {"range": [0, 256000.0], "input_cost_per_token": 5e-08},
      {"range": [256000.0, 1000000.0], "input_cost_per_token": 2.5e-07}]},
  "free": {"litellm_provider": "openai", "input_cost_per_token": 0.0, "output_cost_per_token": 0.0},
  "null": {"litellm_provider": "openai", "input_cost_per_token": null},
  "text": {"litellm_provider": "openai", "input_cost_per_token": "0.0000006"},
  "wandb/absurd": {"litellm_provider": "wandb", "input_cost_per_token": 0.135}})";

std::string genai(std::string_view models) {
  return R"([{"id": "openai", "models": [)" + std::string(models) + R"(]}])";
}

TokenBuckets million() { return tokens_of(1'000'000, 0); }

}  // namespace

TEST_CASE("cost/litellm: dollars a token, free of the noise of binary floats") {
  const PriceBook book = book_of({kLiteLlm});
  CHECK(charged(book, "openai", "gpt-noise", tokens_of(1'000'000, 0)) == "0.1");
  CHECK(charged(book, "openai", "gpt-noise", tokens_of(1, 0)) == "0.0000001");
  CHECK(charged(book, "openai", "gpt-noise", tokens_of(0, 1'000'000)) == "2.99999");
  CHECK(charged(book, "openai", "text", million()) == "0.6");
}

TEST_CASE("cost/litellm: borders, ranges and batches") {
  const PriceBook book = book_of({kLiteLlm});
  CHECK(charged(book, "gcp.gemini", "pro", tokens_of(200'000, 0)) == "0.25");
  CHECK(charged(book, "gcp.gemini", "pro", tokens_of(200'001, 0)) == "0.5000025");
  CHECK(charged(book, "gcp.gemini", "gemini/pro", million(), {{}, ServiceTier::Batch}) == "0.625");
  CHECK(charged(book, "xai", "grok", tokens_of(199'999, 0)) == "0.599997");
  CHECK(charged(book, "x_ai", "grok", tokens_of(200'000, 0)) == "1.2");
  CHECK(charged(book, "dashscope", "flash", tokens_of(256'000, 0)) == "0.0128");
  CHECK(charged(book, "dashscope", "flash", tokens_of(256'001, 0)) == "0.06400025");
}

TEST_CASE("cost/litellm: what has no price, or none that can be meant, is unknown") {
  const PriceBook book = book_of({kLiteLlm});
  for (const char* name : {"free", "null", "sample_spec"}) {
    CHECK(charged(book, "openai", name, million()) == "unknown");
  }
  CHECK(charged(book, "wandb", "absurd", million()) == "unknown");
  const auto& left_out = book.tables().front()->left_out();
  REQUIRE(left_out.size() == 1);
  CHECK(left_out.front().name == "wandb/absurd");
  CHECK(left_out.front().line == 17);
}

TEST_CASE("cost/genai: rules for names, in their order") {
  const PriceBook book = book_of({genai(
      R"({"id": "a", "match": {"or": [{"equals": "A-One"}, {"regex": "^a-\\d{4}$"}]},
          "prices": {"input_mtok": 1}},
         {"id": "b", "match": {"and": [{"starts_with": "a"}, {"ends_with": "z"}]},
          "prices": {"input_mtok": 2}},
         {"id": "c", "match": {"starts_with": "a-"}, "prices": {"input_mtok": 3}},
         {"id": "d", "match": {"regex": "^(x|y)+$"}, "prices": {"input_mtok": 4}},
         {"id": "none", "match": {"equals": "none"}, "prices": {}})")});
  CHECK(charged(book, "openai", "a-one", million()) == "1");
  CHECK(charged(book, "openai", "a-2024", million()) == "1");
  CHECK(charged(book, "openai", "a-20245", million()) == "3");
  CHECK(charged(book, "openai", "a-to-z", million()) == "2");
  CHECK(charged(book, "openai", "a-to-y", million()) == "3");
  CHECK(charged(book, "openai", "c", million()) == "3");
  CHECK(charged(book, "openai", "d", million()) == "4");  // by its id alone
  CHECK(charged(book, "openai", "xyx", million()) == "unknown");
  CHECK(charged(book, "openai", "none", million()) == "unknown");
}

TEST_CASE("cost/genai: days, hours, tiers by size and by service") {
  const PriceBook book = book_of({genai(
      R"({"id": "day", "prices": [{"prices": {"input_mtok": 2}},
            {"constraint": {"start_date": "2026-09-01"}, "prices": {"input_mtok": 3}}]},
         {"id": "night", "prices": [{"prices": {"input_mtok": 0.5}},
            {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"},
             "prices": {"input_mtok": 1}}]},
         {"id": "large", "prices": {"input_mtok": {"base": 1, "tiers": [{"start": 1000, "price": 2}]}}},
         {"id": "batched", "prices": {"input_mtok": 4}, "price_variants": [
            {"when": {"processing": "batch"}, "constraint": {"start_date": "2026-10-14"},
             "prices": {"input_mtok": 2}},
            {"when": {"speed": "fast"}, "prices": {"input_mtok": 9}}]})")});
  CHECK(charged(book, "openai", "day", million(), terms_at("2026-08-31T23:59:59Z")) == "2");
  CHECK(charged(book, "openai", "day", million(), terms_at("2026-09-01T00:00:00Z")) == "3");
  CHECK(charged(book, "openai", "night", million(), terms_at("2026-09-01T00:29:59Z")) == "0.5");
  CHECK(charged(book, "openai", "night", million(), terms_at("2026-09-01T00:30:00Z")) == "1");
  CHECK(charged(book, "openai", "large", tokens_of(1000, 0)) == "0.001");
  CHECK(charged(book, "openai", "large", tokens_of(1001, 0)) == "0.002002");
  PriceTerms batch = terms_at("2026-10-13T00:00:00Z");
  batch.tier = ServiceTier::Batch;
  CHECK(charged(book, "openai", "batched", million(), batch) == "4");
  batch.at = model::read_rfc3339("2026-10-14T00:00:00Z");
  CHECK(charged(book, "openai", "batched", million(), batch) == "2");
}

TEST_CASE("cost/genai: the version that is no longer kept up says so") {
  CHECK(table_of(genai(R"({"id": "a", "prices": {"input_mtok": 1}})")).source().kind ==
        "genai-prices v1, which is no longer kept up");
  CHECK(table_of(genai(R"({"id": "a", "prices": {"input_mtok": 1, "cache_write_1h_mtok": 2}})"))
            .source()
            .kind == "genai-prices");
}

TEST_CASE("cost/price_file: faults name the file, the line, what was found and expected") {
  CHECK(fault_of("{\n\"models\": [\n{\"name\": \"m\", \"input\": \"-0.01\"}]}") ==
        "prices.json:3: \"input\" is '-0.01', expected a price in dollars (negative)");
  CHECK(fault_of(R"({"models": [{"name": "m", "input": "NaN"}]})") ==
        "prices.json:1: \"input\" is 'NaN', expected a price in dollars (no number)");
  CHECK(fault_of(R"({"models": [{"name": "m", "input": true}]})") ==
        "prices.json:1: \"input\" is true or false, expected a price in dollars");
  CHECK(fault_of(R"({"models": [{"name": "m"}]})").find("has no price") != std::string::npos);
  CHECK(fault_of(R"({"models": [{"input": 1}]})") == "prices.json:1: a model without a \"name\"");
  CHECK(fault_of(R"({"models": [{"name": "m", "imput": 1}]})") ==
        "prices.json:1: unknown key \"imput\"; did you mean \"input\"?");
  CHECK(fault_of(R"({"models": [{"name": "m", "input": 1, "tiers": [{"input": 2}]}]})") ==
        "prices.json:1: a tier without \"above\" or \"from\"");
  CHECK(fault_of(R"({"models": [{"name": "m", "periods": [{"from": "soon", "input": 2}]}]})") ==
        "prices.json:1: \"from\" is 'soon', expected a date like \"2026-09-01\" or an instant in "
        "RFC 3339");
  CHECK(
      fault_of(R"({"models": [{"name": "m", "input": 1, "periods": [{"hours": "25:00-26:00"}]}]})")
          .find("expected hours in UTC") != std::string::npos);
  CHECK(fault_of(R"({"schema": "trace-cost.price-list.v9", "models": []})")
            .find("expected \"trace-cost.price-list.v1\"") != std::string::npos);
  CHECK(fault_of(R"({"currency": "EUR", "models": []})").find("expected \"USD\"") !=
        std::string::npos);
  CHECK(fault_of("{}").find("no list of prices") != std::string::npos);
  CHECK(fault_of("[1, 2").find("prices.json:1: syntax error") != std::string::npos);
  CHECK(fault_of("{\n\"m\": {\"litellm_provider\": \"x\",\n\"input_cost_per_token\": -1}}") ==
        "prices.json:3: \"input_cost_per_token\" is -1, expected a price in dollars (negative)");
  CHECK(fault_of(genai(R"({"id": "a", "prices": {"input_mtok": -1}})"))
            .find("prices.json:1: \"input_mtok\" is -1") == 0);
}

TEST_CASE("cost/own_price_writer: what is written is read as the same prices") {
  const PriceTable first = table_of(R"({"models": [
      {"provider": "openai", "name": "a \"b\"", "names": ["c"], "source": "s", "dated": "2026-01-02",
       "input": "0.000001", "cache_write_1h": "3",
       "tiers": [{"above": 10, "input": 2}, {"from": 20, "input": 3}],
       "batch": {"input": "0.5", "tiers": [{"above": 10, "input": 1}]},
       "periods": [{"from": "2026-09-01", "input": 5},
                   {"from": "2026-09-01T00:00:01Z", "hours": "16:30-00:30", "input": 6}]}]})");
  const std::vector<const PriceTable*> tables{&first};
  const std::vector<std::string> providers{"openai"};
  const std::string text = own_price_form(tables, providers, "2026-11-01");
  const PriceTable second = table_of(text);
  REQUIRE(second.size() == 1);
  const PriceEntry& entry = second.model(0).entry();
  CHECK(entry.name == "a \"b\"");
  CHECK(entry.names == std::vector<std::string>{"c"});
  CHECK(entry.source == "s");
  CHECK(entry.dated == "2026-01-02");
  REQUIRE(entry.periods.size() == 3);
  const std::vector<const PriceTable*> again{&second};
  CHECK(own_price_form(again, providers, "2026-11-01") == text);
  CHECK(own_price_form(again, std::vector<std::string>{"aws"}, "").find("\"name\"") ==
        std::string::npos);
}

TEST_CASE("cost/own_price_writer: tiers that a list begins to tell have held before") {
  const PriceTable table = table_of(R"({"dated": "2026-11-01", "models": [
      {"provider": "openai", "name": "m", "input": 4, "periods": [
        {"from": "2026-10-14", "input": 4, "batch": {"input": 2}},
        {"from": "2026-12-01", "input": 4, "batch": {"input": 1}}]}]})");
  const std::vector<const PriceTable*> tables{&table};
  const PriceTable joined =
      table_of(own_price_form(tables, std::vector<std::string>{"openai"}, "2026-11-01"));
  const auto& periods = joined.model(0).entry().periods;
  REQUIRE(periods.size() == 2);
  CHECK(periods[0][ServiceTier::Batch].rates[Bucket::Input]->per_million() == "2");
  CHECK(periods[1][ServiceTier::Batch].rates[Bucket::Input]->per_million() == "1");
}

TEST_CASE("cost/built_in_prices: the list is faultless, and the same read one by one") {
  const PriceTable whole = table_of(built_in_price_text());
  const PriceTable& one_by_one = built_in_prices();
  REQUIRE(whole.size() == one_by_one.size());
  CHECK(whole.size() > 300);
  CHECK(one_by_one.source().dated == whole.source().dated);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const PriceEntry& entry = whole.model(i).entry();
    const PriceEntry& other = one_by_one.model(i).entry();
    REQUIRE(entry.name == other.name);
    CHECK(entry.provider == other.provider);
    CHECK(entry.names == other.names);
    CHECK(entry.periods.size() == other.periods.size());
    CHECK_FALSE(entry.source.empty());
    CHECK_FALSE(entry.dated.empty());
    for (const std::string& name : entry.names) {
      CHECK(one_by_one.find(entry.provider, name) != nullptr);
    }
  }
}

TEST_CASE("cost/built_in_prices: models that people use") {
  const PriceBook book;
  struct Known {
    std::string_view provider;
    std::string_view model;
    std::string_view for_a_million;
  };
  for (const Known& known : std::to_array<Known>({
           {"openai", "gpt-4o-2024-08-06", "2.5"},
           {"openai", "gpt-4o-2024-05-13", "5"},
           {"openai", "gpt-4.1-mini-2025-04-14", "0.4"},
           {"openai", "o4-mini", "1.1"},
           {"openai", "text-embedding-3-small", "0.02"},
           {"azure.ai.openai", "gpt-4o-mini", "0.15"},
           {"anthropic", "claude-3-5-sonnet-20241022", "3"},
           {"anthropic", "claude-3.7-sonnet-latest", "3"},
           {"anthropic", "claude-opus-4-1-20250805", "15"},
           {"gcp.vertex_ai", "claude-sonnet-4-5@20250929", "3"},
           {"aws.bedrock", "us.anthropic.claude-3-5-sonnet-20241022-v2:0", "3"},
           {"aws.bedrock", "global.anthropic.claude-haiku-4-5-20251001-v1:0", "1"},
           {"gcp.gemini", "gemini-2.0-flash-001", "0.1"},
           {"groq", "llama-3.3-70b-versatile", "0.59"},
       })) {
    CAPTURE(known.model);
    // Below all borders.
    TokenBuckets tokens = tokens_of(1000, 0);
    const std::string charge =
        charged(book, known.provider, known.model, tokens, terms_at("2025-10-01T00:00:00Z"));
    const auto expected = read_rate(known.for_a_million, PriceUnit::Million);
    const auto picos = base::Int128{std::get<Rate>(expected).attos} / 1000;
    CHECK(charge == model::Money::from_picos(picos).plain());
  }
  CHECK(charged(book, "gcp.gemini", "gemini-2.5-pro", tokens_of(199'999, 0)) == "0.24999875");
  CHECK(charged(book, "gcp.gemini", "gemini-2.5-pro", tokens_of(200'000, 0)) == "0.25");
  CHECK(charged(book, "gcp.gemini", "gemini-2.5-pro", tokens_of(200'001, 0)) == "0.5000025");
}

}  // namespace trace_cost::cost
