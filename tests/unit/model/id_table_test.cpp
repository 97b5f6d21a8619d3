#include "model/id_table.h"

#include <doctest/doctest.h>

#include "made_up.h"

namespace trace_cost::model {

TEST_CASE("model/id_table: an id keeps the number it got first, until the next trace") {
  IdTable table;
  table.restart(3);
  CHECK(table.find(span_id(7)) == IdTable::kNone);
  CHECK(table.add(span_id(7), 40) == 40);
  CHECK(table.add(span_id(7), 41) == 40);
  CHECK(table.add(span_id(0), 42) == 42);
  CHECK(table.find(span_id(7)) == 40);
  CHECK(table.find(span_id(0)) == 42);
  CHECK(table.find(span_id(8)) == IdTable::kNone);
  table.restart(1);
  CHECK(table.find(span_id(7)) == IdTable::kNone);
}

TEST_CASE("model/id_table: ids that collide are found all the same") {
  // Multiples of 2^56 differ in one byte, the last in memory: the hash has little to go by.
  IdTable table;
  for (const unsigned shift : {0U, 8U, 48U, 56U}) {
    table.restart(200);
    for (std::uint32_t i = 0; i < 200; ++i) table.add(span_id(std::uint64_t{i} << shift), i);
    for (std::uint32_t i = 0; i < 200; ++i) {
      CHECK(table.find(span_id(std::uint64_t{i} << shift)) == i);
    }
  }
}

TEST_CASE("model/id_table: ids made to collide cost no more than a search in order") {
  // The inverse of the factor, so that the hash of each id is a small number.
  constexpr std::uint64_t kInverse = 0xf1de83e19937733d;
  static_assert(kInverse * 0x9e3779b97f4a7c15U == 1);
  IdTable table;
  constexpr std::uint32_t kMany = 100'000;
  table.restart(kMany);
  for (std::uint32_t i = 0; i < kMany; ++i) {
    REQUIRE(table.add(span_id(__builtin_bswap64(i * kInverse)), i) == i);
  }
  bool all_found = true;
  for (std::uint32_t i = 0; i < kMany; ++i) {
    all_found &= table.find(span_id(__builtin_bswap64(i * kInverse))) == i;
  }
  CHECK(all_found);
}

}  // namespace trace_cost::model
