#include "input/gzip_source.h"

#include <doctest/doctest.h>

#include <string>

#include "made_up_encodings.h"

namespace trace_cost::input {

namespace {

Unpacked unpack(const std::string& encoded, std::size_t step = std::size_t{1} << 20) {
  DecodingLog log;
  const auto source = gzip_source(memory_source(encoded, step), log);
  std::string text = all_of(*source, kSmallestRoom);
  return {std::move(text), faults_of(log)};
}

}  // namespace

TEST_CASE("input/gzip_source: members come out one behind the other, however they are doled out") {
  const std::string one = noisy_lines(20'000);
  const std::string encoded =
      gzip_of(one) + gzip_of("") + gzip_of("two\n") + std::string(600, '\0');
  for (const std::size_t step : {1U, 7U, 4096U, 1U << 20}) {
    CAPTURE(step);
    const Unpacked got = unpack(encoded, step);
    CHECK(got.text == one + "two\n");
    CHECK(got.faults.empty());
  }
}

TEST_CASE("input/gzip_source: what was decoded before a cut is delivered") {
  const std::string text = noisy_lines(20'000);
  const std::string encoded = gzip_of(text);
  for (const std::size_t kept : {encoded.size() / 2, encoded.size() - 9, encoded.size() - 1}) {
    CAPTURE(kept);
    const Unpacked got = unpack(encoded.substr(0, kept));
    CHECK(got.text.size() > text.size() * kept / encoded.size() * 9 / 10);
    CHECK(text.starts_with(got.text));
    CHECK(got.faults == "cut " + std::to_string(kept) + ": gzip damaged: it is cut here\n");
  }
  CHECK(unpack(encoded.substr(0, 5)).text.empty());
}

TEST_CASE("input/gzip_source: damage costs the rest of its member and no other") {
  const std::string text = noisy_lines(20'000);
  std::string torn = gzip_of(text);
  torn.resize(torn.size() / 2);
  for (const std::size_t step : {7U, 1U << 20}) {
    const Unpacked got = unpack(torn + gzip_of("next\n"), step);
    const std::size_t seam = got.text.rfind("\nnext\n");
    REQUIRE(seam != std::string::npos);
    CHECK(seam > text.size() / 3);
    CHECK(got.faults.find(": gzip damaged: ") != std::string::npos);
  }
}

TEST_CASE("input/gzip_source: how the bytes are doled out changes nothing before a damage either") {
  const std::string whole = gzip_of(noisy_lines(2000));
  for (std::size_t at = 100; at < whole.size(); at += 997) {
    std::string torn = whole;
    torn[at] = static_cast<char>(torn[at] ^ 0x55);
    const Unpacked once = unpack(torn);
    for (const std::size_t step : {7U, 4096U}) {
      const Unpacked got = unpack(torn, step);
      CHECK(got.text == once.text);
      CHECK(got.faults == once.faults);
    }
  }
}

TEST_CASE("input/gzip_source: a wrong checksum is told, and the text is there") {
  std::string wrong = gzip_of("one\n");
  wrong[wrong.size() - 6] = static_cast<char>(wrong[wrong.size() - 6] + 1);
  const Unpacked got = unpack(wrong + gzip_of("two\n"));
  CHECK(got.text == "one\n\ntwo\n");
  CHECK(got.faults == "damaged " + std::to_string(wrong.size()) +
                          ": gzip damaged: the checksum does not fit what was decoded\n");
}

TEST_CASE(
    "input/gzip_source: garbage behind a member is told, once, and members behind it are found") {
  const std::string one = gzip_of("one\n");
  const std::string at = std::to_string(one.size());
  const std::string told = "damaged " + at + ": gzip damaged: something else than gzip behind it\n";
  CHECK(unpack(one + "garbage \x1F\x8B\x08 garbage").text == "one\n");
  CHECK(unpack(one + "garbage \x1F\x8B\x08 garbage").faults == told);
  CHECK(unpack(one + "garbage" + gzip_of("two\n")).text == "one\n\ntwo\n");
  CHECK(unpack(one + "garbage" + gzip_of("two\n")).faults == told);
}

}  // namespace trace_cost::input
