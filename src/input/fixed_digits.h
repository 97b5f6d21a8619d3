// Digits whose number is known, eight at a time in one 64-bit word. Little-endian machines only;
// others take the general readers of model/ids.h and model/instant.h.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace trace_cost::input {

static_assert(std::endian::native == std::endian::little);

inline std::uint64_t eight_bytes(const char* text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  return word;
}

#if defined(__SSE2__)

// Sixteen hex digits of either case -> eight bytes at `into`. False when one of them is none.
inline bool read_hex_word(const char* text, std::uint8_t* into) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  const __m128i digits = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
  const __m128i decimal = _mm_sub_epi8(digits, _mm_set1_epi8('0'));
  const __m128i letter =
      _mm_sub_epi8(_mm_or_si128(digits, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
  const __m128i is_decimal = _mm_cmpeq_epi8(_mm_min_epu8(decimal, _mm_set1_epi8(9)), decimal);
  const __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(5)), letter);
  if (_mm_movemask_epi8(_mm_or_si128(is_decimal, is_letter)) != 0xFFFF) return false;
  const __m128i nibbles =
      _mm_or_si128(_mm_and_si128(is_decimal, decimal),
                   _mm_andnot_si128(is_decimal, _mm_add_epi8(letter, _mm_set1_epi8(10))));
  // Of each pair the first digit stands in the low byte and is worth more.
  const __m128i pairs = _mm_or_si128(_mm_slli_epi16(nibbles, 4), _mm_srli_epi16(nibbles, 8));
  const __m128i bytes = _mm_packus_epi16(_mm_and_si128(pairs, _mm_set1_epi16(0xFF)), pairs);
  const auto word = static_cast<std::uint64_t>(_mm_cvtsi128_si64(bytes));
  std::memcpy(into, &word, sizeof word);
  return true;
}

#else

// Eight hex digits of either case -> four bytes at `into`. False when one of them is none.
//
//   digit  0x30..0x39   nibble = byte & 15        letter  0x41..0x46, 0x61..0x66   nibble + 9
inline bool read_hex_half(const char* text, std::uint8_t* into) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  const std::uint64_t word = eight_bytes(text);
  const std::uint64_t letter = word >> 6 & kOnes;
  const std::uint64_t lower = word | letter << 5;
  const std::uint64_t nibble = (lower & 0x0F * kOnes) + 9 * letter;
  const std::uint64_t rebuilt = nibble + 0x30 * kOnes + 0x27 * letter;
  // Above nine exactly when it is a letter, and never above fifteen.
  const std::uint64_t above_nine = (nibble + 6 * kOnes) >> 4 & kOnes;
  if (rebuilt != lower || above_nine != letter || (nibble & 0x10 * kOnes) != 0) return false;
  std::uint64_t pairs = (nibble << 4 | nibble >> 8) & 0x00FF00FF00FF00FFU;
  pairs = (pairs | pairs >> 8) & 0x0000FFFF0000FFFFU;
  const auto bytes = static_cast<std::uint32_t>(pairs | pairs >> 16);
  std::memcpy(into, &bytes, sizeof bytes);
  return true;
}

inline bool read_hex_word(const char* text, std::uint8_t* into) {
  return read_hex_half(text, into) && read_hex_half(text + 8, into + 4);
}

#endif

// `kBytes` bytes from twice as many hex digits.
template <std::size_t kBytes>
bool read_hex(const char* text, std::uint8_t* into) {
  static_assert(kBytes % 8 == 0);
  bool good = true;
  for (std::size_t i = 0; i < kBytes; i += 8) good &= read_hex_word(text + 2 * i, into + i);
  return good;
}

// Eight decimal digits; false when one of them is none.
inline bool read_decimal_word(const char* text, std::uint64_t& value) {
  std::uint64_t word = eight_bytes(text);
  const std::uint64_t above = word + 0x0606060606060606U;
  if (((word & above) & 0xF0F0F0F0F0F0F0F0U) != 0x3030303030303030U) return false;
  word = (word & 0x0F0F0F0F0F0F0F0FU) * 2561 >> 8;
  word = (word & 0x00FF00FF00FF00FFU) * 6553601 >> 16;
  value = (word & 0x0000FFFF0000FFFFU) * 42949672960001U >> 32;
  return true;
}

// Sixteen decimal digits; false when one of them is none.
inline bool read_decimal_words(const char* text, std::uint64_t& value) {
#if defined(__SSE2__)
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text));
  const __m128i digits = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
  const __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
  if (_mm_movemask_epi8(is_digit) != 0xFFFF) return false;
  // One digit a byte -> two, four and eight digits a number; what stands first is worth more.
  const __m128i tens = _mm_mullo_epi16(digits, _mm_set1_epi16(10));
  const __m128i twos =
      _mm_add_epi16(_mm_and_si128(tens, _mm_set1_epi16(0xFF)), _mm_srli_epi16(digits, 8));
  const __m128i fours = _mm_madd_epi16(twos, _mm_set1_epi32(1 << 16 | 100));
  const __m128i eights =
      _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(1 << 16 | 10'000));
  const auto both = static_cast<std::uint64_t>(_mm_cvtsi128_si64(eights));
  value = (both & 0xFFFFFFFFU) * 100'000'000 + (both >> 32);
  return true;
#else
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  if (!read_decimal_word(text, high) || !read_decimal_word(text + 8, low)) return false;
  value = high * 100'000'000 + low;
  return true;
#endif
}

}  // namespace trace_cost::input
