#include "model/capture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "made_up.h"
#include "model/canonical_order.h"

namespace trace_cost::model {

namespace {

// Seals the spans in every rotation and reversed; all must tell the same. Returns what they tell.
std::string told_in_any_order(std::vector<MadeUpSpan> spans) {
  std::string first = told(sealed_capture(spans));
  for (std::size_t turn = 0; turn < spans.size(); ++turn) {
    std::rotate(spans.begin(), spans.begin() + 1, spans.end());
    CHECK(told(sealed_capture(spans)) == first);
    std::vector<MadeUpSpan> reversed(spans.rbegin(), spans.rend());
    CHECK(told(sealed_capture(reversed)) == first);
  }
  return first;
}

MadeUpSpan timed(std::uint64_t id, std::int64_t start, std::int64_t end) {
  MadeUpSpan span;
  span.id = id;
  span.start = at(start);
  span.end = at(end);
  return span;
}

}  // namespace

TEST_CASE("model/capture: spans are ordered by trace, start, longest first, then id") {
  std::vector<MadeUpSpan> spans{timed(5, 20, 30), timed(4, 10, 20), timed(3, 10, 40),
                                timed(2, 10, 20), timed(9, 5, 6)};
  spans.back().trace = 2;
  const Capture capture = sealed_capture(spans);
  std::string order;
  for (const Span& span : capture.spans()) order += to_hex(span.id).back();
  CHECK(order == "32459");
  told_in_any_order(spans);
}

TEST_CASE("model/capture: the same span read twice is counted once, whatever the files") {
  MadeUpSpan copy = timed(1, 1'000, 2'000);
  copy.source = "a.log";
  MadeUpSpan other = copy;
  other.source = "b.log";
  CHECK(sealed_capture({other, copy}).duplicates() == 1);
  CHECK(sealed_capture({other, copy, copy, copy}).duplicates() == 3);
  CHECK(sealed_capture({other, copy}).id_conflicts().empty());
  const std::string story = told_in_any_order({copy, other, timed(2, 0, 1), copy});
  CHECK(story.find("a.log") != std::string::npos);
  CHECK(story.find("b.log") == std::string::npos);
}

TEST_CASE("model/capture: of two encodings the record with the finer times is kept") {
  MadeUpSpan console = timed(1, 1'000'123'000, 1'000'457'000);
  console.attributes = {{"k0", "alice"}, {"k1", "0.1"}};
  MadeUpSpan otlp = timed(1, 1'000'122'987, 1'000'456'501);
  otlp.attributes = {{"k0", "alice"}};
  const std::string story = told_in_any_order({console, otlp});
  CHECK(story.find("1000122987..1000456501") != std::string::npos);
  CHECK(story.find("1 duplicates") != std::string::npos);
  CHECK(story.find("conflict") == std::string::npos);
}

TEST_CASE("model/capture: a start may be off by two microseconds, an end by three, and no more") {
  const auto duplicates = [](std::int64_t start_off, std::int64_t end_off) {
    return sealed_capture({timed(1, 10'000'000, 20'000'000),
                           timed(1, 10'000'000 + start_off, 20'000'000 + end_off)})
        .duplicates();
  };
  CHECK(duplicates(0, 0) == 1);
  CHECK(duplicates(2'000, 3'000) == 1);
  CHECK(duplicates(-2'000, -3'000) == 1);
  CHECK(duplicates(2'001, 0) == 0);
  CHECK(duplicates(-2'001, 0) == 0);
  CHECK(duplicates(0, 3'001) == 0);
  CHECK(duplicates(0, -3'001) == 0);
}

TEST_CASE("model/capture: what only one encoding tells is no difference, and is kept") {
  MadeUpSpan whole = timed(1, 1'000'123'000, 1'000'457'000);
  whole.name = "POST /chat";
  whole.service = "Shop";
  whole.kind = SpanKind::Server;
  struct Loss {
    const char* name;
    void (*make)(MadeUpSpan&);
  };
  for (const Loss& loss : std::to_array<Loss>({
           {"kind", [](MadeUpSpan& s) { s.kind = SpanKind::Unspecified; }},
           {"service", [](MadeUpSpan& s) { s.service = ""; }},
           {"a finer time without a service",
            [](MadeUpSpan& s) {
              s.service = "";
              s.start = at(1'000'122'987);
            }},
           {"case of the name", [](MadeUpSpan& s) { s.name = "post /chat"; }},
           {"case of the service", [](MadeUpSpan& s) { s.service = "shop"; }},
       })) {
    CAPTURE(loss.name);
    MadeUpSpan less = whole;
    loss.make(less);
    const Capture capture = sealed_capture({less, whole});
    REQUIRE(capture.spans().size() == 1);
    CHECK(capture.duplicates() == 1);
    CHECK(capture.service(capture.spans()[0]) == "Shop");
    CHECK(capture.name(capture.spans()[0]) == "POST /chat");
    CHECK(capture.spans()[0].kind == SpanKind::Server);
    told_in_any_order({less, whole, less});
  }
}

TEST_CASE(
    "model/capture: of two copies the one with more times known, else with more told, is kept") {
  MadeUpSpan whole = timed(1, 1'000, 2'000);
  MadeUpSpan unended = whole;
  unended.end = kUnknownInstant;
  unended.attributes = {{"k0", "alice"}, {"k1", "0.1"}};
  CHECK(told_in_any_order({whole, unended}).find("1000..2000") != std::string::npos);

  MadeUpSpan remote = whole;
  remote.place = ParentPlace::Remote;
  CHECK(told_in_any_order({whole, remote}).find("place 2") != std::string::npos);

  MadeUpSpan telling = whole;
  telling.attributes = {{"k0", "alice"}};
  CHECK(told_in_any_order({whole, telling}).find("k0=alice") != std::string::npos);
}

TEST_CASE("model/capture: copies that differ in one thing only give one answer in any order") {
  const MadeUpSpan base = timed(1, 1'000, 2'000);
  struct Change {
    const char* name;
    void (*make)(MadeUpSpan&);
  };
  for (const Change& change : std::to_array<Change>({
           {"status", [](MadeUpSpan& s) { s.status = StatusCode::Error; }},
           {"instance", [](MadeUpSpan& s) { s.instance = "pod-1"; }},
           {"place of the parent", [](MadeUpSpan& s) { s.place = ParentPlace::Local; }},
           {"an attribute",
            [](MadeUpSpan& s) {
              s.attributes = {{"k3", "x"}};
            }},
           {"an attribute of the resource",
            [](MadeUpSpan& s) {
              s.resource = {{"k3", "x"}};
            }},
       })) {
    CAPTURE(change.name);
    MadeUpSpan changed = base;
    change.make(changed);
    const std::string story = told_in_any_order({base, changed});
    CHECK(story.find("1 duplicates") != std::string::npos);
    changed.id = 2;
    const Capture both = sealed_capture({base, changed});
    SpanView twin{both.spans()[1], both.attributes(both.spans()[1])};
    twin.span.id = both.spans()[0].id;
    CHECK(canonical_order(both, {both.spans()[0], both.attributes(both.spans()[0])}, twin) != 0);
  }
}

TEST_CASE("model/capture: different spans with equal ids are all kept and listed") {
  struct Change {
    const char* name;
    void (*make)(MadeUpSpan&);
  };
  for (const Change& change : std::to_array<Change>({
           {"name", [](MadeUpSpan& s) { s.name = "other"; }},
           {"service", [](MadeUpSpan& s) { s.service = "other"; }},
           {"kind", [](MadeUpSpan& s) { s.kind = SpanKind::Server; }},
           {"parent", [](MadeUpSpan& s) { s.parent = 77; }},
           {"time", [](MadeUpSpan& s) { s.start = at(500'000); }},
       })) {
    CAPTURE(change.name);
    const MadeUpSpan base = timed(2, 900'000, 990'000);
    MadeUpSpan changed = base;
    change.make(changed);
    const std::string story = told_in_any_order({timed(1, 1, 2), base, changed, base});
    CHECK(story.find("conflict 1\nconflict 2\n1 duplicates") != std::string::npos);
  }
}

TEST_CASE("model/capture: spans without a valid id are no copies of each other") {
  MadeUpSpan no_id = timed(0, 1, 2);
  MadeUpSpan no_trace = timed(7, 1, 2);
  no_trace.trace = 0;
  const Capture capture = sealed_capture({no_id, no_id, no_trace, no_trace});
  CHECK(capture.spans().size() == 4);
  CHECK(capture.duplicates() == 0);
  CHECK(capture.id_conflicts().empty());
}

TEST_CASE(
    "model/capture: spans with equal ids in different traces have nothing to do with each other") {
  MadeUpSpan other = timed(1, 1, 2);
  other.trace = 2;
  const Capture capture = sealed_capture({timed(1, 1, 2), other});
  CHECK(capture.duplicates() == 0);
  CHECK(capture.id_conflicts().empty());
}

TEST_CASE("model/capture: the order of arrival changes nothing (a thousand spans, shuffled)") {
  std::vector<MadeUpSpan> spans;
  std::mt19937 random(7);
  const auto below = [&random](int n) {
    return static_cast<int>(random() % static_cast<unsigned>(n));
  };
  const auto number = [](int n) { return static_cast<std::uint64_t>(n); };
  for (int i = 0; i < 1'000; ++i) {
    MadeUpSpan span =
        timed(number(below(120)), below(4) * std::int64_t{1'000'000}, 5'000'000 + below(3));
    span.trace = number(below(5));
    span.parent = below(2) == 0 ? 0 : number(below(120));
    span.name = below(2) == 0 ? "a" : "b";
    span.service = below(4) == 0 ? "" : "s" + std::to_string(below(2));
    span.kind = static_cast<SpanKind>(below(3));
    span.instance = below(9) == 0 ? "i" : "";
    span.place = static_cast<ParentPlace>(below(3));
    span.status = static_cast<StatusCode>(below(3));
    if (below(3) == 0) span.attributes = {{"k1", std::to_string(below(3))}, {"k0", "x"}};
    if (below(3) == 0) span.resource = {{"k2", std::to_string(below(3))}};
    span.source = "file" + std::to_string(below(4));
    spans.push_back(std::move(span));
  }
  const std::string first = told(sealed_capture(spans));
  for (int round = 0; round < 5; ++round) {
    std::shuffle(spans.begin(), spans.end(), random);
    CHECK(bool{told(sealed_capture(spans)) == first});
  }
  const Capture capture = sealed_capture(spans);
  for (std::size_t i = 1; i < capture.spans().size(); ++i) {
    REQUIRE(canonical_order(capture, capture.spans()[i - 1], capture.spans()[i]) <= 0);
  }
}

TEST_CASE("model/capture: unknown and absurd times are kept and ordered") {
  MadeUpSpan unknown = timed(1, 0, 0);
  unknown.start = unknown.end = kUnknownInstant;
  MadeUpSpan backwards = timed(2, 100, 50);
  MadeUpSpan latest = timed(3, 0, 0);
  latest.end = kLatest;
  const Capture capture = sealed_capture({latest, backwards, unknown});
  REQUIRE(capture.spans().size() == 3);
  CHECK(capture.spans()[0].id == span_id(1));
  CHECK(capture.spans()[0].duration() == Nanos{0});
  CHECK(capture.spans()[2].duration() == Nanos{-50});
  CHECK(capture.spans()[2].drawn_end() == at(100));
  CHECK(capture.spans()[1].drawn_end() == kLatest);
}

TEST_CASE("model/capture: sources are sorted by name and spans still point to theirs") {
  std::vector<MadeUpSpan> spans{timed(1, 1, 2), timed(2, 2, 3), timed(3, 3, 4)};
  spans[0].source = "c.log";
  spans[1].source = "a.log";
  spans[2].source = "b.log";
  const Capture capture = sealed_capture(spans);
  REQUIRE(capture.sources().size() == 3);
  CHECK(capture.sources()[0].name == "a.log");
  CHECK(capture.sources()[2].name == "c.log");
  for (const Span& span : capture.spans()) {
    const std::string& expected =
        spans[static_cast<std::size_t>(to_hex(span.id).back() - '1')].source;
    CHECK(capture.sources()[span.source.number()].name == expected);
  }
}

TEST_CASE("model/capture: equal resources are one, whatever the order of their attributes") {
  Capture capture;
  const std::vector<DraftAttribute> one{{AttributeKey(0), "a", {}}, {AttributeKey(1), "b", {}}};
  const std::vector<DraftAttribute> turned{one[1], one[0]};
  const std::vector<DraftAttribute> other{{AttributeKey(0), "a1", {}}, {AttributeKey(1), "b", {}}};
  const ResourceIndex first = capture.add_resource("chat", "pod", one);
  CHECK(capture.add_resource("chat", "pod", turned) == first);
  CHECK(capture.add_resource("chat", "pod", other) != first);
  CHECK(capture.add_resource("chatpod", "", one) != first);
  CHECK(capture.add_resource("chat", "pod", {}) != first);
}

TEST_CASE("model/capture: an attribute is found by key, or by the first key of a ranking") {
  MadeUpSpan span = timed(1, 1, 2);
  span.attributes = {{"k3", "third"}, {"k1", "first"}, {"k1", "again"}};
  const Capture capture = sealed_capture({span});
  const Span& kept = capture.spans()[0];
  const auto text = [&](const Attribute* found) {
    NumberBuffer buffer;
    return std::string(found == nullptr ? "-" : capture.text(found->text(), buffer));
  };
  CHECK(text(capture.find(kept, AttributeKey(1))) == "first");
  CHECK(text(capture.find(kept, AttributeKey(2))) == "-");
  CHECK(text(capture.find(kept, KeyRanking{AttributeKey(2), AttributeKey(3), AttributeKey(1)})) ==
        "third");
  CHECK(text(capture.find(kept, KeyRanking{})) == "-");
}

TEST_CASE("model/capture: ten thousand copies of one id are settled in no time") {
  std::vector<MadeUpSpan> spans;
  spans.reserve(10'000);
  for (std::int64_t at = 0; at < 50'000'000; at += 5'000) spans.push_back(timed(1, at, at + 1));
  const Capture capture = sealed_capture(spans);
  CHECK(capture.spans().size() == 10'000);
  CHECK(capture.id_conflicts().size() == 10'000);
}

TEST_CASE("model/capture: traces that are left out are gone, and the others keep all they had") {
  Capture capture;
  const SourceIndex source = capture.add_source({});
  const ResourceIndex resource = capture.add_resource("web", "", {});
  const auto add = [&](std::uint8_t trace, std::uint8_t id, std::int64_t end) {
    DraftSpan draft;
    draft.span.trace.bytes[15] = trace;
    draft.span.id.bytes[7] = id;
    draft.span.start = Instant{Nanos{100}};
    draft.span.end = Instant{Nanos{end}};
    draft.name = id % 2 == 0 ? "even" : "odd";
    capture.add_span(draft, resource, source);
  };
  constexpr std::int64_t kFar = 9'000'000'000'000'000'000;  // too long to be packed
  add(1, 1, 200);
  add(1, 2, kFar);
  add(2, 3, 300);
  add(3, 4, kFar - 1);
  add(3, 4, 400);  // shares its id with the one before
  capture.seal();
  REQUIRE(capture.spans().size() == 5);
  REQUIRE(capture.id_conflicts().size() == 2);
  capture.keep_traces({false, true, true});
  REQUIRE(capture.traces().size() == 2);
  CHECK(capture.traces()[1].first == 1);
  REQUIRE(capture.spans().size() == 3);
  CHECK(capture.spans()[0].id.bytes[7] == 3);
  CHECK(capture.spans()[1].end == Instant{Nanos{kFar - 1}});
  CHECK(capture.spans()[2].end == Instant{Nanos{400}});
  CHECK(capture.name(capture.spans()[2]) == "even");
  CHECK(capture.trace_of(SpanIndex(2)) == TraceIndex(1));
  CHECK(capture.id_conflicts().front() == SpanIndex(1));
  capture.keep_traces({false, false});
  CHECK(capture.spans().empty());
}

}  // namespace trace_cost::model
