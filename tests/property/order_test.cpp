#include <doctest/doctest.h>

#include "made_up_run.h"

namespace trace_cost::property {

TEST_CASE("property/order: shuffled records, split files and prints between them change nothing") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto run = made_up_run(random, 8);
    for (const Encoding encoding : {as_python, as_compact_python, as_otlp}) {
      std::vector<std::string> records = encoded(run, encoding);
      const std::string first = answer(read({joined(records)}).capture);
      random.shuffle(records);
      std::vector<std::string> files(1 + random.below(5));
      for (const std::string& record : records) {
        std::string& file = files[random.below(files.size())];
        if (random.one_in(3)) file += made_up_print(random);
        file += record;
      }
      const Reading again = read(files);
      CHECK(answer(again.capture) == first);
      for (const model::Source& source : again.capture.sources()) CHECK(source.damaged == 0);
    }
  }
}

TEST_CASE("property/order: records read twice change nothing") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<std::string> records = encoded(made_up_run(random, 5), as_python);
    const std::string first = answer(read({joined(records)}).capture);
    const std::size_t count = records.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (random.one_in(2)) records.emplace_back(records[i]);
    }
    random.shuffle(records);
    const Reading again = read({joined(records)});
    CHECK(again.capture.duplicates() == records.size() - count);
    CHECK(answer(again.capture) == first);
  }
}

}  // namespace trace_cost::property
