// Compressed files and UTF-16, as read_capture() tells of them.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

#include "input/capture_reader.h"
#include "made_up_encodings.h"
#include "made_up_json.h"
#include "scratch_folder.h"

namespace trace_cost::input {

namespace {

using base::DiagnosticCode;

std::string otlp_line(int id, std::string_view line_end) {
  return fmt::format(
      "{{\"resourceSpans\":[{{\"scopeSpans\":[{{\"spans\":[{{{1}\"traceId\":"
      "\"000000000000000000000000000000aa\",\"spanId\":\"{0:016x}\"}}]}}]}}]}}\n",
      id, line_end);
}

std::string otlp_lines(std::string_view line_end) {
  constexpr int kLines = 5000;
  constexpr int kPrime = 7919;
  std::string lines;
  for (int i = 1; i < kLines; ++i) lines += otlp_line(i * kPrime, line_end);
  return lines;
}

}  // namespace

TEST_CASE("input/encoded_inputs: an encoded input that is cut is one damage, whatever it holds") {
  const ScratchFolder folder;
  const std::string utf16 = "\xFF\xFE" + utf16_of(u"{\"resourceSpans\":[{\"traceId");
  const auto first = [](const std::string& bytes) { return bytes.substr(0, bytes.size() * 2 / 3); };
  for (const std::string& whole : {otlp_lines(""), otlp_lines("\n")}) {
    for (const std::string& cut :
         {first(gzip_of(whole)), first(zstd_of(whole)), first(gzip_of(zstd_of(whole)))}) {
      base::Diagnostics diagnostics;
      const model::Capture capture =
          read_capture({{folder.file("a", cut), Named::Directly}}, test_selection(), diagnostics);
      const model::Source& source = capture.sources().at(0);
      CHECK(source.spans > 100);
      CHECK(source.damaged == 1);
      CHECK(diagnostics.count(DiagnosticCode::EncodingBroken) == 1);
      CHECK(diagnostics.kept().size() == 1);
      CHECK(source.parsed_bytes + source.ignored_bytes + source.quarantined_bytes ==
            source.decoded_bytes);
    }
  }
  base::Diagnostics diagnostics;
  read_capture({{folder.file("a", utf16 + "x"), Named::Directly}}, test_selection(), diagnostics);
  CHECK(diagnostics.kept().size() == 1);
}

TEST_CASE("input/encoded_inputs: a binary file that begins like UTF-16 is told for one") {
  const ScratchFolder folder;
  std::string file = "\xFF\xFE";
  for (unsigned i = 0; i < 5000; ++i) file += static_cast<char>((i * i * 2654435761U) >> 24U);
  base::Diagnostics diagnostics;
  const model::Capture capture =
      read_capture({{folder.file("a", file), Named::Directly}}, test_selection(), diagnostics);
  CHECK(capture.sources().at(0).encoding.empty());
  REQUIRE(diagnostics.errors() == 1);
  CHECK(diagnostics.kept().back().detail.find("a binary file") != std::string::npos);
}

TEST_CASE("input/encoded_inputs: an encoded input of which nothing came out is an error") {
  const ScratchFolder folder;
  // Two members and two frames that break at once.
  const std::string gzip("\x1F\x8B\x08\0\0\0\0\0\0\3\xFF\xFF\xFF\xFF", 14);
  const std::string zstd("\x28\xB5\x2F\xFD\xFF\xFF\xFF\xFF", 8);
  for (const std::string& path : {folder.file("a", gzip + gzip), folder.file("b", zstd + zstd)}) {
    base::Diagnostics diagnostics;
    const model::Capture capture =
        read_capture({{path, Named::Directly}}, test_selection(), diagnostics);
    CHECK(capture.sources().at(0).decoded_bytes == 0);
    CHECK(diagnostics.errors() == 1);
  }
}

TEST_CASE("input/encoded_inputs: what is not read on is told the same, however far it was read") {
  const ScratchFolder folder;
  const std::string xz =
      "\xFD"
      "7zXZ" +
      noisy_lines(100'000);
  for (const std::string& path : {folder.file("a", xz), folder.file("a.gz", gzip_of(xz))}) {
    for (const unsigned threads : {1U, 2U, 2U, 2U, 2U}) {
      base::Diagnostics diagnostics;
      const model::Capture capture = read_capture({{path, Named::Directly}}, test_selection(),
                                                  diagnostics, {.threads = threads});
      const model::Source& source = capture.sources().at(0);
      CHECK(source.bytes == 512);
      CHECK(source.decoded_bytes == 512);
      CHECK(source.ignored_bytes == 512);
      CHECK(diagnostics.count(DiagnosticCode::ForeignFormat) == 1);
    }
  }
}

}  // namespace trace_cost::input
