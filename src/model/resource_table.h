// The resources of a capture, each once.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/span.h"

namespace trace_cost::model {

class ResourceTable {
 public:
  // Equal resources get equal indices. All texts are of one pool; `attributes` are sorted by key.
  ResourceIndex add(StringId service, StringId instance, std::span<const Attribute> attributes);

  [[nodiscard]] const Resource& operator[](ResourceIndex index) const {
    return resources_[index.number()];
  }
  [[nodiscard]] std::size_t size() const { return resources_.size(); }
  [[nodiscard]] std::span<const Attribute> attributes(ResourceIndex index) const;

 private:
  std::vector<Resource> resources_;
  std::vector<Attribute> attributes_;
  std::unordered_map<std::string, ResourceIndex> known_;  // by their bytes
};

}  // namespace trace_cost::model
