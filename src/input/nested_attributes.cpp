#include "input/nested_attributes.h"

#include <string>
#include <vector>

namespace trace_cost::input {

namespace {

// No wanted key is longer; what would make one is not looked up, nor what is nested below it.
constexpr std::size_t kLongestKey = 1024;

struct Level {
  ObjectWalk members;
  std::size_t prefix;  // how much of the path leads here, with its last dot
};

}  // namespace

void read_nested_attributes(JsonObject object, SpanBatch& batch, const AttributeSink& found) {
  std::string path;
  std::vector<Level> open{{ObjectWalk(object), 0}};
  while (!open.empty()) {
    Level& level = open.back();
    if (!level.members.next()) {
      open.pop_back();
      continue;
    }
    JsonField member = level.members.current();
    path.resize(level.prefix);
    const std::string_view key = key_of(member);
    if (path.size() + key.size() > kLongestKey) continue;
    path += key;
    JsonValue value = member.value();
    const bool is_opened = is_object(value) && open.size() < kDeepestAttribute;
    if (batch.wants_by_name(path) || (batch.wants(path) && !is_opened)) {
      found(path, read_scalar(value, batch));
    } else if (is_opened) {
      path += '.';
      open.push_back({ObjectWalk(value.get_object()), path.size()});
    }
  }
}

}  // namespace trace_cost::input
