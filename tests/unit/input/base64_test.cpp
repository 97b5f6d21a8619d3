#include "input/base64.h"

#include <doctest/doctest.h>

#include <array>

namespace trace_cost::input {

TEST_CASE("input/base64: the examples of RFC 4648") {
  CHECK(to_base64("").empty());
  CHECK(to_base64("f") == "Zg==");
  CHECK(to_base64("fo") == "Zm8=");
  CHECK(to_base64("foo") == "Zm9v");
  CHECK(to_base64("foobar") == "Zm9vYmFy");
  CHECK(to_base64(std::string_view("\xFF\xEF\0", 3)) == "/+8A");
}

TEST_CASE("input/base64: only the text of exactly so many bytes is read") {
  std::array<std::uint8_t, 4> bytes{};
  CHECK(read_base64("Zm9vYg==", bytes));
  CHECK(bytes == std::array<std::uint8_t, 4>{'f', 'o', 'o', 'b'});
  for (const std::string_view text : {"", "Zm9v", "Zm9vYg=", "Zm9vYg", "Zm9vYmE=", "Zm9vYg==Zm9v",
                                      "Zm9v-g==", "Zm9vYg=A", "=m9vYg=="}) {
    CAPTURE(text);
    CHECK_FALSE(read_base64(text, bytes));
  }
}

}  // namespace trace_cost::input
