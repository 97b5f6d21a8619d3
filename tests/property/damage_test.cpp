#include <doctest/doctest.h>

#include <algorithm>

#include "made_up_run.h"

namespace trace_cost::property {

namespace {

// How many records lie whole within the first `size` bytes; the line feed at their end may be
// missing.
std::size_t whole_records(const std::vector<std::string>& records, std::size_t size) {
  std::size_t end = 0;
  std::size_t whole = 0;
  for (const std::string& record : records) {
    end += record.size();
    if (end - 1 > size) break;
    ++whole;
  }
  return whole;
}

}  // namespace

TEST_CASE("property/damage: a dump that is cut anywhere loses its last record and no other") {
  Random random(3);
  auto run = made_up_run(random, 2);
  run.resize(std::min<std::size_t>(run.size(), 4));
  for (const Encoding encoding : {as_python, as_compact_python, as_otlp}) {
    const std::vector<std::string> records = encoded(run, encoding);
    const std::string text = joined(records);
    std::size_t faults = 0;
    for (std::size_t size = 0; size <= text.size(); ++size) {
      const Reading cut = read({text.substr(0, size)});
      const model::Source& source = cut.capture.sources()[0];
      if (source.spans != whole_records(records, size)) ++faults;
      if (source.damaged > 1) ++faults;
    }
    CHECK(faults == 0);
  }
}

TEST_CASE("property/damage: a record with a hole in it costs itself and no other") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<std::string> records = encoded(made_up_run(random, 4), as_python);
    const std::size_t victim = random.below(records.size());
    std::string& record = records[victim];
    // From the first line to the last but the closing brace, as when a writer died and another went
    // on.
    record.resize(20 + random.below(record.size() - 30));
    record += '\n';
    const Reading reading = read({joined(records)});
    CHECK(reading.capture.sources()[0].spans == records.size() - 1);
    CHECK(reading.capture.sources()[0].damaged == 1);
  }
}

TEST_CASE("property/damage: bytes that were turned over never cost more than what they touch") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const std::vector<std::string> records = encoded(made_up_run(random, 4), as_python);
    std::string text = joined(records);
    text[random.below(text.size())] = static_cast<char>(random.below(256));
    const Reading reading = read({text});
    CHECK(reading.capture.sources()[0].spans + 2 >= records.size());
    CHECK(money_fault(reading.capture, "user") == "");
  }
}

}  // namespace trace_cost::property
