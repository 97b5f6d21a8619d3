#include "input/record_reader.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace trace_cost::input {

namespace {

char letter_of(Piece::Kind kind) {
  switch (kind) {
    case Piece::Kind::Object:
      return 'O';
    case Piece::Kind::Block:
      return 'K';
    case Piece::Kind::Text:
      return 'T';
    case Piece::Kind::Broken:
      break;
  }
  return 'B';
}

// "O3@2:1[{}]": an object at offset 3, on line 2; '^' in front when it starts its line.
std::string pieces(std::string_view text, std::size_t step = 1U << 20) {
  const auto source = memory_source(text, step);
  RecordReader reader(*source);
  std::string all;
  while (const std::optional<Piece> piece = reader.next()) {
    all += fmt::format("{}{}{}@{}[{}]", piece->starts_line ? "^" : "", letter_of(piece->kind),
                       piece->offset, piece->line, piece->text);
    if (piece->kind == Piece::Kind::Broken) all += base::name_of(piece->reason);
    all += '\n';
  }
  CHECK(reader.bytes_read() == text.size());
  CHECK_FALSE(reader.failure());
  return all;
}

struct Tally {
  std::size_t objects = 0;
  std::size_t texts = 0;
  std::size_t broken = 0;
  std::size_t biggest_object = 0;
};

Tally tally(std::string_view text, std::size_t step = 1U << 20) {
  const auto source = memory_source(text, step);
  RecordReader reader(*source);
  Tally counts;
  while (const std::optional<Piece> piece = reader.next()) {
    if (piece->kind == Piece::Kind::Text) ++counts.texts;
    if (piece->kind == Piece::Kind::Broken) ++counts.broken;
    if (piece->kind != Piece::Kind::Object) continue;
    ++counts.objects;
    counts.biggest_object = std::max(counts.biggest_object, piece->text.size());
  }
  return counts;
}

std::string repeated(std::string_view unit, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + unit.size());
  while (text.size() < bytes) text += unit;
  return text;
}

}  // namespace

TEST_CASE("input/record_reader: objects and the lines between them come in order") {
  CHECK(pieces("hello\n{\"a\":1}\nbye\n") ==
        "^T0@1[hello\n]\n^O6@2[{\"a\":1}]\nT13@2[\n]\n^T14@3[bye\n]\n");
  CHECK(pieces("{}{}\n  {}") == "^O0@1[{}]\nO2@1[{}]\nT4@1[\n]\n^T5@2[  ]\n^O7@2[{}]\n");
  CHECK(pieces("") == "");
  CHECK(pieces("\n\n") == "^T0@1[\n]\n^T1@2[\n]\n");
}

TEST_CASE("input/record_reader: an object may start and end in the middle of a line") {
  CHECK(pieces("thread 4 {\n \"a\": 1\n} 3 done\n") ==
        "^T0@1[thread 4 ]\nO9@1[{\n \"a\": 1\n}]\nT20@3[ 3 done\n]\n");
}

TEST_CASE("input/record_reader: braces of prints are broken records that come again as text") {
  CHECK(pieces("Write {json}: {\"a\": [1, 2]}\n") ==
        "^T0@1[Write ]\nB6@1[{]record-broken\nT6@1[{json}: ]\nO14@1[{\"a\": [1, 2]}]\nT27@1[\n]\n");
  CHECK(pieces("thread 4 iteration {{\n\"a\": 1}") ==
        "^T0@1[thread 4 iteration ]\nB19@1[{]record-broken\nT19@1[{]\nO20@1[{\n\"a\": 1}]\n");
}

TEST_CASE("input/record_reader: a torn object gives back the whole objects inside and behind it") {
  const std::string torn =
      "{\n \"name\": \"one\",\n \"context\": {\"x\": 1},\n {\n \"name\": \"two\"\n}\n \"kind\": "
      "1\n}\n";
  const std::string found = pieces(torn);
  CHECK(found.starts_with(
      "^B0@1[{\n \"name\": \"one\",\n \"context\": {\"x\": 1},\n ]record-broken\n"));
  CHECK(found.find("\nO30@3[{\"x\": 1}]\n") != std::string::npos);
  CHECK(found.find("\n^O41@4[{\n \"name\": \"two\"\n}]\n") != std::string::npos);
}

TEST_CASE(
    "input/record_reader: a record that the input cuts is told, and what is inside comes again") {
  CHECK(pieces("{\"a\":{\"b\":1},\"c") ==
        "^B0@1[{\"a\":{\"b\":1},\"c]record-cut\n^T0@1[{\"a\":]\nO5@1[{\"b\":1}]\nT12@1[,\"c]\n");
  CHECK(pieces("{") == "^B0@1[{]record-cut\n^T0@1[{]\n");
}

TEST_CASE(
    "input/record_reader: objects inside a cut one that are cut as well are not scanned again") {
  const Tally counts = tally("{\"a\":{\"b\":{\"c\":{\"d\":1},\"e\":{\"f\":2");
  CHECK(counts.broken == 1);
  CHECK(counts.objects == 1);
}

TEST_CASE("input/record_reader: has_member tells a record from a brace") {
  const auto first_broken = [](std::string_view text) {
    const auto source = memory_source(text);
    RecordReader reader(*source);
    const std::optional<Piece> piece = reader.next();
    REQUIRE(piece);
    REQUIRE(piece->kind == Piece::Kind::Broken);
    return piece->has_member;
  };
  CHECK(first_broken("{\"a\": 1"));
  CHECK_FALSE(first_broken("{\"a\""));
  CHECK_FALSE(first_broken("{x}"));
}

TEST_CASE("input/record_reader: CRLF, a byte order mark and NULs are text like any other") {
  CHECK(pieces("\xEF\xBB\xBF{}\r\n{}\r\n") ==
        "^T0@1[\xEF\xBB\xBF]\nO3@1[{}]\nT5@1[\r\n]\n^O7@2[{}]\nT9@2[\r\n]\n");
  const std::string nul("a\0b{}\0", 6);
  CHECK(pieces(nul) == "^T0@1[" + nul.substr(0, 3) + "]\nO3@1[{}]\nT5@1[" + nul.substr(5) + "]\n");
}

TEST_CASE("input/record_reader: how the source doles out its bytes changes nothing") {
  std::string text = "\xEF\xBB\xBFstart {json} {'k': 3}\n[\n";
  for (int i = 0; i < 40; ++i) {
    text +=
        fmt::format("Request {} {{\n    \"n\": {},\n    \"s\": \"}}{{\\\"\"\n}} end\r\n,", i, i);
    if (i % 7 == 3) text += "{\"torn\": {\"x\": 1}, {\"y\": 2}\n";
  }
  text += "]\n{\"cut\": \"here";
  const std::string whole = pieces(text);
  for (const std::size_t step : {1U, 2U, 7U, 64U, 4096U}) {
    CAPTURE(step);
    CHECK(bool{pieces(text, step) == whole});
  }
}

TEST_CASE("input/record_reader: every byte is in exactly one piece that is not Broken") {
  const std::string text = "a{b}{\"c\":1}\n{\"d\":{\"e\":2},{\"f\":3}\n{\"g\":[{\"h\":4},{\"i\":";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const auto source = memory_source(std::string_view(text).substr(0, size));
    RecordReader reader(*source);
    std::string together;
    while (const std::optional<Piece> piece = reader.next()) {
      if (piece->kind == Piece::Kind::Broken) continue;
      REQUIRE(piece->offset == together.size());
      together += piece->text;
    }
    CHECK(together == text.substr(0, size));
  }
}

TEST_CASE(
    "input/record_reader: a record larger than the first buffer comes whole, padding included") {
  const std::string object = "{\"a\":\"" + std::string(5'000'000, 'x') + "\"}";
  const std::string text = repeated("some lines before\n", 700'000) + object + "\n{}\n";
  const Tally counts = tally(text, 65'536);
  CHECK(counts.objects == 2);
  CHECK(counts.biggest_object == object.size());
  CHECK(counts.broken == 0);

  const auto source = memory_source(text);
  RecordReader reader(*source);
  while (const std::optional<Piece> piece = reader.next()) {
    if (piece->kind != Piece::Kind::Object) continue;
    std::size_t sum = 0;  // the sanitizers see to it that these bytes are there
    for (std::size_t i = 0; i < RecordReader::kPadding; ++i) {
      sum += static_cast<unsigned char>(*(piece->text.data() + piece->text.size() + i));
    }
    CHECK(sum < RecordReader::kPadding * 256);
  }
}

TEST_CASE("input/record_reader: a long run of text comes in pieces of one size, at any step") {
  const std::string text = std::string(RecordReader::kLongestText * 2, 'x') + "\n{}";
  const std::string whole = pieces(text);
  CHECK(tally(text).texts == 3);
  CHECK(bool{pieces(text, 4'097) == whole});
  CHECK(bool{pieces(text, RecordReader::kLongestText) == whole});
}

TEST_CASE("input/record_reader: the head is the beginning of the stream and takes nothing away") {
  const std::string text = "{\"a\":1}\n" + std::string(1'000, 'x');
  for (const std::size_t step : {1U, 100U, 4096U}) {
    const auto source = memory_source(text, step);
    RecordReader reader(*source);
    CHECK(reader.head() == text.substr(0, RecordReader::kHead));
    REQUIRE(reader.next());
  }
  const auto empty = memory_source("");
  CHECK(RecordReader(*empty).head().empty());
}

TEST_CASE("input/record_reader: nesting below the limit is an object, beyond it a broken record") {
  const auto nested = [](std::size_t depth) {
    return repeated("{\"a\":", depth * 5) + "1" + std::string(depth, '}');
  };
  CHECK(tally(nested(ObjectScanner::kDepth)).objects == 1);
  const Tally deeper = tally("{\"ok\":1}\n" + nested(ObjectScanner::kDepth + 1) + "\n{\"ok\":2}\n");
  CHECK(deeper.objects == 3);  // the innermost level is an object of its own
  CHECK(deeper.broken == 1);
}

TEST_CASE(
    "input/record_reader: hostile input is read in linear time, and what follows it is found") {
  constexpr std::size_t kBytes = 500'000;
  for (const std::string_view unit :
       {"{\"a\":", "{", "{\"", "[\"{", "{\"a\":[", "{\"a\":\"{", "{\"{\"", "{\"a\":{\"b\":1},", "}",
        "\"", "{\\", "{\"a\":\"\\"}) {
    CAPTURE(unit);
    const Tally counts = tally(repeated(unit, kBytes) + "\n{\"ok\":1}\n");
    CHECK(counts.objects >= 1);
  }
}

TEST_CASE("input/record_reader: a read error ends the pieces and is told") {
  class Failing final : public ByteSource {
   public:
    base::Result<std::size_t> read(char* into, std::size_t room) override {
      constexpr std::string_view kStart = "{\"a\":1}\nmore";
      if (std::exchange(called_, true))
        return base::Error{base::ErrorCode::CannotRead, "disk gone"};
      return kStart.copy(into, room);
    }

   private:
    bool called_ = false;
  };
  Failing source;
  RecordReader reader(source);
  std::string kinds;
  while (const std::optional<Piece> piece = reader.next()) kinds += letter_of(piece->kind);
  CHECK(kinds == "OTT");
  REQUIRE(reader.failure());
  CHECK(reader.failure()->message == "disk gone");
}

}  // namespace trace_cost::input
