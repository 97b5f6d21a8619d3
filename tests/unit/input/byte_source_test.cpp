#include "input/byte_source.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

#include "scratch_folder.h"

namespace trace_cost::input {

namespace {

std::string all_of(ByteSource& source) {
  std::string text;
  std::array<char, 10> room{};
  while (true) {
    const base::Result<std::size_t> got = source.read(room.data(), room.size());
    REQUIRE(got);
    if (*got == 0) return text;
    text.append(room.data(), *got);
  }
}

}  // namespace

TEST_CASE("input/byte_source: a file is read to its end") {
  const ScratchFolder folder;
  const std::string text("one\ntwo\0three", 13);
  const auto source = open_source(folder.file("a.log", text));
  REQUIRE(source);
  CHECK(all_of(**source) == text);
}

TEST_CASE("input/byte_source: what cannot be read is an error that names it") {
  const ScratchFolder folder;
  const auto missing = open_source(folder.path() + "/gone.log");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == base::ErrorCode::CannotRead);
  CHECK(missing.error().message == "No such file or directory");

  const auto directory = open_source(folder.path());
  REQUIRE(directory);
  std::array<char, 10> room{};
  const auto got = (*directory)->read(room.data(), room.size());
  REQUIRE_FALSE(got);
  CHECK(got.error().message == "Is a directory");
}

TEST_CASE("input/byte_source: a pipe is made larger, and never smaller") {
  constexpr int kMiB = 1 << 20;
  for (const int size : {1 << 16, 2 * kMiB}) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    if (::fcntl(ends[1], F_SETPIPE_SZ, size) == size) {  // more than 1 MiB is not for everyone
      CHECK(open_source(fmt::format("/dev/fd/{}", ends[0])));
      CHECK(::fcntl(ends[1], F_GETPIPE_SZ) == std::max(size, kMiB));
    }
    for (const int end : ends) ::close(end);
  }
}

TEST_CASE("input/byte_source: memory comes in steps of at most the size asked for") {
  const auto source = memory_source("abcdefghijklmnopqrstuvwxyz", 7);
  std::array<char, 10> room{};
  CHECK(*source->read(room.data(), 10) == 7);
  CHECK(*source->read(room.data(), 3) == 3);
  CHECK(std::string(room.data(), 3) == "hij");
  CHECK(all_of(*source) == "klmnopqrstuvwxyz");
  CHECK(*source->read(room.data(), 10) == 0);
}

}  // namespace trace_cost::input
