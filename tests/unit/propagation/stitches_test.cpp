#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "made_judgement.h"

namespace trace_cost::propagation {

namespace {

// "t/c ~ u/r certain 100 %", one a line.
std::string stitches(std::string_view story) {
  const MadeJudgement made(story);
  std::string lines;
  for (const model::Stitch& stitch : made.judged.stitches) {
    if (!lines.empty()) lines += "\n";
    lines +=
        fmt::format("{} ~ {} {} {} %", made.made.id_of(stitch.call), made.made.id_of(stitch.entry),
                    name_of(stitch.certainty), stitch.confidence_percent);
  }
  return lines;
}

constexpr const char* kKnownAddress =
    "d/a   backend CLIENT 0..10 POST /query | url.full=http://db:80/query\n"
    "d/b<a db      SERVER 1..9  POST /query\n"
    "e/a   backend CLIENT 9000..9010 POST /query | url.full=http://db:80/query\n"
    "e/b<a db      SERVER 9001..9009 POST /query\n";

}  // namespace

TEST_CASE("propagation/stitches: a joined call needs none") {
  CHECK(stitches(kKnownAddress).empty());
}

TEST_CASE("propagation/stitches: a matched call and its root are an inferred pair") {
  CHECK(stitches(std::string(kKnownAddress) +
                 "t/c backend CLIENT 1000..1100 POST /query | url.full=http://db:80/query\n"
                 "u/r db SERVER 1020..1080 POST /query") == "t/c ~ u/r inferred 90 %");
}

TEST_CASE("propagation/stitches: a parent id that kept its meaning is certain, also for a retry") {
  CHECK(stitches("t/a   web CLIENT 0..9 POST /q\n"
                 "u/b<a db  SERVER 1..3 POST /q\n"
                 "v/c<a db  SERVER 4..8 POST /q") ==
        "t/a ~ u/b certain 100 %\n"
        "t/a ~ v/c certain 100 %");
}

TEST_CASE("propagation/stitches: a rewritten parent stays in its trace and is none") {
  CHECK(stitches(std::string(kKnownAddress) +
                 "t/c backend CLIENT 1000..1100 POST /query | url.full=http://db:80/query\n"
                 "t/r<mesh db SERVER 1020..1080 POST /query")
            .empty());
}

}  // namespace trace_cost::propagation
