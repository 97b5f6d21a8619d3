#include "propagation/integrity.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "made_judgement.h"
#include "propagation/rules.h"

namespace trace_cost::propagation {

TEST_CASE("propagation/integrity: every rule fires on its own fault, and no other with it") {
  struct Case {
    const char* rule;
    const char* story;
    const char* findings;
  };
  static constexpr Case kCases[] = {
      {"a healthy request",
       "t/a   web SERVER   0..90 GET /\n"
       "t/b<a web CLIENT   5..80 POST /q | url.full=http://db:80/q\n"
       "t/c<b db  SERVER   9..70 POST /q\n"
       "t/d<c db  INTERNAL 9..60 scan",
       ""},
      {"invalid trace id", "-/a web INTERNAL 0..9 a", "TC-I001 error at web x1 100 %"},
      {"invalid span id", "t/- web INTERNAL 0..9 a", "TC-I002 error at web x1 100 %"},
      {"one id, two spans",
       "t/a   web INTERNAL 0..9 a\n"
       "t/b<a web INTERNAL 1..8 b\n"
       "t/b<a web INTERNAL 4..5 c",
       "TC-I005 error at web x2 100 %"},
      {"a copy is no conflict",
       "t/a web INTERNAL 0..9 a\n"
       "t/a web INTERNAL 0..9 a",
       ""},
      {"its own parent", "t/a<a web INTERNAL 0..9 a", "TC-I007 error at web x1 100 %"},
      {"a circle",
       "t/a<c web INTERNAL 0..9 a\n"
       "t/b<a web INTERNAL 1..8 b\n"
       "t/c<b web INTERNAL 2..7 c",
       "TC-I008 error at web x1 100 %"},
      {"the parent is in another trace",
       "t/a     web CLIENT 0..9 POST /q\n"
       "new/b<a db  SERVER 1..8 POST /q",
       "TC-P003 error web -> db x1 100 %"},
      {"the parent is in another trace, whose id is this one's after a change",
       "t/a   web CLIENT 0..9 POST /q\n"
       "u/b<a db  SERVER 1..8 POST /q",
       "TC-P002 error web -> db x1 100 %"},
      {"a parent id that two traces know proves nothing",
       "t/a   web CLIENT 0..9 POST /q\n"
       "v/a   web CLIENT 0..9 POST /q\n"
       "u/b<a db  SERVER 1..8 POST /q",
       "TC-P007 warning at db x1 100 %"},
      {"the caller is not captured", "t/b<gone db SERVER 1..8 POST /q",
       "TC-P007 warning at db x1 100 %"},
      {"the flags say that the parent is remote, whatever the kind",
       "t/b<remote:gone db INTERNAL 1..8 scan", "TC-P007 warning at db x1 100 %"},
      {"a local parent is missing", "t/b<gone db INTERNAL 1..8 scan",
       "TC-P008 warning at db x1 100 %"},
      {"the flags say that the parent is local, whatever the kind",
       "t/b<local:gone db SERVER 1..8 scan", "TC-P008 warning at db x1 100 %"},
      {"several roots in one trace",
       "t/a web INTERNAL 0..9 a\n"
       "t/b web INTERNAL 1..8 b\n"
       "t/c web INTERNAL 2..8 c",
       "TC-P010 warning at any x1 100 %"},
      {"a root and an orphan are not two roots",
       "t/a      web INTERNAL 0..9 a\n"
       "t/b<gone web INTERNAL 1..8 b",
       "TC-P008 warning at web x1 100 %"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rule);
    CHECK(MadeJudgement(c.story).findings() == c.findings);
  }
}

TEST_CASE("propagation/integrity: one finding for each service, with at most three examples") {
  const MadeJudgement made(
      "t/a<g1 db INTERNAL 1..8 a\n"
      "t/b<g2 db INTERNAL 2..8 b\n"
      "t/c<g3 db INTERNAL 3..8 c\n"
      "t/d<g4 db INTERNAL 4..8 d\n"
      "t/e<g5 ai INTERNAL 5..8 e\n"
      "t/f<g6 -  INTERNAL 6..8 f");
  CHECK(made.findings() ==
        "TC-P008 warning at  x1 100 %\n"
        "TC-P008 warning at ai x1 100 %\n"
        "TC-P008 warning at db x4 100 %");
  for (const model::Finding& finding : made.judged.findings) {
    CHECK(finding.examples.size() == std::min<std::size_t>(finding.count, 3));
    if (finding.service == "") {
      CHECK(finding.examples.front().note == "f in (no service name)");
    }
  }
}

TEST_CASE("propagation/rules: ids are unique, and every rule says what it means and what to do") {
  std::set<std::string_view> ids;
  for (const model::Rule* rule : propagation_rules()) {
    CAPTURE(rule->id);
    CHECK(ids.insert(rule->id).second);
    CHECK_FALSE(rule->title.empty());
    CHECK(rule->meaning.ends_with('.'));
    CHECK_FALSE(rule->advice.empty());
  }
  CHECK(ids.size() == 16);
}

}  // namespace trace_cost::propagation
