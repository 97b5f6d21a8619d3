#include "report/render/json_tree.h"

#include <algorithm>

namespace trace_cost::report {

namespace {

// The name of the first step; `path` is what remains.
std::string_view take_step(std::string_view& path) {
  const bool is_attribute = path.starts_with("attr:");
  const std::size_t end = is_attribute ? path.size() : std::min(path.find('.'), path.size());
  const std::string_view step = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return step;
}

}  // namespace

JsonTree& JsonTree::at(std::string_view path) {
  JsonTree* place = this;
  while (!path.empty()) {
    place->make_object();
    const std::string_view step = take_step(path);
    auto& members = place->members_;
    auto found = std::find_if(members.begin(), members.end(),
                              [step](const auto& member) { return member.first == step; });
    if (found == members.end()) found = members.emplace(members.end(), step, JsonTree{});
    place = &found->second;
  }
  return *place;
}

void JsonTree::set(const Value& value) {
  set([&value](JsonWriter& json) { json.value(value); });
}

void JsonTree::set(const Write& write) {
  kind_ = Kind::Leaf;
  members_.clear();
  writes_.assign(1, write);
}

void JsonTree::make_array() {
  if (kind_ == Kind::Array) return;
  *this = {};
  kind_ = Kind::Array;
}

void JsonTree::append(Write write) {
  make_array();
  writes_.push_back(std::move(write));
}

void JsonTree::make_object() {
  if (kind_ == Kind::Object) return;
  *this = {};
  kind_ = Kind::Object;
}

void JsonTree::move_to_front(const std::string_view* names, std::size_t count) {
  const auto rank = [=](const std::string& name) { return std::find(names, names + count, name); };
  std::stable_sort(members_.begin(), members_.end(),
                   [&](const auto& a, const auto& b) { return rank(a.first) < rank(b.first); });
}

// As deep as the paths of our own views.
void JsonTree::write(JsonWriter& json) const {
  switch (kind_) {
    case Kind::Null:
      return json.null();
    case Kind::Leaf:
      return writes_.front()(json);
    case Kind::Array:
      json.begin_array();
      for (const Write& write : writes_) write(json);
      return json.end_array();
    case Kind::Object:
      json.begin_object();
      for (const auto& [name, place] : members_) {
        json.key(name);
        place.write(json);
      }
      return json.end_object();
  }
}

}  // namespace trace_cost::report
