// Which attributes a run needs. The reader keeps these and skips all others without building them,
// so that memory follows the spans and not the bytes.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/index.h"

namespace trace_cost::model {

using AttributeKey = base::Index<struct AttributeKeyTag>;

// A set of attribute keys, each with a small number.
class AttributeSelection {
 public:
  // No command line is long enough for more.
  static constexpr std::size_t kMostKeys = std::size_t{1} << 24U;

  // The number of `key`, which is added when it is new.
  AttributeKey add(std::string_view key);
  // The number of `key`, or the default index when nobody asked for it.
  [[nodiscard]] AttributeKey find(std::string_view key) const;
  [[nodiscard]] const std::string& name(AttributeKey key) const { return names_[key.number()]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::vector<std::string> names_;
  std::unordered_map<std::string, AttributeKey, Hash, std::equal_to<>> numbers_;
};

// Keys for one meaning in the order in which they are tried on a span: the first that the span has
// wins.
using KeyRanking = std::vector<AttributeKey>;

}  // namespace trace_cost::model
