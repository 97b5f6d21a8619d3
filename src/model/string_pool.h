// One copy of every text of a capture, named by a 32-bit id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string_view>
#include <vector>

#include "base/index.h"

namespace trace_cost::model {

using StringId = base::Index<struct StringTag>;

// Owns the bytes. Equal texts get equal ids, so equality of ids is equality of texts; the ORDER of
// ids is that of arrival and must never decide anything that is shown.
class StringPool {
 public:
  // Views stay valid for the life of the pool, also after it was moved from and to.
  StringId intern(std::string_view text);
  // The text of an id of this pool; the default id is the empty text.
  [[nodiscard]] std::string_view text(StringId id) const {
    return id ? texts_[id.number()] : std::string_view{};
  }
  // The id of `text` if it was ever interned; the default id if not.
  [[nodiscard]] StringId find(std::string_view text) const;
  // Ids are 0 … size() - 1.
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  // A hash table with open addressing: half of the slots at least are free.
  struct Slot {
    std::uint32_t hash = 0;
    StringId id;
  };
  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow();

  std::unique_ptr<std::pmr::monotonic_buffer_resource> bytes_ =
      std::make_unique<std::pmr::monotonic_buffer_resource>();
  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;
};

}  // namespace trace_cost::model
