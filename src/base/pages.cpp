#include "base/pages.h"

#include <sys/mman.h>

#include <new>

namespace trace_cost::base {

namespace {

// From here on the system may back the bytes with huge pages, which saves most page faults.
constexpr std::size_t kLarge = std::size_t{8} << 20U;

}  // namespace

Pages::Pages(std::size_t bytes) : size_(bytes) {
  if (bytes == 0) return;
  void* mapped = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();  // NOLINT(*-cstyle-cast,*-int-to-ptr)
  if (bytes >= kLarge) ::madvise(mapped, bytes, MADV_HUGEPAGE);
  data_ = static_cast<std::byte*>(mapped);
}

Pages::~Pages() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

}  // namespace trace_cost::base
