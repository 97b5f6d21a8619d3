#include "model/string_pool.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace trace_cost::model {

TEST_CASE("model/string_pool: equal texts have one id, different texts have different ones") {
  StringPool pool;
  const StringId chat = pool.intern("chat");
  const StringId empty = pool.intern("");
  const StringId zero = pool.intern(std::string_view("a\0b", 3));
  CHECK(pool.intern(std::string("cha") + "t") == chat);
  CHECK(pool.intern("Chat") != chat);
  CHECK(pool.intern("a") != zero);
  CHECK(empty);
  CHECK(pool.text(chat) == "chat");
  CHECK(pool.text(empty).empty());
  CHECK(pool.text(zero).size() == 3);
  CHECK(pool.text(StringId{}).empty());
}

TEST_CASE("model/string_pool: find() knows what was interned, and adds nothing") {
  StringPool pool;
  CHECK_FALSE(pool.find("chat"));
  CHECK_FALSE(pool.find(""));
  const StringId chat = pool.intern("chat");
  CHECK(pool.find("chat") == chat);
  CHECK_FALSE(pool.find("cha"));
  CHECK(pool.intern("next").number() == chat.number() + 1);
}

TEST_CASE("model/string_pool: texts stay where they are while the pool grows and moves") {
  StringPool pool;
  std::vector<std::pair<StringId, std::string_view>> seen;
  for (int i = 0; i < 10'000; ++i) {
    const StringId id = pool.intern("span " + std::to_string(i));
    seen.emplace_back(id, pool.text(id));
  }
  const StringPool moved = std::move(pool);
  for (int i = 0; i < 10'000; ++i) {
    const auto& [id, text] = seen[static_cast<std::size_t>(i)];
    REQUIRE(text == "span " + std::to_string(i));
    REQUIRE(moved.text(id).data() == text.data());
  }
  CHECK(moved.find("span 77") == seen[77].first);
}

}  // namespace trace_cost::model
