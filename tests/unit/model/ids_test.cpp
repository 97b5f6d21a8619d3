#include "model/ids.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

namespace trace_cost::model {

namespace {

struct Text {
  std::string_view name;
  std::string_view input;
  std::string_view expected;  // empty: no id
};

template <typename Id>
std::string shown(const std::optional<Id>& id) {
  return id ? to_hex(*id) : "";
}

}  // namespace

TEST_CASE("model/ids: a trace id is 32 hex digits of either case, with or without 0x") {
  for (const Text& entry : std::to_array<Text>({
           {"lower case", "f79220e2f815e4d141823bde0b567a91", "f79220e2f815e4d141823bde0b567a91"},
           {"upper case", "F79220E2F815E4D141823BDE0B567A91", "f79220e2f815e4d141823bde0b567a91"},
           {"with 0x", "0xf79220e2f815e4d141823bde0b567a91", "f79220e2f815e4d141823bde0b567a91"},
           {"with 0X", "0Xf79220e2f815e4d141823bde0b567a91", "f79220e2f815e4d141823bde0b567a91"},
           {"zeros in front", "00000000000000000000000000000001",
            "00000000000000000000000000000001"},
           {"all zeros", "00000000000000000000000000000000", "00000000000000000000000000000000"},
           {"empty", "", ""},
           {"only 0x", "0x", ""},
           {"31 digits", "79220e2f815e4d141823bde0b567a91", ""},
           {"33 digits", "0f79220e2f815e4d141823bde0b567a91", ""},
           {"16 digits", "f79220e2f815e4d1", ""},
           {"0x within the 32", "0x9220e2f815e4d141823bde0b567a91aa",
            "9220e2f815e4d141823bde0b567a91aa"},
           {"0x and 30 digits", "0x9220e2f815e4d141823bde0b567a91", ""},
           {"0x twice", "0x0xf79220e2f815e4d141823bde0b567a", ""},
           {"a letter too far", "g79220e2f815e4d141823bde0b567a91", ""},
           {"dashes", "f79220e2-f815-e4d1-4182-3bde0b567a91", ""},
           {"a blank behind", "f79220e2f815e4d141823bde0b567a91 ", ""},
           {"base64", "95Ig4vgV5NFBgjveC1Z6kQ==", ""},
       })) {
    CAPTURE(entry.name);
    CHECK(shown(read_trace_id(entry.input)) == entry.expected);
  }
}

TEST_CASE("model/ids: a span id is 16 hex digits of either case, with or without 0x") {
  for (const Text& entry : std::to_array<Text>({
           {"lower case", "e0f6458543140f25", "e0f6458543140f25"},
           {"mixed case", "E0f6458543140F25", "e0f6458543140f25"},
           {"with 0x", "0xe0f6458543140f25", "e0f6458543140f25"},
           {"all zeros", "0000000000000000", "0000000000000000"},
           {"15 digits", "0f6458543140f25", ""},
           {"a trace id", "f79220e2f815e4d141823bde0b567a91", ""},
           {"a byte that is no ASCII", "e0f6458543140f2\xFF", ""},
       })) {
    CAPTURE(entry.name);
    CHECK(shown(read_span_id(entry.input)) == entry.expected);
  }
}

TEST_CASE("model/ids: only all zeros are invalid, and so is what was never read") {
  CHECK_FALSE(TraceId{}.is_valid());
  CHECK_FALSE(SpanId{}.is_valid());
  CHECK_FALSE(read_trace_id("00000000000000000000000000000000")->is_valid());
  CHECK(read_trace_id("00000000000000000000000000000001")->is_valid());
  CHECK(read_trace_id("80000000000000000000000000000000")->is_valid());
  CHECK(read_span_id("0000000000000001")->is_valid());
}

TEST_CASE("model/ids: ids are ordered like their digits") {
  const auto id = [](std::string_view text) { return *read_span_id(text); };
  CHECK(id("00000000000000ff") < id("0000000000000100"));
  CHECK(id("7fffffffffffffff") < id("8000000000000000"));
  CHECK(id("ABCDEF0123456789") == id("abcdef0123456789"));
}

}  // namespace trace_cost::model
