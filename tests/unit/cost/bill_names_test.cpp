#include "cost/bill/bill_names.h"

#include <doctest/doctest.h>

#include "cost/bill/model_match.h"

namespace trace_cost::cost {

TEST_CASE("cost/bill_names: bills and spans come to the same provider") {
  for (const char* const name :
       {"AWS", "Amazon Web Services", "aws.bedrock", "Amazon Bedrock", "bedrock"}) {
    CAPTURE(name);
    CHECK(billing_provider(name) == "aws");
  }
  CHECK(billing_provider("OpenAI, LLC") == billing_provider("openai"));
  CHECK(billing_provider("Microsoft") == billing_provider("azure.ai.openai"));
  CHECK(billing_provider("Google Cloud") == billing_provider("gcp.vertex_ai"));
  CHECK(billing_provider("Anthropic") == "anthropic");
  CHECK(billing_provider("Acme AI") == "acme ai");
  CHECK(billing_provider("").empty());
}

TEST_CASE("cost/bill_names: a line is stripped down to what was billed") {
  CHECK(billed_item("gpt-4o-2024-08-06, input") == "gpt-4o-2024-08-06");
  CHECK(billed_item("gpt-4o, cached input") == "gpt-4o");
  CHECK(billed_item("USE1-Claude3.5Sonnet-input-tokens") == "Claude3.5Sonnet");
  CHECK(billed_item("EUW1-NovaPro-output-tokens-batch") == "NovaPro");
  CHECK(billed_item("gpt-4o-mini") == "gpt-4o-mini");
  CHECK(billed_item("EU-West storage") == "EU-West storage");
  CHECK(billed_item("").empty());
}

TEST_CASE("cost/bill_names: keys of models") {
  CHECK(snapshot_key("openai/GPT-4o") == snapshot_key("gpt-4o"));
  CHECK(snapshot_key("us.anthropic.claude-3-5-sonnet-20241022-v2:0") ==
        snapshot_key("claude-3.5-sonnet-20241022"));
  CHECK(snapshot_key("Claude3.5Sonnet") == snapshot_key("claude-3-5-sonnet"));
  CHECK(snapshot_key("gpt-4o-2024-08-06") != snapshot_key("gpt-4o"));
  CHECK(family_key("gpt-4o-2024-08-06") == family_key("gpt-4o"));
  CHECK(family_key("claude-sonnet-4-5@20250929") == family_key("claude-sonnet-4-5"));
  CHECK(family_key("gpt-4o") != family_key("gpt-4o-mini"));
  CHECK(family_key("gpt-4.1") != family_key("gpt-4"));
}

namespace {

// "gpt-4o 0,1/0; ..." for a match of the bill's 0 and 1 with the traces' 0; "*" for all.
std::string matches(const std::vector<std::string>& billed,
                    const std::vector<std::string>& traced) {
  std::string said;
  for (const ModelMatch& match : match_models(billed, traced)) {
    said += (said.empty() ? "" : "; ") + (match.name.empty() ? "*" : match.name) + " " +
            std::to_string(match.billed.size()) + "/" + std::to_string(match.traced.size());
  }
  return said;
}

}  // namespace

TEST_CASE(
    "cost/model_match: snapshots are compared with each other, families where a date is missing") {
  CHECK(matches({"gpt-4o-2024-05-13", "gpt-4o-2024-08-06"},
                {"gpt-4o-2024-08-06", "gpt-4o-2024-05-13"}) ==
        "gpt-4o-2024-05-13 1/1; gpt-4o-2024-08-06 1/1");
  CHECK(matches({"gpt-4o-2024-05-13", "gpt-4o-2024-08-06"}, {"gpt-4o"}) == "gpt-4o-2024-05-13 2/1");
  CHECK(matches({"gpt-4o", "o3"}, {"gpt-4o", "gpt-4o-mini"}) ==
        "gpt-4o 1/1; gpt-4o-mini 0/1; o3 1/0");
}

TEST_CASE("cost/model_match: which is which is not guessed") {
  CHECK(matches({""}, {"gpt-4o", "o3"}) == "* 1/2");
  CHECK(matches({"gpt-4o"}, {"gpt-4o", ""}) == "* 1/2");
  CHECK(matches({"Text models"}, {"gpt-4o", "o3"}) == "* 1/2");
  CHECK(matches({}, {"gpt-4o", "o3"}) == "gpt-4o 0/1; o3 0/1");
  CHECK(matches({"gpt-4o", "o3"}, {}) == "gpt-4o 1/0; o3 1/0");
}

}  // namespace trace_cost::cost
