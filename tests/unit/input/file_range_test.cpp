#include "input/file_range.h"

#include <doctest/doctest.h>

#include <string>

#include "scratch_folder.h"

namespace trace_cost::input {

TEST_CASE("input/file_range: records begin behind a brace and a line feed, within the range") {
  const ScratchFolder folder;
  const std::string text = "{\"a\":1}\n{\"b\":2}\nprint\n{\"c\":3}\r\n{\"d\":4}\n";
  const auto file = ReadableFile::open(folder.file("a.jsonl", text));
  REQUIRE(file != nullptr);
  const std::uint64_t b = text.find("{\"b\"");
  const std::uint64_t d = text.find("{\"d\"");
  CHECK(find_record_border(*file, 0, text.size()) == 0);
  CHECK(find_record_border(*file, 1, text.size()) == b);
  CHECK(find_record_border(*file, b, text.size()) == b);
  CHECK(find_record_border(*file, b + 1, text.size()) == d);
  CHECK(find_record_border(*file, b + 1, d) == d);
  CHECK(find_record_border(*file, b + 1, d - 2) == d - 2);
  CHECK(find_record_border(*file, d + 1, text.size()) == text.size());
}

}  // namespace trace_cost::input
