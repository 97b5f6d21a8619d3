#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "made_up_run.h"

namespace trace_cost::property {

namespace {

constexpr const char* kDimensions[] = {"user", "service", "trace", "model", "session", "operation"};

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("property/money: rows add up to the total, bit for bit, whatever they are summed by") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Reading reading = read({joined(encoded(made_up_run(random, 10), as_otlp))});
    for (const char* dimension : kDimensions) CHECK(money_fault(reading.capture, dimension) == "");
  }
}

// The test runs in the folder testdata.
TEST_CASE("property/money: rows add up in every shipped capture, and in all of them together") {
  std::vector<std::string> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(".")) {
    if (!entry.is_regular_file() || entry.path().extension() == ".md") continue;
    all.push_back(content_of(entry.path()));
    CAPTURE(entry.path().string());
    CHECK(money_fault(read({all.back()}).capture, "user") == "");
  }
  REQUIRE(all.size() > 10);
  const Reading together = read(all);
  for (const char* dimension : kDimensions) CHECK(money_fault(together.capture, dimension) == "");
}

}  // namespace trace_cost::property
