// Memory taken from the system and given back to it, page by page.
#pragma once

#include <cstddef>
#include <utility>

namespace trace_cost::base {

// Zeroed bytes, aligned to a page. Only pages that were written to take up memory, and destroying
// them gives the memory back at once, which the heap does not promise.
class Pages {
 public:
  // HugePage: begins where a page of 2 MiB may, and asks for such pages.
  enum class Alignment { Page, HugePage };

  Pages() = default;
  // Throws std::bad_alloc when the system has none left. 0 bytes are no pages.
  explicit Pages(std::size_t bytes, Alignment alignment = Alignment::Page);
  Pages(Pages&& other) noexcept
      : mapped_(std::exchange(other.mapped_, nullptr)),
        mapped_size_(std::exchange(other.mapped_size_, 0)),
        data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)) {}
  Pages& operator=(Pages&& other) noexcept {
    std::swap(mapped_, other.mapped_);
    std::swap(mapped_size_, other.mapped_size_);
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
  std::byte* mapped_ = nullptr;  // what the system gave, with room for the alignment
  std::size_t mapped_size_ = 0;
  std::byte* data_ = nullptr;
  std::size_t size_ = 0;
};

// Gives the memory behind a part of some Pages back; its bytes read as zero from now on. `from` and
// `bytes` are multiples of 4 KiB.
void release_pages(std::byte* from, std::size_t bytes);

}  // namespace trace_cost::base
