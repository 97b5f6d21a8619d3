#include "report/convert/named_attributes.h"

#include <algorithm>
#include <span>

namespace trace_cost::report {

namespace {

std::vector<NamedAttribute> named(const Conversion& conversion,
                                  std::span<const model::Attribute> attributes) {
  std::vector<NamedAttribute> found;
  found.reserve(attributes.size());
  for (const model::Attribute& attribute : attributes) {
    model::NumberBuffer digits;
    found.push_back({conversion.keys.name(attribute.key()),
                     std::string(conversion.analysis.capture->text(attribute.text(), digits)),
                     attribute.kind()});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const NamedAttribute& a, const NamedAttribute& b) { return a.key < b.key; });
  return found;
}

}  // namespace

std::vector<NamedAttribute> attributes_of(const Conversion& conversion, const model::Span& span) {
  return named(conversion, conversion.analysis.capture->attributes(span));
}

std::vector<NamedAttribute> attributes_of(const Conversion& conversion,
                                          model::ResourceIndex resource) {
  auto found = named(conversion, conversion.analysis.capture->attributes(resource));
  std::erase_if(found, [](const NamedAttribute& attribute) {
    return attribute.key == "service.name" || attribute.key == "service.instance.id";
  });
  return found;
}

}  // namespace trace_cost::report
