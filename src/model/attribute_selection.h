// Which attributes a run needs. The reader keeps these and skips all others without building them,
// so that memory follows the spans and not the bytes.
#pragma once

#include <cstdint>
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
  static constexpr std::uint32_t kMostKeys = std::uint32_t{1} << 23U;
  // Set in the number of a key whose values are only compared.
  static constexpr std::uint32_t kCompared = kMostKeys;

  // The number of `key`, which is added when it is new.
  AttributeKey add(std::string_view key);
  // As add(), for values that are only compared with each other. Unless somebody wants the texts as
  // well, a span keeps a fingerprint of them, so that a million different ones take no memory.
  AttributeKey add_compared(std::string_view key);
  // Every other attribute is kept too, without a number of its own: all of a span, and of a
  // resource, are one text (attribute_list.h) under the key that this returns. For whoever passes
  // spans on.
  AttributeKey keep_others();
  // The key of what is kept besides; the default index when nothing is.
  [[nodiscard]] AttributeKey others() const { return others_; }
  // The key as CaptureShard::attribute wants it, or the default index when nobody asked for it.
  [[nodiscard]] AttributeKey find(std::string_view key) const;
  // The key with this number, below size(), as CaptureShard::attribute wants it.
  [[nodiscard]] AttributeKey key(std::size_t number) const {
    return is_compared_[number] ? AttributeKey(number | kCompared) : AttributeKey(number);
  }
  [[nodiscard]] const std::string& name(AttributeKey key) const {
    return names_[key.number() & ~kCompared];
  }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::vector<std::string> names_;
  std::vector<bool> is_compared_;  // by number
  AttributeKey others_;
  std::unordered_map<std::string, AttributeKey, Hash, std::equal_to<>> numbers_;
};

// Keys for one meaning in the order in which they are tried on a span: the first that the span has
// wins.
using KeyRanking = std::vector<AttributeKey>;

}  // namespace trace_cost::model
