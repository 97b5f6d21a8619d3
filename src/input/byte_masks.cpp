#include "input/byte_masks.h"

#include <algorithm>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace trace_cost::input {

BlockMasks look_plainly(const char* text, std::size_t blocks, ByteMasks masks) {
  BlockMasks found;
  for (std::size_t i = 0; i < blocks; ++i) {
    masks.quotes[i] = masks.backslashes[i] = 0;
    std::uint64_t controls = 0;
    for (std::size_t k = 0; k < ByteMasks::kBlock; ++k) {
      const auto byte = static_cast<unsigned char>(text[i * ByteMasks::kBlock + k]);
      masks.quotes[i] |= std::uint64_t{byte == '"'} << k;
      masks.backslashes[i] |= std::uint64_t{byte == '\\'} << k;
      controls |= std::uint64_t{byte < 0x20} << k;
      found.above_ascii |= std::uint64_t{byte >= 0x80} << i;
    }
    found.backslashes |= std::uint64_t{masks.backslashes[i] != 0} << i;
    if (masks.controls != nullptr) masks.controls[i] = controls;
    found.controls |= std::uint64_t{controls != 0} << i;
  }
  return found;
}

namespace {

std::size_t count_plainly(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

#if defined(__x86_64__)

namespace {

// NOLINTBEGIN(portability-simd-intrinsics,cppcoreguidelines-pro-type-reinterpret-cast)

template <bool kWantsControls>
__attribute__((target("avx512f,avx512bw"))) BlockMasks look_512(const char* text,
                                                                std::size_t blocks,
                                                                ByteMasks masks) {
  const __m512i quote = _mm512_set1_epi8('"');
  const __m512i backslash = _mm512_set1_epi8('\\');
  const __m512i space = _mm512_set1_epi8(' ');
  BlockMasks found;
  for (std::size_t i = 0; i < blocks; ++i) {
    const __m512i bytes = _mm512_loadu_si512(text + i * ByteMasks::kBlock);
    masks.quotes[i] = _mm512_cmpeq_epi8_mask(bytes, quote);
    const std::uint64_t backslashes = _mm512_cmpeq_epi8_mask(bytes, backslash);
    const std::uint64_t controls = _mm512_cmplt_epu8_mask(bytes, space);
    masks.backslashes[i] = backslashes;
    if constexpr (kWantsControls) masks.controls[i] = controls;
    found.backslashes |= std::uint64_t{backslashes != 0} << i;
    found.controls |= std::uint64_t{controls != 0} << i;
    found.above_ascii |= std::uint64_t{_mm512_movepi8_mask(bytes) != 0} << i;
  }
  return found;
}

// Two halves of 32 bytes as one mask.
__attribute__((target("avx2"))) inline std::uint64_t joined(__m256i low, __m256i high) {
  const auto first = static_cast<std::uint32_t>(_mm256_movemask_epi8(low));
  const auto second = static_cast<std::uint32_t>(_mm256_movemask_epi8(high));
  return std::uint64_t{first} | std::uint64_t{second} << 32;
}

// Whether there is any truth in the vector, as a bit.
__attribute__((target("avx2"))) inline std::uint64_t any(__m256i truth) {
  return std::uint64_t{_mm256_movemask_epi8(truth) != 0};
}

template <bool kWantsControls>
__attribute__((target("avx2"))) BlockMasks look_256(const char* text, std::size_t blocks,
                                                    ByteMasks masks) {
  const __m256i quote = _mm256_set1_epi8('"');
  const __m256i backslash = _mm256_set1_epi8('\\');
  const __m256i last_control = _mm256_set1_epi8(0x1f);
  const auto is_control = [=](__m256i bytes) __attribute__((target("avx2"))) {
    return _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, last_control), bytes);
  };
  BlockMasks found;
  for (std::size_t i = 0; i < blocks; ++i) {
    const auto* at = reinterpret_cast<const __m256i*>(text + i * ByteMasks::kBlock);
    const __m256i a = _mm256_loadu_si256(at);
    const __m256i b = _mm256_loadu_si256(at + 1);
    masks.quotes[i] = joined(_mm256_cmpeq_epi8(a, quote), _mm256_cmpeq_epi8(b, quote));
    const std::uint64_t backslashes =
        joined(_mm256_cmpeq_epi8(a, backslash), _mm256_cmpeq_epi8(b, backslash));
    masks.backslashes[i] = backslashes;
    if constexpr (kWantsControls) masks.controls[i] = joined(is_control(a), is_control(b));
    found.backslashes |= std::uint64_t{backslashes != 0} << i;
    found.controls |= any(is_control(_mm256_min_epu8(a, b))) << i;
    found.above_ascii |= any(_mm256_cmpgt_epi8(_mm256_setzero_si256(), _mm256_or_si256(a, b))) << i;
  }
  return found;
}

// SSE2, which every x86-64 has: four quarters of 16 bytes.
BlockMasks look_128(const char* text, std::size_t blocks, ByteMasks masks) {
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i last_control = _mm_set1_epi8(0x1f);
  BlockMasks found;
  for (std::size_t i = 0; i < blocks; ++i) {
    const auto* at = reinterpret_cast<const __m128i*>(text + i * ByteMasks::kBlock);
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t controls = 0;
    std::uint64_t above_ascii = 0;
    for (int k = 0; k < 4; ++k) {
      const __m128i bytes = _mm_loadu_si128(at + k);
      const auto mask = [k](__m128i truth) {
        return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(truth))} << (16 * k);
      };
      quotes |= mask(_mm_cmpeq_epi8(bytes, quote));
      backslashes |= mask(_mm_cmpeq_epi8(bytes, backslash));
      controls |= mask(_mm_cmpeq_epi8(_mm_max_epu8(bytes, last_control), last_control));
      above_ascii |= mask(bytes);
    }
    masks.quotes[i] = quotes;
    masks.backslashes[i] = backslashes;
    if (masks.controls != nullptr) masks.controls[i] = controls;
    found.backslashes |= std::uint64_t{backslashes != 0} << i;
    found.controls |= std::uint64_t{controls != 0} << i;
    found.above_ascii |= std::uint64_t{above_ascii != 0} << i;
  }
  return found;
}

// Up to 255 times 16 bytes: a line feed takes one from the byte of `sums` it stands in.
std::size_t count_in_vectors(const char* text, std::size_t vectors) {
  const __m128i feed = _mm_set1_epi8('\n');
  __m128i sums = _mm_setzero_si128();
  const auto* at = reinterpret_cast<const __m128i*>(text);
  for (std::size_t i = 0; i < vectors; ++i) {
    sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(_mm_loadu_si128(at + i), feed));
  }
  const __m128i halves = _mm_sad_epu8(sums, _mm_setzero_si128());
  return static_cast<std::size_t>(_mm_cvtsi128_si64(halves) +
                                  _mm_cvtsi128_si64(_mm_unpackhi_epi64(halves, halves)));
}

// NOLINTEND(portability-simd-intrinsics,cppcoreguidelines-pro-type-reinterpret-cast)

}  // namespace

LookAtBytes best_look(Controls wanted) {
  const bool all = wanted == Controls::Each;
  if (__builtin_cpu_supports("avx512bw")) return all ? look_512<true> : look_512<false>;
  if (__builtin_cpu_supports("avx2")) return all ? look_256<true> : look_256<false>;
  return look_128;
}

std::size_t count_line_feeds(std::string_view text) {
  constexpr std::size_t kVector = 16;
  constexpr std::size_t kMostVectors = 255;
  std::size_t count = 0;
  while (text.size() >= kVector) {
    const std::size_t vectors = std::min(text.size() / kVector, kMostVectors);
    count += count_in_vectors(text.data(), vectors);
    text.remove_prefix(vectors * kVector);
  }
  return count + count_plainly(text);
}

#else

LookAtBytes best_look(Controls) { return look_plainly; }
std::size_t count_line_feeds(std::string_view text) { return count_plainly(text); }

#endif

}  // namespace trace_cost::input
