#include "cost/double_count.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "made_books.h"
#include "made_prices.h"

namespace trace_cost::cost {

namespace {

std::string_view word_for(Suppression why) {
  switch (why) {
    case Suppression::No:
      break;
    case Suppression::Rollup:
      return "rollup";
    case Suppression::Duplicate:
      return "duplicate";
    case Suppression::NonBillable:
      return "non-billable";
  }
  return "no";
}

// "counts 0.03: b c; kept out 0.03: a rollup"
std::string books_of(const std::string& story) {
  const MadeBooks books(story);
  std::string said = "counts " + books.ledger.total.plain() + ":";
  for (const Entry& entry : books.ledger.entries) {
    if (entry.charge) said += " " + books.made.id_of(entry.span).substr(2);
  }
  if (books.ledger.suppressed.empty()) return said;
  said += "; kept out " + books.ledger.suppressed_total.plain() + ":";
  for (const SuppressedEntry& kept_out : books.ledger.suppressed) {
    said += " " + books.made.id_of(kept_out.entry.span).substr(2) + " " +
            std::string(word_for(kept_out.why));
  }
  return said;
}

}  // namespace

TEST_CASE("cost/double_count: an agent gives way to its calls, nested agents too") {
  const std::string story =
      "t/a   s INTERNAL 0..90  run  | gen_ai.operation.name=invoke_agent, cost.usd=0.15\n"
      "t/b<a s CLIENT   1..10  chat | gen_ai.operation.name=chat, cost.usd=0.01\n"
      "t/c<a s CLIENT   11..20 chat | gen_ai.operation.name=chat, cost.usd=0.02\n"
      "t/d<a s CLIENT   21..30 chat | gen_ai.operation.name=chat, cost.usd=0.03\n"
      "t/e<a s INTERNAL 31..80 sub  | gen_ai.operation.name=invoke_agent, cost.usd=0.09\n"
      "t/f<e s CLIENT   32..40 chat | gen_ai.operation.name=chat, cost.usd=0.04\n";
  const MadeBooks whole(story +
                        "t/g<e s CLIENT 41..50 chat | gen_ai.operation.name=chat, cost.usd=0.05");
  CHECK(whole.ledger.total.plain() == "0.15");
  CHECK(whole.ledger.charges == 5);
  CHECK(whole.ledger.suppressed_total.plain() == "0.24");
  CHECK(whole.ledger.doubts.gaps.empty());

  // A chat that was not exported leaves a gap of its size, in the agent that had it.
  const MadeBooks cut(story);
  CHECK(cut.ledger.total.plain() == "0.1");
  REQUIRE(cut.ledger.doubts.gaps.size() == 1);
  const RollupGap& gap = cut.ledger.doubts.gaps.front();
  CHECK(cut.made.id_of(gap.span) == "t/e");
  CHECK((gap.told - gap.beneath).plain() == "0.05");
}

TEST_CASE("cost/double_count: what counts, and what is kept out") {
  struct Case {
    const char* rule;
    const char* story;
    const char* books;
  };
  static constexpr Case kCases[] = {
      {"plain costs add up, also when a parent tells what its child tells",
       "t/a   s INTERNAL 0..9 a | cost.usd=0.01\n"
       "t/b<a s INTERNAL 1..8 b | cost.usd=0.01",
       "counts 0.02: a b"},
      {"a rollup alone counts",
       "t/a   s INTERNAL 0..9 a | openinference.span.kind=AGENT, cost.usd=0.01\n"
       "t/b<a s INTERNAL 1..8 b",
       "counts 0.01: a"},
      {"a rollup gives way to a plain cost beneath it, however deep",
       "t/a   s INTERNAL 0..9 a | traceloop.span.kind=workflow, cost.usd=0.01\n"
       "t/b<a s INTERNAL 1..8 b\n"
       "t/c<b r SERVER   2..7 c | cost.usd=0.004",
       "counts 0.004: c; kept out 0.01: a rollup"},
      {"the Vercel AI SDK tells every call twice",
       "t/a   s INTERNAL 0..9 a | ai.operationId=ai.generateText, cost.usd=0.01, "
       "ai.usage.inputTokens=10, ai.usage.outputTokens=2\n"
       "t/b<a s INTERNAL 1..8 b | ai.operationId=ai.generateText.doGenerate, cost.usd=0.01, "
       "gen_ai.usage.input_tokens=10, gen_ai.usage.output_tokens=2",
       "counts 0.01: b; kept out 0.01: a rollup"},
      {"a wrapper and the client beneath it with the same tokens are one call",
       "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.012, "
       "gen_ai.usage.input_tokens=10, gen_ai.usage.output_tokens=2\n"
       "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.usage.input_tokens=10, gen_ai.usage.output_tokens=2",
       "counts 0.01: b; kept out 0.012: a duplicate"},
      {"what the provider told is better than what is deeper",
       "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, gen_ai.usage.cost.amount=0.012, "
       "gen_ai.usage.cost.source=provider, gen_ai.usage.input_tokens=10, "
       "gen_ai.usage.output_tokens=2\n"
       "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.usage.input_tokens=10, gen_ai.usage.output_tokens=2",
       "counts 0.012: a; kept out 0.01: b duplicate"},
      {"different response ids are different calls, whatever else is equal",
       "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.response.id=r1\n"
       "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.response.id=r2",
       "counts 0.02: a b"},
      {"one response id counts once, in chunks or on both sides of a border",
       "t/a   s INTERNAL 0..9 a\n"
       "t/b<a s CLIENT 1..3 b | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.response.id=r1\n"
       "t/c<a s CLIENT 4..6 c | gen_ai.operation.name=chat, cost.usd=0.03, "
       "gen_ai.response.id=r1\n"
       "t/d<a s CLIENT 7..8 d | gen_ai.operation.name=chat, cost.usd=0.02, "
       "gen_ai.response.id=r1",
       "counts 0.03: c; kept out 0.03: b duplicate d duplicate"},
      {"the same response id in another trace is another charge",
       "t/a s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.01, gen_ai.response.id=r1\n"
       "u/b s CLIENT 0..9 b | gen_ai.operation.name=chat, cost.usd=0.01, gen_ai.response.id=r1",
       "counts 0.02: a b"},
      {"a model call whose numbers are the sum of those beneath it is none of its own",
       "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.03, "
       "gen_ai.usage.input_tokens=30, gen_ai.usage.output_tokens=5\n"
       "t/b<a s CLIENT 1..3 b | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.usage.input_tokens=10, gen_ai.usage.output_tokens=2\n"
       "t/c<a s CLIENT 4..6 c | gen_ai.operation.name=chat, cost.usd=0.02, "
       "gen_ai.usage.input_tokens=20, gen_ai.usage.output_tokens=3",
       "counts 0.03: b c; kept out 0.03: a rollup"},
      {"nested calls that differ both count",
       "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.03, "
       "gen_ai.usage.input_tokens=30, gen_ai.usage.output_tokens=5\n"
       "t/b<a s CLIENT 1..3 b | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.usage.input_tokens=10, gen_ai.usage.output_tokens=2",
       "counts 0.04: a b"},
      {"a gateway that tells the cost and a client that tells the tokens are one call",
       "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, gen_ai.request.model=unheard-of, "
       "gen_ai.usage.input_tokens=30, gen_ai.usage.output_tokens=5\n"
       "t/b<a g SERVER 1..8 b | gen_ai.operation.name=chat, cost.usd=0.01",
       "counts 0.01: b; kept out 0: a duplicate"},
      {"of one response the deeper span counts, when the evidence is as good",
       "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.03, gen_ai.response.id=r1\n"
       "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.01, gen_ai.response.id=r1",
       "counts 0.01: b; kept out 0.03: a duplicate"},
      {"one response id counts once, though its chunks tell different outputs",
       "t/a   s INTERNAL 0..9 a\n"
       "t/b<a s CLIENT 1..3 b | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.response.id=r1, gen_ai.usage.output_tokens=10\n"
       "t/c<a s CLIENT 4..6 c | gen_ai.operation.name=chat, cost.usd=0.03, "
       "gen_ai.response.id=r1, gen_ai.usage.output_tokens=50",
       "counts 0.03: c; kept out 0.01: b duplicate"},
      {"ids that different emitters give to one call do not make it two",
       "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.01, litellm.call-id=u1\n"
       "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.01, gen_ai.response.id=r1",
       "counts 0.01: b; kept out 0.01: a duplicate"},
      {"an agent gives way to a call beneath it that is counted elsewhere",
       "t/r   s SERVER   0..90  r\n"
       "t/a<r s INTERNAL 1..50  a | gen_ai.operation.name=invoke_agent, cost.usd=0.01\n"
       "t/b<a s CLIENT   2..40  b | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.response.id=r1\n"
       "t/g<r s CLIENT   60..80 g | gen_ai.operation.name=chat, cost.usd=0.01, "
       "gen_ai.response.id=r1",
       "counts 0.01: g; kept out 0.02: a rollup b duplicate"},
      {"an agent of a flat plan is billed no more than its calls",
       "t/a   s INTERNAL 0..9 a | gen_ai.operation.name=invoke_agent, cost.usd=0.5\n"
       "t/b<a s CLIENT 1..8 b | langwatch.span.cost=0.5, langwatch.cost.non_billable=true",
       "counts 0:; kept out 1: a rollup b non-billable"},
      {"what a flat plan covers is billed to nobody",
       "t/a s CLIENT 0..9 a | langwatch.span.cost=0.5, langwatch.cost.non_billable=true\n"
       "u/b s CLIENT 0..9 b | langwatch.span.cost=0.25, langwatch.cost.non_billable=false",
       "counts 0.25: b; kept out 0.5: a non-billable"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rule);
    CHECK(books_of(c.story) == c.books);
  }
}

TEST_CASE("cost/double_count: the money of an agent pays for calls that tell only tokens") {
  const MadeBooks books(
      "t/a   s INTERNAL 0..9 a | gen_ai.operation.name=invoke_agent, cost.usd=0.03, "
      "gen_ai.usage.input_tokens=30, gen_ai.usage.output_tokens=5\n"
      "t/b<a s CLIENT 1..3 b | gen_ai.operation.name=chat, gen_ai.usage.input_tokens=10, "
      "gen_ai.usage.output_tokens=2\n"
      "t/c<a s CLIENT 4..6 c | gen_ai.operation.name=chat, gen_ai.usage.input_tokens=20, "
      "gen_ai.usage.output_tokens=3");
  CHECK(books.ledger.total.plain() == "0.03");
  CHECK(books.ledger.unpriced == 0);
  REQUIRE(books.ledger.entries.size() == 3);
  TokenUsage sum;
  for (const Entry& entry : books.ledger.entries) sum += entry.tokens.usage();
  CHECK(sum.input->value == 30);
  CHECK(sum.output->value == 5);
}

TEST_CASE("cost/double_count: a wrapper that tells nothing is measured by the call beneath it") {
  const MadeBooks books(
      "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat\n"
      "t/b<a s CLIENT 1..8 b | gen_ai.operation.name=chat, cost.usd=0.01\n"
      "t/c<b s CLIENT 2..7 c | gen_ai.operation.name=chat\n"
      "u/d   s CLIENT 0..9 d | gen_ai.operation.name=chat");
  REQUIRE(books.ledger.unmeasured.size() == 1);
  CHECK(books.made.id_of(books.ledger.unmeasured.front()) == "u/d");
  CHECK(books.ledger.unpriced == 0);
  CHECK(books.ledger.entries.size() == 1);
}

TEST_CASE("cost/double_count: doubts are put on record") {
  const MadeBooks suspect(
      "t/a   s INTERNAL 0..9 a | cost.usd=0.03\n"
      "t/b<a s INTERNAL 1..3 b | cost.usd=0.01\n"
      "t/c<a s INTERNAL 4..6 c | cost.usd=0.02");
  CHECK(suspect.ledger.total.plain() == "0.06");
  CHECK(suspect.ledger.doubts.suspects.size() == 1);
  CHECK(suspect.ledger.doubts.nested.empty());

  const MadeBooks nested(
      "t/a   s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.03\n"
      "t/b<a s CLIENT 1..3 b | gen_ai.operation.name=chat, cost.usd=0.01");
  CHECK(nested.ledger.doubts.nested.size() == 1);
}

TEST_CASE("cost/double_count: a long chain of calls is judged without recursion") {
  std::vector<made::MadeSpan> spans =
      made::read_story("t/a s CLIENT 0..9 a | gen_ai.operation.name=chat, cost.usd=0.01");
  const made::MadeSpan first = spans.front();
  for (int i = 1; i < 20'000; ++i) {
    made::MadeSpan next = first;
    next.id = "s" + std::to_string(i);
    next.parent = spans.back().id;
    spans.push_back(std::move(next));
  }
  const MadeBooks books(spans);
  CHECK(books.ledger.total.plain() == "0.01");
  CHECK(books.ledger.suppressed.size() == 19'999);
}

namespace {

// A trace of agents, wrappers, calls and plain costs, of a shape that no instrumentation has
// thought of. Costs and tokens are few, so that equal ones meet.
std::vector<made::MadeSpan> made_up_trace(made::Dice& dice, const std::string& trace) {
  static constexpr std::array<const char*, 4> kOperations{"invoke_agent", "chat", "",
                                                          "execute_tool"};
  std::vector<made::MadeSpan> spans;
  const std::int64_t count = 1 + dice.roll(12);
  for (std::int64_t i = 0; i < count; ++i) {
    made::MadeSpan span;
    span.trace = trace;
    span.id = "s" + std::to_string(i);
    if (i > 0 && dice.roll(10) > 0) span.parent = "s" + std::to_string(dice.roll(i));
    span.service = dice.roll(2) == 0 ? "a" : "b";
    span.name = "x";
    span.start = made::at_ms(dice.roll(50));
    span.end = made::at_ms(50 + dice.roll(50));
    const auto add = [&](const char* key, std::string text, model::ValueKind kind) {
      span.attributes.push_back({key, std::move(text), kind});
    };
    const char* operation = kOperations[static_cast<std::size_t>(dice.roll(4))];
    if (*operation != 0) add("gen_ai.operation.name", operation, model::ValueKind::Text);
    if (dice.roll(3) > 0) {
      add("cost.usd", "0.0" + std::to_string(1 + dice.roll(3)), model::ValueKind::Number);
    }
    if (dice.roll(3) == 0) {
      add("gen_ai.usage.input_tokens", std::to_string(dice.roll(3)), model::ValueKind::Number);
      add("gen_ai.usage.output_tokens", std::to_string(dice.roll(2)), model::ValueKind::Number);
      if (dice.roll(2) == 0) add("gen_ai.request.model", "gpt-4o", model::ValueKind::Text);
    }
    if (dice.roll(4) == 0) {
      add("gen_ai.response.id", "r" + std::to_string(dice.roll(3)), model::ValueKind::Text);
    }
    if (dice.roll(4) == 0)
      add("user.id", dice.roll(2) == 0 ? "alice" : "bob", model::ValueKind::Text);
    spans.push_back(std::move(span));
  }
  return spans;
}

std::string told(const Ledger& ledger, const MadeBooks& books) {
  std::string said = ledger.total.plain() + " " + ledger.suppressed_total.plain() + " " +
                     ledger.attributed.plain() + " " + std::to_string(ledger.unpriced) + " " +
                     std::to_string(ledger.unmeasured.size()) + " " +
                     std::to_string(ledger.doubts.gaps.size()) + " " +
                     std::to_string(ledger.doubts.nested.size());
  for (const Entry& entry : ledger.entries) said += " " + books.made.id_of(entry.span);
  said += " |";
  for (const SuppressedEntry& kept_out : ledger.suppressed) {
    said += " " + books.made.id_of(kept_out.entry.span) + std::string(word_for(kept_out.why));
  }
  return said;
}

}  // namespace

TEST_CASE("cost/double_count: what spans tell is what counts and what is kept out, in any order") {
  const PriceBook prices = book_of({R"({"models": [
      {"provider": "openai", "name": "gpt-4o", "input": "2.5", "output": "10"}]})"});
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    made::Dice dice(seed);
    std::vector<made::MadeSpan> spans;
    for (int trace = 0; trace < 3; ++trace) {
      const auto more = made_up_trace(dice, "t" + std::to_string(trace));
      spans.insert(spans.end(), more.begin(), more.end());
    }
    const LedgerTerms as_it_is{.prices = &prices, .rollup = RollupRule::Sum};
    const LedgerTerms once{.prices = &prices};
    const MadeBooks books(spans, {}, once);
    const Ledger raw = build_ledger(books.forest(), books.keys, as_it_is);
    CHECK(books.ledger.total + books.ledger.suppressed_total == raw.total);
    CHECK(raw.suppressed.empty());

    const Ledger threaded = build_ledger(books.forest(), books.keys, once, 4);
    CHECK(told(threaded, books) == told(books.ledger, books));
    for (std::size_t i = spans.size(); i-- > 1;) {
      std::swap(spans[i], spans[static_cast<std::size_t>(dice.roll(static_cast<std::int64_t>(i)))]);
    }
    const MadeBooks shuffled(spans, {}, once);
    CHECK(told(shuffled.ledger, shuffled) == told(books.ledger, books));
  }
}

}  // namespace trace_cost::cost
