#include <doctest/doctest.h>

#include "made_up_run.h"

namespace trace_cost::property {

namespace {

constexpr std::int64_t kMicrosecond = 1'000;

}  // namespace

TEST_CASE("property/encodings: console, compact and OTLP dumps of one run give the same answer") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto run = made_up_run(random, 6);
    const Reading python = read({joined(encoded(run, as_python))});
    const Reading compact = read({joined(encoded(run, as_compact_python))});
    const Reading otlp = read({joined(encoded(run, as_otlp))});
    CHECK(otlp.capture.spans().size() == run.size());
    CHECK(otlp.diagnostics.kept().empty());
    CHECK(python.diagnostics.kept().empty());
    CHECK(answer(python.capture, kMicrosecond) == answer(otlp.capture, kMicrosecond));
    CHECK(answer(compact.capture) == answer(python.capture));
  }
}

TEST_CASE("property/encodings: all encodings at once give the same as the finest of them alone") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto run = made_up_run(random, 6);
    const std::string python = joined(encoded(run, as_python));
    const std::string compact = joined(encoded(run, as_compact_python));
    const std::string otlp = joined(encoded(run, as_otlp));
    const std::string alone = answer(read({otlp}).capture);
    const std::string zipkin = joined(encoded(run, as_zipkin));
    std::vector<std::string> files{python, otlp, compact, zipkin, otlp};
    for (int round = 0; round < 3; ++round) {
      random.shuffle(files);
      const Reading all = read(files);
      CHECK(all.capture.duplicates() == 4 * run.size());
      CHECK(all.capture.id_conflicts().empty());
      CHECK(answer(all.capture) == alone);
    }
  }
}

TEST_CASE("property/encodings: encodings in microseconds agree, with themselves and in any order") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto run = made_up_run(random, 6);
    std::vector<std::string> files{joined(encoded(run, as_python)), joined(encoded(run, as_zipkin)),
                                   joined(encoded(run, as_compact_python))};
    const std::string first = answer(read(files).capture);
    for (int round = 0; round < 3; ++round) {
      random.shuffle(files);
      const Reading all = read(files);
      CHECK(all.capture.spans().size() == run.size());
      CHECK(all.capture.id_conflicts().empty());
      CHECK(answer(all.capture) == first);
    }
  }
}

}  // namespace trace_cost::property
