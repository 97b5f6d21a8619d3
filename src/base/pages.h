// Memory taken from the system and given back to it, page by page.
#pragma once

#include <cstddef>
#include <utility>

namespace trace_cost::base {

// Zeroed bytes, aligned to a page. Only pages that were written to take up memory, and destroying
// them gives the memory back at once, which the heap does not promise.
class Pages {
 public:
  Pages() = default;
  // Throws std::bad_alloc when the system has none left. 0 bytes are no pages.
  explicit Pages(std::size_t bytes);
  Pages(Pages&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  Pages& operator=(Pages&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;
  ~Pages();

  [[nodiscard]] std::byte* data() { return data_; }
  [[nodiscard]] const std::byte* data() const { return data_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace trace_cost::base
