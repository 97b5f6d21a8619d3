#include "base/pages.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace trace_cost::base {

namespace {

bool is_zeroed(const Pages& pages) {
  return std::all_of(pages.data(), pages.data() + pages.size(),
                     [](std::byte byte) { return byte == std::byte{0}; });
}

}  // namespace

TEST_CASE("base/pages: are zeroed, and aligned as asked for") {
  const Pages few(5'000);
  CHECK(few.size() == 5'000);
  CHECK(is_zeroed(few));
  const Pages huge(std::size_t{1} << 21U, Pages::Alignment::HugePage);
  CHECK(is_zeroed(huge));
  CHECK(reinterpret_cast<std::uintptr_t>(huge.data()) % (std::uintptr_t{1} << 21U) == 0);
  CHECK(Pages(0).data() == nullptr);
}

TEST_CASE("base/pages: what is moved stays where it is") {
  Pages first(4'096);
  std::byte* const data = first.data();
  data[7] = std::byte{42};
  Pages second(std::move(first));
  CHECK(second.data() == data);
  Pages third;
  third = std::move(second);
  CHECK(third.data()[7] == std::byte{42});
}

TEST_CASE("base/pages: a part that was released reads as zero, the rest as before") {
  Pages pages(std::size_t{3} * 4'096);
  std::fill_n(pages.data(), pages.size(), std::byte{1});
  release_pages(pages.data() + 4'096, 4'096);
  CHECK(pages.data()[4'095] == std::byte{1});
  CHECK(pages.data()[4'096] == std::byte{0});
  CHECK(pages.data()[8'191] == std::byte{0});
  CHECK(pages.data()[8'192] == std::byte{1});
}

}  // namespace trace_cost::base
