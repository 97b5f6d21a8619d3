#include "propagation/edges.h"

#include <doctest/doctest.h>

#include <string>

#include "made_judgement.h"

namespace trace_cost::propagation {

namespace {

std::string edges(const std::string& story) { return MadeJudgement(story).edges(); }

constexpr const char* kJoinedStory =
    "t/a   backend CLIENT 0..10 POST /q | url.full=http://db:80/q\n"
    "t/b<a db      SERVER 1..9  POST /q\n";

}  // namespace

TEST_CASE(
    "propagation/edges: a verdict rests on the calls that kept their trace id or could have") {
  struct Case {
    Edge edge;
    Verdict verdict = Verdict::Ok;
  };
  const auto edge = [](std::uint64_t joined, std::uint64_t severed, std::uint64_t failed,
                       std::uint64_t external, std::uint64_t unknown) {
    return Edge{"a", "b", true, joined, severed, failed, external, unknown};
  };
  const Case cases[] = {
      {edge(5, 0, 0, 0, 0), Verdict::Ok},           {edge(5, 0, 9, 9, 0), Verdict::Ok},
      {edge(5, 1, 0, 0, 0), Verdict::Broken},       {edge(0, 1, 0, 0, 0), Verdict::Broken},
      {edge(5, 1, 0, 0, 3), Verdict::Broken},       {edge(5, 0, 0, 0, 1), Verdict::Suspect},
      {edge(0, 0, 0, 0, 1), Verdict::Suspect},      {edge(0, 0, 0, 0, 0), Verdict::NotExercised},
      {edge(0, 0, 9, 0, 0), Verdict::NotExercised}, {edge(0, 0, 0, 9, 0), Verdict::NotExercised},
  };
  for (const Case& c : cases) CHECK(name_of(c.edge.verdict()) == name_of(c.verdict));
}

TEST_CASE("propagation/edges: never ok without an eligible call") {
  made::Dice dice(5);
  for (int round = 0; round < 500; ++round) {
    const auto some = [&] { return static_cast<std::uint64_t>(dice.roll(3)); };
    const Edge edge{"a", "b", true, some(), some(), some(), some(), some()};
    if (edge.verdict() == Verdict::Ok) CHECK(edge.eligible() > 0);
    if (edge.eligible() == 0) CHECK(edge.verdict() == Verdict::NotExercised);
  }
}

TEST_CASE("propagation/edges: what becomes of a call") {
  struct Case {
    const char* rule;
    const char* story;
    const char* edges;
  };
  static constexpr Case kCases[] = {
      {"joined", "", "backend -> db: 1 joined of 1, ok"},
      {"answered, but its span is missing",
       "u/a backend CLIENT 20..30 POST /q | url.full=http://db:80/q",
       "backend -> db: 1 joined, 1 unknown of 2, suspect"},
      {"it never arrived", "u/a backend CLIENT! 20..30 POST /q | url.full=http://db:80/q",
       "backend -> db: 1 joined, 1 failed of 1, ok"},
      {"to what is not captured",
       "u/a backend CLIENT 20..30 POST /q | url.full=http://api.example.com/q",
       "backend -> db: 1 joined of 1, ok\n"
       "backend -> ?: 1 external of 0, not-exercised"},
      {"a retry inside one client is one call", "t/c<a db SERVER 5..6 POST /q",
       "backend -> db: 1 joined of 1, ok"},
      {"the parent sits in another trace",
       "u/a   backend CLIENT 20..30 POST /q | url.full=http://db:80/q\n"
       "v/b<a9 db SERVER 21..29 POST /q\n"
       "w/a9  backend CLIENT 20..30 POST /q | url.full=http://db:80/q",
       "backend -> db: 1 joined, 1 severed, 1 unknown of 3, broken"},
      {"a rewritten parent kept the trace id",
       "u/a      backend CLIENT 20..20.5 POST /q | url.full=http://db:80/q\n"
       "u/b<mesh db SERVER 20.1..20.4 POST /q",
       "backend -> db: 2 joined of 2, ok"},
      {"a new trace was started",
       "u/a backend CLIENT 20..20.5 POST /q | url.full=http://db:80/q\n"
       "v/b db SERVER 20.1..20.4 POST /q",
       "backend -> db: 1 joined, 1 severed of 2, broken"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rule);
    CHECK(edges(std::string(kJoinedStory) + c.story) == c.edges);
  }
}

TEST_CASE("propagation/edges: by caller, then callee, with the uncaptured last") {
  CHECK(edges("t/a   b CLIENT 0..10 POST /q | peer.service=z\n"
              "t/b<a z SERVER 1..9  POST /q\n"
              "t/c<b z CLIENT 2..8  POST /q | url.full=http://api.example.com/q\n"
              "u/a   b CLIENT 0..10 POST /q | peer.service=a\n"
              "u/b<a a SERVER 1..9  POST /q\n"
              "v/a   b CLIENT 0..10 POST /q | url.full=http://api.example.com/q") ==
        "b -> a: 1 joined of 1, ok\n"
        "b -> z: 1 joined of 1, ok\n"
        "b -> ?: 1 external of 0, not-exercised\n"
        "z -> ?: 1 external of 0, not-exercised");
}

}  // namespace trace_cost::propagation
