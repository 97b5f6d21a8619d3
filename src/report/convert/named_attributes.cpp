#include "report/convert/named_attributes.h"

#include <algorithm>
#include <span>

#include "model/attribute_list.h"

namespace trace_cost::report {

namespace {

void append_listed(std::string_view list, std::vector<NamedAttribute>& found) {
  model::AttributeListReader reader(list);
  while (const auto listed = reader.next()) {
    found.push_back({listed->key, std::string(listed->text), listed->kind});
  }
}

std::vector<NamedAttribute> named(const Conversion& conversion,
                                  std::span<const model::Attribute> attributes) {
  std::vector<NamedAttribute> found;
  found.reserve(attributes.size());
  const model::Capture& capture = *conversion.analysis.capture;
  for (const model::Attribute& attribute : attributes) {
    model::NumberBuffer digits;
    const std::string_view text = capture.text(attribute.text(), digits);
    if (attribute.key() == conversion.keys.others()) {
      append_listed(text, found);
    } else {
      found.push_back({conversion.keys.name(attribute.key()), std::string(text), attribute.kind()});
    }
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

std::vector<NamedAttribute> identity_of(const Conversion& conversion, model::ResourceIndex index) {
  const model::Capture& capture = *conversion.analysis.capture;
  const model::Resource& resource = capture.resource(index);
  std::vector<NamedAttribute> attributes;
  const auto add = [&](std::string_view key, std::string_view text) {
    if (!text.empty()) attributes.push_back({key, std::string(text), model::ValueKind::Text});
  };
  add("service.name", capture.text(resource.service));
  add("service.instance.id", capture.text(resource.instance));
  for (NamedAttribute& other : attributes_of(conversion, index)) {
    attributes.push_back(std::move(other));
  }
  return attributes;
}

}  // namespace trace_cost::report
