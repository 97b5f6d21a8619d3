#include "cli/progress.h"

#include <doctest/doctest.h>

namespace trace_cost::cli {

namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kMib = std::uint64_t{1} << 20;
constexpr std::uint64_t kGib = std::uint64_t{1} << 30;

}  // namespace

TEST_CASE("cli/progress: bytes, share, rate and time left") {
  CHECK(progress_text({500 * kMib, 2000 * kMib, milliseconds(2000)}) ==
        "500 MiB of 1.95 GiB (25 %), 250 MiB/s, 6 s left");
  CHECK(progress_text({50 * kMib, 200 * kGib, milliseconds(1000)}) ==
        "50 MiB of 200.00 GiB (0 %), 50 MiB/s, 1 h 8 min left");
  CHECK(progress_text({1000, 101'000, milliseconds(1000)}) ==
        "1000 B of 99 KiB (1 %), 1000 B/s, 1 min 40 s left");
  CHECK(progress_text({kMib, kMib, milliseconds(4000)}) ==
        "1 MiB of 1 MiB (100 %), 256 KiB/s, 0 s left");
}

TEST_CASE("cli/progress: what is not known is left out") {
  CHECK(progress_text({3 * kMib, std::nullopt, milliseconds(1500)}) == "3 MiB, 2 MiB/s");
  CHECK(progress_text({0, std::nullopt, milliseconds(1500)}) == "0 B");
  CHECK(progress_text({0, kMib, milliseconds(1500)}) == "0 B of 1 MiB (0 %)");
  CHECK(progress_text({1, std::uint64_t{1} << 50, milliseconds(1000)}) ==
        "1 B of 1048576.00 GiB (0 %), 1 B/s");
}

TEST_CASE("cli/progress: a file that grew beyond its size has no share") {
  CHECK(progress_text({2 * kMib, kMib, milliseconds(1000)}) == "2 MiB, 2 MiB/s");
  CHECK(progress_text({2 * kMib, 0, milliseconds(1000)}) == "2 MiB, 2 MiB/s");
}

TEST_CASE("cli/progress: work that is done within a second shows nothing") {
  std::FILE* file = std::tmpfile();
  REQUIRE(file != nullptr);
  {
    ProgressLine line({file, 80}, 1000);
    line.bytes() = 500;
  }
  CHECK(std::ftell(file) == 0);
  std::fclose(file);
}

}  // namespace trace_cost::cli
