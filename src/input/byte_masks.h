// What stands where in 64 bytes, a bit a byte, by the widest vectors that the processor has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace trace_cost::input {

// For `blocks` times 64 bytes, one word a block, bit i for byte i.
struct ByteMasks {
  static constexpr std::size_t kBlock = 64;

  std::uint64_t* quotes = nullptr;
  std::uint64_t* backslashes = nullptr;
  std::uint64_t* controls = nullptr;  // below the space
};

// In which of up to 64 blocks there is any, bit i for block i.
struct BlockMasks {
  static constexpr std::size_t kMostBlocks = 64;

  std::uint64_t backslashes = 0;
  std::uint64_t controls = 0;
  std::uint64_t above_ascii = 0;  // bytes from 0x80 on
};

// Looks at `blocks` blocks of 64 readable bytes from `text`, at most BlockMasks::kMostBlocks, and
// fills as many words of each of `masks`.
using LookAtBytes = BlockMasks (*)(const char* text, std::size_t blocks, ByteMasks masks);

// The fastest for this processor. All give the same masks.
LookAtBytes best_look();
// For processors without vectors that we know, and for tests.
BlockMasks look_plainly(const char* text, std::size_t blocks, ByteMasks masks);

// Which of 64 bytes, all of them readable, are the same in both.
inline std::uint64_t equal_bytes(const char* a, const char* b) {
#if defined(__SSE2__)
  const auto quarter = [a, b](int at) {
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast)
    const __m128i left = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a + at));
    const __m128i right = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b + at));
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    return std::uint64_t{
        static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(left, right)))};
  };
  return (quarter(0) | quarter(16) << 16) | (quarter(32) | quarter(48) << 16) << 32;
#else
  std::uint64_t equal = 0;
  for (int i = 0; i < 64; ++i) equal |= std::uint64_t{a[i] == b[i]} << i;
  return equal;
#endif
}

std::size_t count_line_feeds(std::string_view text);

}  // namespace trace_cost::input
