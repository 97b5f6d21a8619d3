// Attributes that nobody asked for by name, packed into one text:
//
//   kind 1 │ bytes of key 4 │ bytes of text 4 │ key │ text │ kind …
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/attribute.h"

namespace trace_cost::model {

struct ListedAttribute {
  std::string_view key;
  std::string_view text;
  ValueKind kind = ValueKind::Text;
};

// Key and text are shorter than 4 GiB.
void append_to_list(const ListedAttribute& attribute, std::string& list);

// Reads a list in the order in which it was written. `list` outlives what is read.
class AttributeListReader {
 public:
  explicit AttributeListReader(std::string_view list) : rest_(list) {}
  // Empty at the end.
  std::optional<ListedAttribute> next();

 private:
  std::string_view rest_;
};

}  // namespace trace_cost::model
