#include "input/dotnet_console.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <string>

#include "made_up_dump.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kHead =
    "Activity.TraceId:            000000000000000000000000000000aa\n"
    "Activity.SpanId:             00000000000000bb\n"
    "Activity.TraceFlags:         Recorded\n"
    "Activity.ParentSpanId:       00000000000000cc\n"
    "Activity.DisplayName:        chat\n"
    "Activity.Kind:               Client\n"
    "Activity.StartTime:          1970-01-01T00:00:01.0000001Z\n"
    "Activity.Duration:           00:00:01.5000000\n";
constexpr std::string_view kResource =
    "Resource associated with Activity:\n    service.name: ai\n    service.instance.id: i1\n\n";

// A record with `tags` ("    key: value\n" each) and with `more` behind them.
std::string record(std::string_view tags, std::string_view more = "") {
  return fmt::format("{}Activity.Tags:\n{}{}{}", kHead, tags, more, kResource);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::string kBare = "aa/bb<cc cuu 1000000100 2500000100 ai i1 'chat'";
constexpr std::string_view kOpenValue =
    "bad-field 0:1 +0 the value of user.id goes on over several lines, or another line got in "
    "between; its first line was taken\n";

}  // namespace

TEST_CASE("input/dotnet_console: blocks are read between the lines of the app") {
  const ReadDump got = read_dump(
      "info: x\n" + record("    user.id: alice\n    http.url: http://a/b?c: d\n") +
      "> dotnet run\n\n" + replaced(record("    cost.usd: 0.5\n"), "0bb", "0bd") + "    bye\n");
  CHECK(got.counts == "2/0/3 dotnet-console");
  CHECK(got.told == "");
  CHECK(got.spans == kBare + " user.id=alice:t http.url=http://a/b?c: d:t\n" +
                         replaced(kBare, "bb", "bd") + " cost.usd=0.5:t\n");
}

TEST_CASE("input/dotnet_console: ids may stand together, as versions up to 1.1 have them") {
  const std::string old =
      "Activity.Id:          00-000000000000000000000000000000aa-00000000000000bb-01\n"
      "Activity.ParentId:    00-000000000000000000000000000000aa-00000000000000cc-01\n"
      "Activity.DisplayName: chat\nActivity.Kind:        Server\n"
      "Activity.StartTime:   1970-01-01T00:00:01Z\nActivity.Duration:    00:00:00\n"
      "Activity.TagObjects:\n    user.id: alice\n    otel.status_code: ERROR\nActivity.Events:\n\n";
  CHECK(read_dump(old).spans == "aa/bb<cc seu 1000000000 1000000000   'chat' user.id=alice:t\n");
  const ReadDump short_id = read_dump(replaced(old, "-00000000000000bb-01", ""));
  CHECK(short_id.told.starts_with("bad-id 0:1 +0 Id is "));
}

TEST_CASE("input/dotnet_console: a status has three spellings") {
  for (const std::string_view status :
       {"StatusCode: Error\nActivity.StatusDescription:  boom\n", "StatusCode : Error\n",
        "    StatusCode: Error\n    Activity.StatusDescription: boom\n"}) {
    CHECK(read_dump(record("    a: b\n", status)).spans.starts_with("aa/bb<cc ceu "));
  }
  CHECK(read_dump(record("", "StatusCode: Ok\n")).spans.starts_with("aa/bb<cc cou "));
}

TEST_CASE("input/dotnet_console: durations are read to their last digit") {
  struct Duration {
    std::string_view printed;
    std::string_view end;
  };
  for (const Duration& entry : std::to_array<Duration>({
           {"00:00:00", " 1000000100 1000000100 "},
           {"00:00:00.0000001", " 1000000100 1000000200 "},
           {"1.02:03:04", " 1000000100 93785000000100 "},
           {"00:00:01.5", " 1000000100 2500000100 "},
           {"-00:00:00.5000000", " 1000000100 500000100 "},
       })) {
    CAPTURE(entry.printed);
    const ReadDump got = read_dump(replaced(record(""), "00:00:01.5000000", entry.printed));
    CHECK(got.told == "");
    CHECK(got.spans.find(entry.end) != std::string::npos);
  }
  for (const std::string_view odd : {"soon", "1", "25:00:00", "00:60:00", "00:00:60", "00:00:-1",
                                     "9999999.00:00:00", "00:00:1e9", ""}) {
    CAPTURE(odd);
    const ReadDump got = read_dump(replaced(record(""), "00:00:01.5000000", odd));
    CHECK(got.told.starts_with("bad-field 0:1 +0 Activity.Duration is "));
    CHECK(got.spans.find(" 1000000100 - ") != std::string::npos);
  }
}

TEST_CASE(
    "input/dotnet_console: of a tag over several lines the first is taken, and that is said") {
  for (const std::string_view lines : {"two\n", "two\n\nthree\n", "\ntwo\n", "two\n    x: y\n"}) {
    CAPTURE(lines);
    const ReadDump got = read_dump(record(fmt::format("    user.id: alice\n{}", lines)));
    CHECK(got.counts == "1/0/0 dotnet-console");
    CHECK(got.spans == kBare + " user.id=alice:t\n");
    CHECK(got.told == kOpenValue);
  }
}

TEST_CASE("input/dotnet_console: events and links are stepped over, whatever they hold") {
  CHECK(read_dump(record("    cost.usd: 1\n",
                         "Activity.Events:\n    e [11/22/2026]\n        user.id: no\n"
                         "Activity.Links:\n    aa bb\n        user.id: no\n"
                         "Instrumentation scope (ActivitySource):\n    Name: user.id\n    Tags:\n"
                         "        user.id: no\n"))
            .spans == kBare + " cost.usd=1:t\n");
}

TEST_CASE("input/dotnet_console: torn and glued blocks cost themselves") {
  const std::string whole = record("    user.id: alice\n");
  const std::string kept = kBare + " user.id=alice:t\n";
  ReadDump got = read_dump(std::string(kHead) + whole);  // the block in front lost its end
  CHECK(got.counts == "1/1/0 dotnet-console");
  CHECK(got.spans == kept);
  CHECK(got.told == fmt::format("record-broken 0:1 +{} record of dotnet-console torn after this\n",
                                kHead.size()));
  got = read_dump(replaced(whole, "Activity.Kind:               Client\n", "") + whole);
  CHECK(got.counts == "1/1/0 dotnet-console");
  CHECK(got.told.ends_with("a span without its ids, kind or times\n"));
  got = read_dump(replaced(whole, "Activity.Tags", "Activity.Kind: Server\nActivity.Tags"));
  CHECK(got.counts == "0/1/0 ");
  CHECK(got.told.ends_with("a record with two fields of one name\n"));
}

TEST_CASE("input/dotnet_console: a block that the end cuts is said; its last line feed may lack") {
  const std::string whole = record("    user.id: alice\n");
  const std::size_t resource = whole.find("Resource");
  for (std::size_t size = 20; size < resource; size += 61) {
    const ReadDump got = read_dump(std::string_view(whole).substr(0, size));
    CHECK(got.counts == "0/1/0 ");
    CHECK(got.told.starts_with(fmt::format("record-cut 0:1 +{} ", size)));
  }
  CHECK(read_dump(std::string_view(whole).substr(0, whole.size() - 2)).spans ==
        kBare + " user.id=alice:t\n");
}

TEST_CASE("input/dotnet_console: a prefix before every line does no harm") {
  const std::string whole = record("    user.id: alice\n");
  const ReadDump got = read_dump(prefixed("web-1  | ", "starting\n" + whole + "done\n"));
  CHECK(got.counts == "1/0/2 dotnet-console");
  CHECK(got.spans == kBare + " user.id=alice:t\n");
}

}  // namespace trace_cost::input
