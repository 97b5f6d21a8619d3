#include "base/pages.h"

#include <sys/mman.h>

#include <memory>
#include <new>

namespace trace_cost::base {

namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20U;
// From here on huge pages save more page faults than they waste memory.
constexpr std::size_t kLarge = 4 * kHugePage;

}  // namespace

Pages::Pages(std::size_t bytes, Alignment alignment) : size_(bytes) {
  if (bytes == 0) return;
  const bool is_huge = alignment == Alignment::HugePage;
  mapped_size_ = is_huge ? bytes + kHugePage : bytes;
  void* mapped =
      ::mmap(nullptr, mapped_size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();  // NOLINT(*-cstyle-cast,*-int-to-ptr)
  mapped_ = static_cast<std::byte*>(mapped);
  std::size_t room = mapped_size_;
  if (is_huge) std::align(kHugePage, bytes, mapped, room);
  if (is_huge || bytes >= kLarge) ::madvise(mapped, bytes, MADV_HUGEPAGE);
  data_ = static_cast<std::byte*>(mapped);
}

Pages::~Pages() {
  if (mapped_ != nullptr) ::munmap(mapped_, mapped_size_);
}

void release_pages(std::byte* from, std::size_t bytes) { ::madvise(from, bytes, MADV_DONTNEED); }

}  // namespace trace_cost::base
