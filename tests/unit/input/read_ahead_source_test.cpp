#include "input/read_ahead_source.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "made_up_encodings.h"

namespace trace_cost::input {

namespace {

// So many full reads, then an end of its kind.
class Ending final : public ByteSource {
 public:
  enum class Kind { Error, Exception, Never };
  Ending(int reads, Kind kind) : reads_(reads), kind_(kind) {}
  base::Result<std::size_t> read(char* into, std::size_t room) override {
    if (reads_-- > 0 || kind_ == Kind::Never) {
      into[0] = 'x';
      return std::min<std::size_t>(room, 1);
    }
    if (kind_ == Kind::Exception) throw std::runtime_error("thrown");
    return base::Error{base::ErrorCode::CannotRead, "broken"};
  }

 private:
  int reads_;
  Kind kind_;
};

}  // namespace

TEST_CASE("input/read_ahead_source: what was read arrives whole and in order") {
  const std::string text = noisy_lines(300'000);  // more than all blocks hold
  for (const std::size_t step : {std::size_t{5000}, std::size_t{1} << 22}) {
    CHECK(all_of(*read_ahead_source(memory_source(text, step)), 70'000) == text);
  }
  CHECK(all_of(*read_ahead_source(memory_source(""))).empty());
}

TEST_CASE("input/read_ahead_source: an error arrives behind what was read before it, and stays") {
  const auto source = read_ahead_source(std::make_unique<Ending>(9, Ending::Kind::Error));
  CHECK(all_of(*source) == "xxxxxxxxx<broken>");
  CHECK(all_of(*source) == "<broken>");
}

TEST_CASE("input/read_ahead_source: an exception comes out on the reader's thread") {
  const auto source = read_ahead_source(std::make_unique<Ending>(2, Ending::Kind::Exception));
  CHECK_THROWS_WITH(all_of(*source), "thrown");
}

TEST_CASE("input/read_ahead_source: it may go at any time") {
  read_ahead_source(std::make_unique<Ending>(0, Ending::Kind::Never));
  for (int i = 0; i < 20; ++i) {
    const auto source = read_ahead_source(std::make_unique<Ending>(0, Ending::Kind::Never));
    std::string room(10, ' ');
    CHECK(*source->read(room.data(), room.size()) == 1);
  }
}

}  // namespace trace_cost::input
