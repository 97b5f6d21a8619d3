// The attributes of spans and resources with the names of their keys, as every target wants them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/convert/target.h"

namespace trace_cost::report {

// The texts live as long as the capture, numbers as long as this.
struct NamedAttribute {
  std::string_view key;
  std::string text;
  model::ValueKind kind = model::ValueKind::Text;
};

// By key; equal keys in the order of the dump.
std::vector<NamedAttribute> attributes_of(const Conversion& conversion, const model::Span& span);
// With service.name and service.instance.id first, where there are any.
std::vector<NamedAttribute> identity_of(const Conversion& conversion, model::ResourceIndex index);
// Without service.name and service.instance.id, which are fields of model::Resource.
std::vector<NamedAttribute> attributes_of(const Conversion& conversion,
                                          model::ResourceIndex resource);

}  // namespace trace_cost::report
