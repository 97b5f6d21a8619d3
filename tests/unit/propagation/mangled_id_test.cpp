#include "propagation/mangled_id.h"

#include <doctest/doctest.h>

namespace trace_cost::propagation {

namespace {

Mangling between(const char* sent, const char* received) {
  return mangling_between(model::read_trace_id(sent).value_or(model::TraceId{}),
                          model::read_trace_id(received).value_or(model::TraceId{}));
}

constexpr const char* kSent = "1eaff50ae00c258dcb9e16710ef76f81";

}  // namespace

TEST_CASE("propagation/mangled_id: what was done is told by its name") {
  CHECK(between(kSent, "0000000000000000cb9e16710ef76f81") == Mangling::TruncatedToLow64);
  CHECK(between(kSent, "00000000000000001eaff50ae00c258d") == Mangling::TruncatedToHigh64);
  CHECK(between(kSent, "1eaff50ae00c258d0000000000000000") == Mangling::TruncatedToHigh64);
  CHECK(between(kSent, "cb9e16710ef76f811eaff50ae00c258d") == Mangling::SwappedHalves);
  CHECK(between(kSent, "816ff70e71169ecb8d250ce00af5af1e") == Mangling::ReversedBytes);
  CHECK(between(kSent, "8d250ce00af5af1e816ff70e71169ecb") == Mangling::ReversedHalves);
  CHECK(between(kSent, "1eaff50ae00c258dcb9e16710ef76f80") == Mangling::OneDigit);
  CHECK(between(kSent, "1eaff50ae00c258dcb9e167000000000") == Mangling::TruncatedDigits);
  CHECK(between(kSent, "1eaff50ae00c258dcb9e16710ef77000") == Mangling::RoundedDouble);
  CHECK(between("00aff50ae00c258dcb9e16710ef76f81", "aff50ae00c258dcb9e16710ef76f8100") ==
        Mangling::ShortenedZeros);
  CHECK(describe(Mangling::OneDigit) == "changed in one digit");
  CHECK_FALSE(remedy(Mangling::SwappedHalves).empty());
}

TEST_CASE("propagation/mangled_id: another id, the same id and no id are none") {
  CHECK(between(kSent, "4bf92f3577b34da6a3ce929d0e0e4736") == Mangling::None);
  CHECK(between(kSent, kSent) == Mangling::None);
  CHECK(between(kSent, "1EAFF50AE00C258DCB9E16710EF76F81") == Mangling::None);
  CHECK(between(kSent, "00000000000000000000000000000000") == Mangling::None);
  CHECK(between(kSent, "1eaff50ae00c258dcb9e16710ef76f70") == Mangling::None);  // two digits
}

}  // namespace trace_cost::propagation
