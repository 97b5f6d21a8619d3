// Dumps damaged the way real ones are: what was not touched is read, and nothing else.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>

#include "input/scratch_folder.h"
#include "lanes_agree.h"
#include "made_up_run.h"

namespace trace_cost::property {

namespace {

using Spans = std::set<std::string>;

Spans spans_of(const model::Capture& capture) {
  Spans spans;
  for (const model::Span& span : capture.spans()) {
    spans.insert(fmt::format("{} {} {} {} {} {} {} {} {}", to_hex(span.trace), to_hex(span.id),
                             to_hex(span.parent), capture.name(span), capture.service(span),
                             static_cast<int>(span.kind), static_cast<int>(span.status),
                             span.start.time_since_epoch().count(),
                             span.end.time_since_epoch().count()));
  }
  return spans;
}

// A dump of some records, and those of them that nothing has happened to.
struct Damaged {
  std::string text;
  std::vector<std::string> untouched;
};

std::size_t place_within(const std::string& record, Random& random) {
  return 5 + random.below(record.size() - 10);
}

// Ends in the middle: its writer died.
void cut(const std::string& record, Random& random, Damaged& dump) {
  dump.text += record.substr(0, place_within(record, random)) + "\n";
}

void print_before(const std::string& record, Random& random, Damaged& dump) {
  constexpr std::array<std::string_view, 3> kPrints{
      "INFO:uvicorn:127.0.0.1:5\"GET /{x} HTTP/1.1\" 200 [ok}\n", "{'k': 3} thread {\n",
      "\"trace_id\" of {\n"};
  dump.text += std::string(kPrints[random.below(kPrints.size())]) + record;
  dump.untouched.push_back(record);
}

void put_nuls_before(const std::string& record, Random&, Damaged& dump) {
  dump.text += std::string(512, '\0') + "\n" + record;
  dump.untouched.push_back(record);
}

void lose_line_feed(const std::string& record, Random&, Damaged& dump) {
  dump.text += record.substr(0, record.size() - 1);
  dump.untouched.push_back(record);
}

using Accident = void (*)(const std::string& record, Random& random, Damaged& dump);
constexpr std::array<Accident, 4> kAccidents{cut, print_before, put_nuls_before, lose_line_feed};

// Two writers on one pipe, each torn once.
void tear(const std::string& one, const std::string& other, Random& random, Damaged& dump) {
  const std::size_t in_one = place_within(one, random);
  // Half of them at the same place of both, where the halves fit best.
  const bool aligned = random.one_in(2) && in_one < other.size() - 5;
  const std::size_t in_other = aligned ? in_one : place_within(other, random);
  dump.text += one.substr(0, in_one) + other.substr(0, in_other) + one.substr(in_one) +
               other.substr(in_other);
}

Damaged damaged(const std::vector<std::string>& records, std::size_t one_in, Random& random) {
  Damaged dump;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!random.one_in(one_in)) {
      dump.text += records[i];
      dump.untouched.push_back(records[i]);
    } else if (i + 1 < records.size() && random.one_in(3)) {
      tear(records[i], records[i + 1], random, dump);
      ++i;
    } else {
      kAccidents[random.below(kAccidents.size())](records[i], random, dump);
    }
  }
  return dump;
}

std::size_t missing(const Spans& wanted, const Spans& found) {
  Spans rest;
  std::set_difference(wanted.begin(), wanted.end(), found.begin(), found.end(),
                      std::inserter(rest, rest.end()));
  return rest.size();
}

}  // namespace

TEST_CASE("property/corruption: what was not touched is read, and no span is invented") {
  std::size_t untouched = 0;
  std::size_t lost = 0;
  for (const std::size_t one_in : {100U, 10U, 3U}) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      for (const Encoding encoding : {as_python, as_compact_python, as_otlp}) {
        CAPTURE(one_in);
        CAPTURE(seed);
        Random random(seed);
        const auto records = encoded(made_up_run(random, 30), encoding);
        const Spans written = spans_of(read({joined(records)}).capture);
        const Damaged dump = damaged(records, one_in, random);
        const Reading reading = read({dump.text});
        const Spans found = spans_of(reading.capture);
        const Spans expected = spans_of(read({joined(dump.untouched)}).capture);
        CHECK(missing(found, written) == 0);
        untouched += expected.size();
        lost += missing(expected, found);
        const model::Source& source = reading.capture.sources()[0];
        CHECK(source.bytes == dump.text.size());
        CHECK(source.parsed_bytes + source.ignored_bytes + source.quarantined_bytes ==
              dump.text.size());
      }
    }
  }
  CHECK(untouched > 15'000);
  CHECK(lost * 1'000 <= untouched);
}

TEST_CASE("property/corruption: what damage costs depends neither on lanes nor on parts") {
  const input::ScratchFolder folder;
  const model::AttributeSelection wanted = lanes_selection();
  for (const std::size_t one_in : {30U, 6U, 2U}) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      for (const Encoding encoding : {as_python, as_otlp}) {
        CAPTURE(one_in);
        CAPTURE(seed);
        Random random(seed);
        const std::string text =
            damaged(encoded(made_up_run(random, 20), encoding), one_in, random).text;
        CHECK(lanes_differ(text, wanted) == "");
        const std::string file = folder.file("dump.log", text);
        const std::string whole = account_of_file(file, wanted, {});
        for (const std::uint64_t part_bytes : {500U, 3'000U, 20'000U}) {
          CHECK(account_of_file(file, wanted, {.threads = 2, .part_bytes = part_bytes}) == whole);
        }
      }
    }
  }
}

}  // namespace trace_cost::property
