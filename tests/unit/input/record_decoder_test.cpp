#include "input/record_decoder.h"

#include <doctest/doctest.h>

#include <string>

#include "input/object_scanner.h"
#include "made_up_json.h"

namespace trace_cost::input {

namespace {

using Outcome = Decoding::Outcome;

std::string record(std::string_view name) {
  return R"({"name": ")" + std::string(name) +
         R"(", "context": {"trace_id": "0x000000000000000000000000000000aa", "span_id": )"
         R"("0x00000000000000bb"}, "start_time": null, "end_time": null})";
}

}  // namespace

TEST_CASE("input/record_decoder: bytes that are no UTF-8 are replaced, and that is told") {
  const Decoded got = decoded(record("caf\xE9"));
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.repaired);
  CHECK(got.spans == "aa/bb<- uuu - -   'caf\uFFFD'\n");
  CHECK_FALSE(decoded(record("café")).repaired);
}

TEST_CASE("input/record_decoder: a lone surrogate costs itself and needs no repair") {
  const Decoded got = decoded(record(R"(\ud83d alone)"));
  CHECK(got.spans == "aa/bb<- uuu - -   '\uFFFD alone'\n");
  CHECK_FALSE(got.repaired);
}

TEST_CASE("input/record_decoder: scalars of no known kind harm nothing where nobody looks") {
  std::string text = record("x");
  text.insert(1, R"("odd": flase, "odder": 1e+e, "oddest": --Infinity.nan, )");
  const Decoded got = decoded(text);
  CHECK(got.outcome == Outcome::Spans);
  CHECK(got.spans == "aa/bb<- uuu - -   'x'\n");
}

TEST_CASE("input/record_decoder: an object as deep as the scanner lets pass is decoded") {
  const std::size_t lists = ObjectScanner::kDepth - 1;
  const std::string deep = std::string(lists, '[') + "1" + std::string(lists, ']');
  std::string text = record("x");
  text.insert(1, "\"deep\": " + deep + ", ");
  CHECK(decoded(text).spans == "aa/bb<- uuu - -   'x'\n");
}

TEST_CASE("input/record_decoder: a decoder can be used again after any outcome") {
  SpanBatch batch(test_selection());
  RecordDecoder decoder;
  const auto decode = [&](std::string text) {
    const std::size_t size = text.size();
    text.append(64, '\0');
    return decoder.decode(std::string_view(text).substr(0, size), batch).outcome;
  };
  for (int round = 0; round < 3; ++round) {
    CHECK(decode(record("a")) == Outcome::Spans);
    CHECK(batch.size() == 1);
    CHECK(decode("{}") == Outcome::NoSpan);
    CHECK(batch.empty());
    CHECK(decode(record("\xFF")) == Outcome::Spans);
    CHECK(decode(R"({"bookmarked":true})") == Outcome::Foreign);
    CHECK(decode(record(std::string(100'000, 'x'))) == Outcome::Spans);
  }
}

TEST_CASE("input/record_decoder: of a million faults of one record only the first are kept") {
  std::string spans;
  for (int i = 0; i < 10'000; ++i) spans += i == 0 ? "{}" : ",{}";
  const Decoded got = decoded(R"({"resourceSpans":[{"scopeSpans":[{"spans":[)" + spans + "]}]}]}");
  CHECK(got.outcome == Outcome::Spans);
  CHECK(std::count(got.spans.begin(), got.spans.end(), '\n') == 10'000);
  CHECK(std::count(got.faults.begin(), got.faults.end(), '\n') == 64);
}

}  // namespace trace_cost::input
