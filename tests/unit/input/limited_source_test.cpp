#include "input/limited_source.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "made_up_encodings.h"

namespace trace_cost::input {

namespace {

// Never ends.
class Flood final : public ByteSource {
 public:
  base::Result<std::size_t> read(char*, std::size_t room) override { return room; }
};

std::uint64_t count(ByteSource& source) {
  constexpr std::size_t kRoom = std::size_t{1} << 20;
  std::string room(kRoom, ' ');
  std::uint64_t total = 0;
  while (true) {
    const base::Result<std::size_t> got = source.read(room.data(), kRoom);
    REQUIRE(got);
    if (*got == 0) return total;
    total += *got;
  }
}

}  // namespace

TEST_CASE("input/limited_source: what was asked for is the limit, and reaching it is none") {
  DecodingLog log;
  CHECK(all_of(*limited_source(memory_source("0123456789"), {.most = 10}, log)) == "0123456789");
  CHECK(log.faults().empty());
  CHECK(all_of(*limited_source(memory_source("0123456789"), {.most = 9}, log)) == "012345678");
  CHECK(
      faults_of(log) ==
      "limit 0: decodes to more than 9 bytes, which --max-decoded allows; the rest was not read\n");
}

TEST_CASE("input/limited_source: a bomb stops at 1 GiB, or at 500 times its size") {
  DecodingLog log;
  log.add_raw_bytes(1000);
  CHECK(count(*limited_source(std::make_unique<Flood>(), {}, log)) == DecodingLimits::kAnyFold);
  log.add_raw_bytes(3'000'000);
  CHECK(count(*limited_source(std::make_unique<Flood>(), {}, log)) == 3'001'000 * 500ULL);
  CHECK(log.faults().size() == 2);
  CHECK(log.faults()[1].reason.find("--max-decoded SIZE allows more") != std::string::npos);
}

}  // namespace trace_cost::input
