#include "cost/price_book.h"

#include <doctest/doctest.h>

#include <string>

#include "made_prices.h"

namespace trace_cost::cost {

namespace {

constexpr std::string_view kList = R"({"models": [
  {"provider": "openai", "name": "gpt-4o", "input": "2.5", "output": "10"},
  {"provider": "openai", "name": "gpt-4o-2024-05-13", "input": "5", "output": "15"},
  {"provider": "openai", "name": "gpt-4", "input": "30", "output": "60"},
  {"provider": "openai", "name": "ft:gpt-4o", "input": "3.75", "output": "15"},
  {"provider": "anthropic", "name": "claude-3-5-sonnet", "names": ["claude-3-5-sonnet-20240620"],
   "input": "3", "output": "15"},
  {"provider": "anthropic", "name": "claude-sonnet-4-5", "input": "3", "output": "15"},
  {"provider": "aws", "name": "regional.anthropic.claude-sonnet-4-5-20250929-v1:0", "input": "3.3"},
  {"provider": "aws", "name": "global.anthropic.claude-sonnet-4-5-20250929-v1:0", "input": "3"},
  {"provider": "google", "name": "gemini-2.5-pro", "input": "1.25", "output": "10"},
  {"provider": "groq", "name": "llama-3.3-70b", "input": "0.59", "output": "0.79"},
  {"provider": "together", "name": "llama-3.3-70b", "input": "0.88", "output": "0.88"},
  {"provider": "deepseek", "name": "deepseek-chat", "input": "0.27"}]})";

// The input rate a million that `model` is found to have, or "-".
std::string rate(const PriceBook& book, std::string_view provider, std::string_view model) {
  const auto match = book.find(provider, model);
  if (!match) return "-";
  return match->price->entry()
      .periods.front()[ServiceTier::Standard]
      .rates[Bucket::Input]
      ->per_million();
}

}  // namespace

TEST_CASE("cost/price_book: a name as it is written comes first, in any case") {
  const PriceBook book = book_of({kList});
  CHECK(rate(book, "openai", "gpt-4o") == "2.5");
  CHECK(rate(book, "openai", " GPT-4o ") == "2.5");
  CHECK(rate(book, "openai", "gpt-4o-2024-05-13") == "5");
  CHECK(book.find("openai", "gpt-4o")->step == NameStep::AsWritten);
}

TEST_CASE("cost/price_book: dates go only where the dated name has no entry") {
  const PriceBook book = book_of({kList});
  CHECK(rate(book, "openai", "gpt-4o-2024-08-06") == "2.5");
  CHECK(book.find("openai", "gpt-4o-2024-08-06")->step == NameStep::Date);
  CHECK(rate(book, "openai", "gpt-4-0613") == "30");
  CHECK(rate(book, "anthropic", "claude-sonnet-4-5-20250929") == "3");
  CHECK(rate(book, "openai", "gpt-4-1699") == "-");  // no month
}

TEST_CASE("cost/price_book: the maker comes before who else lists the name") {
  const PriceBook book = book_of({R"({"models": [
    {"provider": "anthropic", "name": "claude-sonnet-4-5", "input": "3", "output": "15"},
    {"provider": "openai", "name": "gpt-4o", "input": "2.5", "output": "10"},
    {"provider": "aws", "name": "regional.anthropic.claude-sonnet-4-5-20250929-v1:0",
     "names": ["claude-sonnet-4-5-20250929"], "input": "3.3", "output": "16.5"}]})"});
  CHECK(rate(book, "", "claude-sonnet-4-5-20250929") == "3");
  CHECK(rate(book, "openai", "claude-sonnet-4-5-20250929") == "3");
  CHECK(rate(book, "litellm", "claude-sonnet-4-5-20250929") == "3");
  CHECK(rate(book, "aws.bedrock", "claude-sonnet-4-5-20250929") == "3.3");
  // A gateway's prefix names the seller, who may sell at the maker's price.
  CHECK(rate(book, "", "azure/gpt-4o") == "2.5");
}

TEST_CASE("cost/price_book: the beginning of a name is no match") {
  const PriceBook book = book_of({kList});
  CHECK(rate(book, "openai", "gpt-4.1") == "-");
  CHECK(rate(book, "openai", "gpt-4o-mini") == "-");
  CHECK(rate(book, "openai", "gpt-4o-2024-05") == "-");
  CHECK(rate(book, "", "") == "-");
}

TEST_CASE("cost/price_book: prefixes of gateways and providers") {
  const PriceBook book = book_of({kList});
  CHECK(rate(book, "", "openai/gpt-4o") == "2.5");
  CHECK(rate(book, "openrouter", "openrouter/openai/gpt-4o:nitro") == "2.5");
  CHECK(rate(book, "gcp.gemini", "models/gemini-2.5-pro") == "1.25");
  CHECK(rate(book, "litellm", "litellm/vertex_ai/gemini-2.5-pro") == "1.25");
  CHECK(rate(book, "", "groq/llama-3.3-70b") == "0.59");
  CHECK(rate(book, "", "somebody/gpt-4o") == "-");
  CHECK(book.find("", "openai/gpt-4o")->step == NameStep::Prefix);
}

TEST_CASE("cost/price_book: Bedrock's names, by region") {
  const PriceBook book = book_of({kList});
  CHECK(rate(book, "aws.bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0") == "3.3");
  CHECK(rate(book, "aws.bedrock", "anthropic.claude-sonnet-4-5-20250929-v1:0") == "3.3");
  CHECK(rate(book, "aws.bedrock", "global.anthropic.claude-sonnet-4-5-20250929-v1:0") == "3");
  const std::string_view profile =
      "arn:aws:bedrock:us-east-1:123456789012:inference-profile/"
      "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  CHECK(rate(book, "aws.bedrock", profile) == "3.3");
  CHECK(rate(book, "aws.bedrock",
             "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3") == "-");
  // What Bedrock's list lacks has the maker's price.
  CHECK(rate(book, "aws.bedrock", "anthropic.claude-3-5-sonnet-20240620-v1:0") == "3");
  CHECK(rate(book, "aws.bedrock", "anthropic.claude-3-5-sonnet-20240620-v1:0:200k") == "3");
  CHECK(rate(book, "deepseek", "deepseek-chat-v1") == "-");  // a version, and no envelope
}

TEST_CASE("cost/price_book: variants of a name that do not change the price") {
  const PriceBook book = book_of({kList});
  CHECK(rate(book, "gcp.vertex_ai", "claude-3-5-sonnet@20240620") == "3");
  CHECK(rate(book, "gcp.vertex_ai", "claude-sonnet-4-5@default") == "3");
  CHECK(rate(book, "anthropic", "claude-sonnet-4-5-latest") == "3");
  CHECK(rate(book, "anthropic", "claude-sonnet-4-5[1m]") == "3");
  CHECK(rate(book, "openai", "ft:gpt-4o:acme::abc123") == "3.75");
  CHECK(rate(book, "openai", "ft:gpt-4:acme::abc123") == "-");   // dearer than gpt-4
  CHECK(rate(book, "openrouter", "openai/gpt-4o:free") == "-");  // costs nothing
}

TEST_CASE("cost/price_book: dots and dashes between digits are the same") {
  const PriceBook book = book_of({kList});
  CHECK(rate(book, "anthropic", "claude-3.5-sonnet") == "3");
  CHECK(rate(book, "google", "gemini-2-5-pro") == "1.25");
  CHECK(book.find("anthropic", "claude-3.5-sonnet-20241022")->step == NameStep::Dots);
}

TEST_CASE("cost/price_book: the provider decides whose price it is") {
  const PriceBook book = book_of({kList});
  CHECK(rate(book, "groq", "llama-3.3-70b") == "0.59");
  CHECK(rate(book, "together_ai", "llama-3.3-70b") == "0.88");
  CHECK(rate(book, "", "llama-3.3-70b") == "-");  // two sell it
  CHECK(rate(book, "", "claude-sonnet-4-5") == "3");
  CHECK(rate(book, "azure.ai.openai", "gpt-4o") == "2.5");
  CHECK(rate(book, "openai", "claude-sonnet-4-5") == "3");  // a client library, no more
  CHECK(rate(book, "groq", "gpt-4o") == "-");
  CHECK(rate(book, "ollama", "gpt-4o") == "-");  // nobody sends a bill
  CHECK(rate(book, "langchain", "gpt-4o") == "2.5");
}

TEST_CASE("cost/price_book: later lists come first, whatever form of the name they know") {
  const PriceBook book = book_of(
      {kList, R"({"models": [{"name": "gpt-4o", "input": "1"}]})",
       R"({"models": [{"name": "gpt-4", "input": "20"}], "aliases": {"our-gpt": "gpt-4o"}})"});
  CHECK(rate(book, "openai", "gpt-4o") == "1");
  CHECK(rate(book, "openai", "gpt-4o-2024-05-13") == "1");
  CHECK(rate(book, "openai", "gpt-4") == "20");
  CHECK(rate(book, "google", "gemini-2.5-pro") == "1.25");
  CHECK(rate(book, "azure", "our-gpt") == "1");
  CHECK(book.find("azure", "our-gpt")->alias_of == "gpt-4o");
  CHECK(book.tables().size() == 3);
}

TEST_CASE("cost/price_book: a price for all comes behind the names of lists") {
  PriceBook book =
      book_of({kList, R"({"models": [{"name": "*", "input": "20", "output": "20"}]})"});
  CHECK(rate(book, "openai", "gpt-4o") == "2.5");
  CHECK(rate(book, "openai", "whatever") == "20");
  CHECK(rate(book, "", "") == "20");
  CHECK(book.find("", "whatever")->for_all);
  PriceBook with_built_in;
  CHECK(rate(with_built_in, "openai", "gpt-4o-mini") == "0.15");
  with_built_in.add(table_of(R"({"models": [{"name": "*", "input": "20", "output": "20"}]})"));
  CHECK(rate(with_built_in, "openai", "gpt-4o-mini") == "20");
}

TEST_CASE("cost/price_book: an alias may leave the provider open") {
  PriceBook book = book_of({kList});
  book.add_alias("Prod-Chat", "claude-sonnet-4-5");
  book.add_alias("arn:aws:bedrock:us-east-1:1:application-inference-profile/a1",
                 "us.anthropic.claude-sonnet-4-5-20250929-v1:0");
  CHECK(rate(book, "azure.ai.openai", "prod-chat") == "3");
  CHECK(rate(book, "groq", "prod-chat") == "3");
  CHECK(rate(book, "aws.bedrock", "arn:aws:bedrock:us-east-1:1:application-inference-profile/a1") ==
        "3.3");
}

TEST_CASE("cost/price_book: a discount is taken off before rounding") {
  PriceBook book = book_of({kList});
  book.set_discount("OpenAI", {900'000});
  CHECK(charged(book, "openai", "gpt-4o", tokens_of(1'000'000, 0)) == "2.25");
  CHECK(charged(book, "anthropic", "claude-sonnet-4-5", tokens_of(1'000'000, 0)) == "3");
  book.set_discount("azure.ai.openai", {500'000});
  CHECK(charged(book, "azure", "gpt-4o", tokens_of(1'000'000, 0)) == "1.25");
}

TEST_CASE("cost/price_book: the nearest name is suggested") {
  const PriceBook book = book_of({kList});
  CHECK(book.suggestion("gpt4o") == "gpt-4o");
  CHECK(book.suggestion("openai/gpt-4oo") == "gpt-4o");
  CHECK_FALSE(book.suggestion("our-private-model"));
}

}  // namespace trace_cost::cost
