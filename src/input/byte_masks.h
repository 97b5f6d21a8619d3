// What stands where in 64 bytes, a bit a byte, by the widest vectors that the processor has.
#pragma once

#include <array>
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
  std::uint64_t* controls = nullptr;  // below the space; null with Controls::Blocks
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

// What is asked about control characters: where each of them is, or just in which blocks.
enum class Controls : std::uint8_t { Each, Blocks };

// The fastest for this processor. All give the same masks.
LookAtBytes best_look(Controls wanted);
// For processors without vectors that we know, and for tests.
BlockMasks look_plainly(const char* text, std::size_t blocks, ByteMasks masks);

// Up to 64 bytes to look for.
class MaskedBytes {
 public:
  static constexpr std::size_t kSize = 64;

  // Stands nowhere where there is text.
  MaskedBytes() = default;
  explicit MaskedBytes(std::string_view bytes) {
    for (std::size_t i = 0; i < kSize; ++i) {
      if (i < bytes.size()) bytes_[i] = bytes[i];
      ignored_[i] = i < bytes.size() ? '\0' : '\xff';
    }
  }

  // Whether `text`, of which kSize bytes are readable, begins with them.
  [[nodiscard]] bool stand_at(const char* text) const {
#if defined(__SSE2__)
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast)
    const auto* texts = reinterpret_cast<const __m128i*>(text);
    const auto* bytes = reinterpret_cast<const __m128i*>(bytes_.data());
    const auto* ignored = reinterpret_cast<const __m128i*>(ignored_.data());
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    const auto quarter = [=](int i) {
      const __m128i equal = _mm_cmpeq_epi8(_mm_loadu_si128(texts + i), _mm_load_si128(bytes + i));
      return _mm_or_si128(equal, _mm_load_si128(ignored + i));
    };
    const __m128i all =
        _mm_and_si128(_mm_and_si128(quarter(0), quarter(1)), _mm_and_si128(quarter(2), quarter(3)));
    return _mm_movemask_epi8(all) == 0xFFFF;
#else
    for (std::size_t i = 0; i < kSize; ++i) {
      if (text[i] != bytes_[i] && ignored_[i] == '\0') return false;
    }
    return true;
#endif
  }

 private:
  alignas(16) std::array<char, kSize> bytes_{};
  alignas(16) std::array<char, kSize> ignored_{};
};

std::size_t count_line_feeds(std::string_view text);

}  // namespace trace_cost::input
