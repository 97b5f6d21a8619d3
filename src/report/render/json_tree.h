// The parts of a document by their paths, before they are written: an object of objects, whose
// leaves refer to what is to be said and do not hold it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/render/json_writer.h"

namespace trace_cost::report {

class JsonTree {
 public:
  using Write = std::function<void(JsonWriter&)>;

  // The place that the dotted `path` names, made of objects where it is not there yet: "a.b" is b
  // inside a. A step that starts with "attr:" takes the rest of the path, for attribute keys have
  // dots of their own. An empty path is this place itself. Valid until the next call.
  JsonTree& at(std::string_view path);

  // The place is this value, which must live until it is written.
  void set(const Value& value);
  void set(const Write& write);
  // The place is an array, of no elements at first; `write` writes any number of them.
  void make_array();
  void append(Write write);
  void make_object();

  // Members with these names come first, in this order; all others in the order in which they were
  // made.
  void move_to_front(const std::string_view* names, std::size_t count);

  void write(JsonWriter& json) const;

 private:
  enum class Kind : unsigned char { Null, Object, Array, Leaf };
  Kind kind_ = Kind::Null;
  std::vector<std::pair<std::string, JsonTree>> members_;
  std::vector<Write> writes_;  // of a leaf one
};

}  // namespace trace_cost::report
