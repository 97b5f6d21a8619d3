#include "input/cpp_ostream.h"

#include <doctest/doctest.h>

#include <string>

#include "made_up_dump.h"

namespace trace_cost::input {

namespace {

// A record with `attributes` ("\tkey: value\n" each) and with `more` behind its ids.
std::string record(std::string_view attributes, std::string_view more = "") {
  std::string text =
      "{\n  name          : chat\n"
      "  trace_id      : 000000000000000000000000000000aa\n"
      "  span_id       : 00000000000000bb\n"
      "  tracestate    : \n"
      "  parent_span_id: 00000000000000cc\n"
      "  start         : 1000000001\n"
      "  duration      : 20\n"
      "  description   : \n"
      "  span kind     : Client\n"
      "  status        : Ok\n";
  text += more;
  text += "  attributes    : \n";
  text += attributes;
  text +=
      "  events        : \n\t{\n\t  name          : e\n\t  attributes    : \n\t\tuser.id: "
      "no\n\t}\n";
  text += "  links         : \n";
  text += "  resources     : \n\tservice.name: ai\n\tservice.instance.id: i1\n";
  return text + "  instr-lib     : demo-0.1.0\n}\n";
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

const std::string kBare = "aa/bb<cc cou 1000000001 1000000021 ai i1 'chat'";

}  // namespace

TEST_CASE("input/cpp_ostream: a record is read, and the app's lines around it are ignored") {
  const ReadDump got =
      read_dump("Received {\n" + record("\tuser.id: alice\n\tcost.usd: 0.5\n") + "}\ndone\n");
  CHECK(got.counts == "1/0/3 cpp-ostream");
  CHECK(got.spans == kBare + " user.id=alice:t cost.usd=0.5:n\n");
  CHECK(got.told == "");
}

TEST_CASE("input/cpp_ostream: zeros are no parent, and statuses and kinds have their names") {
  const auto with = [](std::string_view from, std::string_view to) {
    return read_dump(replaced(record(""), from, to)).spans;
  };
  CHECK(with("00000000000000cc", "0000000000000000").starts_with("aa/bb<- cou"));
  CHECK(with(": Client", ": Server").starts_with("aa/bb<cc sou"));
  CHECK(with(": Client", ": Internal").starts_with("aa/bb<cc iou"));
  CHECK(with(": Client", ": Producer").starts_with("aa/bb<cc pou"));
  CHECK(with(": Client", ": Consumer").starts_with("aa/bb<cc qou"));
  CHECK(with(": Ok", ": Error").starts_with("aa/bb<cc ceu"));
  CHECK(with(": Ok", ": Unset").starts_with("aa/bb<cc cuu"));
  CHECK(with("duration      : 20", "duration      : 0").find(" 1000000001 1000000001 ") < 99);
  CHECK(with("1000000001", "0").find(" - - ") != std::string::npos);
}

TEST_CASE("input/cpp_ostream: of a value over several lines the first is taken, and that is said") {
  const ReadDump got =
      read_dump(record("\tuser.id: alice\n}\nin Wonderland\n\thttp.url: x\n\tother: 1\n2\n"));
  CHECK(got.counts == "1/0/0 cpp-ostream");
  CHECK(got.spans == kBare + " user.id=alice:t http.url=x:t\n");
  CHECK(got.told ==
        "bad-field 0:1 +0 the value of user.id goes on over several lines, or another line got in "
        "between; its first line was taken\n");
}

TEST_CASE("input/cpp_ostream: a torn record costs itself, the whole one behind it is read") {
  const std::string whole = record("\tuser.id: alice\n");
  const std::string torn = whole.substr(0, 200);
  const ReadDump got = read_dump(torn + "\n" + whole);
  CHECK(got.counts == "1/1/0 cpp-ostream");
  CHECK(got.spans == kBare + " user.id=alice:t\n");
  CHECK(got.told == "record-broken 0:1 +201 record of cpp-ostream torn after this\n");
  CHECK(got.account == std::to_string(whole.size() - 1) + "+1+201");
}

TEST_CASE("input/cpp_ostream: a record that is cut by the end is said, however it was cut") {
  const std::string whole = record("\tuser.id: alice\n");
  for (std::size_t size = 60; size + 2 < whole.size(); size += 97) {
    const ReadDump got = read_dump(std::string_view(whole).substr(0, size));
    CHECK(got.counts == "0/1/0 ");
    CHECK(got.told.starts_with("record-cut 0:1 +" + std::to_string(size)));
  }
  CHECK(read_dump(std::string_view(whole).substr(0, whole.size() - 1)).spans ==
        kBare + " user.id=alice:t\n");
}

TEST_CASE(
    "input/cpp_ostream: a record without ids, or with two, is damaged; a field costs itself") {
  ReadDump got = read_dump("{\n  name          : x\n  links         : \n}\n");
  CHECK(got.counts == "0/1/0 ");
  CHECK(got.told == "record-broken 0:1 +42 a span without its ids or times\n");
  got = read_dump(record("", "  span_id       : 00000000000000bd\n"));
  CHECK(got.counts == "0/1/0 ");
  CHECK(got.told.ends_with("a record with two fields of one name\n"));
  got = read_dump(replaced(replaced(record(""), ": 20\n", ": soon\n"), ": Client", ": Odd"));
  CHECK(got.counts == "1/0/0 cpp-ostream");
  CHECK(got.told ==
        "bad-field 0:1 +0 duration is \"soon\", expected nanoseconds\n"
        "bad-field 0:1 +0 span kind is \"Odd\", expected Server or the like\n");
}

TEST_CASE("input/cpp_ostream: bytes that are no UTF-8 are replaced; line ends may be CR LF") {
  std::string text = record("\tuser.id: \xFF\xFE\n");
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.replace(at, 1, "\r\n");
  }
  const ReadDump got = read_dump(text);
  CHECK(got.spans == kBare + " user.id=\uFFFD\uFFFD:t\n");
  CHECK(got.told == "text-repaired 0:1 +0 bytes that are no UTF-8 were replaced by U+FFFD\n");
}

}  // namespace trace_cost::input
