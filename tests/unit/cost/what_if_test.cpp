#include "cost/what_if.h"

#include <doctest/doctest.h>

#include <string>

#include "made_prices.h"

namespace trace_cost::cost {

TEST_CASE("cost/what_if: a swap names two models, the second with a price") {
  const PriceBook book = book_of({R"({"models": [
      {"provider": "openai", "name": "gpt-4o-mini", "input": 1, "output": 2},
      {"provider": "groq", "name": "llama", "input": 1}, {"provider": "aws", "name": "llama", "input": 2}]})"});
  const auto swap = read_swap("gpt-4o=gpt-4o-mini", book);
  REQUIRE(swap);
  CHECK(swap->model == "gpt-4o");
  CHECK(swap->instead == "gpt-4o-mini");
  CHECK(read_swap("gpt-4o=groq/llama", book));
  CHECK(read_swap("gpt-4o", book).error().message.find("expected MODEL=OTHER") !=
        std::string::npos);
  CHECK_FALSE(read_swap("=gpt-4o-mini", book));
  CHECK_FALSE(read_swap("gpt-4o=", book));
  CHECK(read_swap("gpt-4o=gpt-4o-minni", book).error().message.find("did you mean gpt-4o-mini?") !=
        std::string::npos);
  CHECK(read_swap("gpt-4o=llama", book).error().message.find("no price is known for 'llama'") !=
        std::string::npos);  // two sell it
}

}  // namespace trace_cost::cost
