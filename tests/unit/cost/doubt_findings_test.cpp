#include "cost/doubt_findings.h"

#include <doctest/doctest.h>

#include <string>

#include "made_books.h"
#include "made_prices.h"

namespace trace_cost::cost {

namespace {

// "TC-C005: …; TC-C012: …"
std::string found_in(const MadeBooks& books) {
  std::string said;
  for (const model::Finding& finding : doubt_findings(books.capture(), books.ledger)) {
    said += (said.empty() ? "" : "; ") + std::string(finding.rule->id) + ": " + finding.message;
  }
  return said;
}

}  // namespace

TEST_CASE("cost/doubt_findings: what is odd is said, what is not is not") {
  struct Case {
    const char* story;
    const char* findings;
  };
  static constexpr Case kCases[] = {
      {"t/a s INTERNAL 0..9 a | cost.usd=0.01", ""},
      {"t/a   s INTERNAL 0..9 a | gen_ai.operation.name=invoke_agent, cost.usd=0.03\n"
       "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.02",
       "TC-C005: 1 agent span tells $0.01 more than the calls beneath them"},
      {"t/a   s INTERNAL 0..9 a | gen_ai.operation.name=invoke_agent, cost.usd=0.0200000000001\n"
       "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.02",
       ""},
      {"t/a   s INTERNAL 0..9 a | gen_ai.operation.name=invoke_agent, cost.usd=0.01\n"
       "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.02",
       ""},
      {"t/a   s INTERNAL 0..9 a | cost.usd=0.01\n"
       "t/b<a s INTERNAL 1..8 b | cost.usd=0.01",
       "TC-C006: 1 span costs exactly what is beneath it; both count"},
      {"t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.03\n"
       "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.02",
       "TC-C007: 1 model call has another model call beneath; all count"},
      {"t/a s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=1, "
       "gen_ai.provider.name=anthropic, gen_ai.usage.input_tokens=100, "
       "gen_ai.usage.cache_read.input_tokens=50",
       "TC-C008: 1 call tells cached tokens and not whether the input tokens hold them; assumed "
       "that they do"},
      {"t/a s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=1, "
       "gen_ai.usage.output_tokens=10, gen_ai.usage.reasoning_tokens=11",
       "TC-C009: 1 call tells a part of the tokens that is larger than the whole"},
      {"t/a s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0, "
       "gen_ai.usage.input_tokens=10",
       "TC-C010: 1 span tells tokens and a cost of zero; counted as zero"},
      {"t/a s CLIENT 0..9 a | gen_ai.usage.cost=0.5, gen_ai.usage.cost.currency=EUR\n"
       "u/b s CLIENT 0..9 b | gen_ai.usage.cost=0.25, gen_ai.usage.cost.currency=eur",
       "TC-C011: 2 costs are in another currency and in no total: 0.75 EUR"},
      {"t/a s CLIENT 0..9 a | gen_ai.operation.name=chat, gen_ai.request.model=ours, "
       "gen_ai.usage.input_tokens=10",
       "TC-C012: 1 span has tokens and no price: ours"},
      {"t/a s CLIENT! 0..9 a | gen_ai.operation.name=chat, gen_ai.usage.input_tokens=10\n"
       "u/b s CLIENT 0..9 b | cost.usd=1",
       "TC-C013: 1 failed call has tokens and no cost, of services that tell the cost of other "
       "calls"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.story);
    CHECK(found_in(MadeBooks(c.story)) == c.findings);
  }
}

}  // namespace trace_cost::cost
