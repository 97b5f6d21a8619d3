// The tokens of one call by what they cost: disjoint, so that each token is charged once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trace_cost::cost {

enum class Bucket : std::uint8_t {
  Input,         // text that was not in the cache
  CacheRead,     // read from the cache
  CacheWrite,    // written to the cache for a few minutes, or for a time that is not told
  CacheWrite1h,  // written to the cache for an hour
  InputAudio,
  Output,     // text
  Reasoning,  // thought, and not said
  OutputAudio,
};
inline constexpr std::size_t kBuckets = 8;

inline constexpr std::array<Bucket, kBuckets> kAllBuckets{
    Bucket::Input,      Bucket::CacheRead, Bucket::CacheWrite, Bucket::CacheWrite1h,
    Bucket::InputAudio, Bucket::Output,    Bucket::Reasoning,  Bucket::OutputAudio};

// "cache_write_1h": as in the project's price files and in JSON.
std::string_view name_of(Bucket bucket);

// Counts of tokens; what a call does not tell is 0 here.
struct TokenBuckets {
  std::array<std::int64_t, kBuckets> tokens{};

  std::int64_t& operator[](Bucket bucket) { return tokens[static_cast<std::size_t>(bucket)]; }
  std::int64_t operator[](Bucket bucket) const { return tokens[static_cast<std::size_t>(bucket)]; }
  // All input, cached and audio too: what the borders of price tiers are compared with.
  [[nodiscard]] std::int64_t total_input() const {
    const TokenBuckets& of = *this;
    return of[Bucket::Input] + of[Bucket::CacheRead] + of[Bucket::CacheWrite] +
           of[Bucket::CacheWrite1h] + of[Bucket::InputAudio];
  }
};

}  // namespace trace_cost::cost
