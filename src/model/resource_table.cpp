#include "model/resource_table.h"

namespace trace_cost::model {

namespace {

template <typename T>
void append_bytes(const T* values, std::size_t count, std::string& to) {
  static_assert(std::has_unique_object_representations_v<T>);
  to.append(reinterpret_cast<const char*>(values),
            count * sizeof(T));  // NOLINT(*-reinterpret-cast)
}

}  // namespace

ResourceIndex ResourceTable::add(StringId service, StringId instance,
                                 std::span<const Attribute> attributes) {
  // Equal texts have equal ids, so equal bytes are equal resources.
  std::string identity;
  append_bytes(&service, 1, identity);
  append_bytes(&instance, 1, identity);
  append_bytes(attributes.data(), attributes.size(), identity);
  const auto [entry, is_new] = known_.try_emplace(identity, ResourceIndex(resources_.size()));
  if (is_new) {
    const AttributeRange range{static_cast<std::uint32_t>(attributes_.size()),
                               static_cast<std::uint32_t>(attributes.size())};
    resources_.push_back({service, instance, range});
    attributes_.insert(attributes_.end(), attributes.begin(), attributes.end());
  }
  return entry->second;
}

std::span<const Attribute> ResourceTable::attributes(ResourceIndex index) const {
  const AttributeRange range = (*this)[index].attributes;
  return std::span(attributes_).subspan(range.first, range.count);
}

}  // namespace trace_cost::model
