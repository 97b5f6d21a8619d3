// The tokens of one span as its emitter wrote them, and what they mean.
//
// Emitters disagree whether the input tokens hold those that came from or went to the cache
// (reference: OpenTelemetry GenAI since 1.40 and OpenAI say yes; Anthropic's own numbers, Bedrock's
// Converse and what passes them on say no). The key does not tell, so the numbers are asked first:
//
//   read + written > input              apart: the input could not hold them
//   total = input + output              inside
//   total = input + read + written + output   apart
//   the emitter is known to write them apart
//   else inside, which is an assumption
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "cost/entry.h"
#include "cost/span_reading.h"

namespace trace_cost::cost {

// As written; of input and output, one that is not told is what the total leaves. What no key has
// told is empty.
struct CallUsage {
  TokenUsage counts;
  std::optional<model::TokenCount> reasoning;     // of the output
  std::optional<model::TokenCount> input_audio;   // of the input
  std::optional<model::TokenCount> output_audio;  // of the output
  std::optional<model::TokenCount> total;
  // Nothing but the total was told; it stands in for the input.
  bool is_total_alone = false;
  bool is_from_apart_emitter = false;  // one of those that are known to leave the cache out
};

// For each count the first key that holds one; keys that are there and hold none go to
// `unreadable`.
CallUsage read_usage(const SpanReading& reading, std::vector<UnreadableValue>& unreadable);

enum class CachePlace : std::uint8_t { Inside, Apart };
enum class CacheEvidence : std::uint8_t { NoCache, Sum, Total, Emitter, Assumed };
struct CacheConvention {
  CachePlace place = CachePlace::Inside;
  CacheEvidence evidence = CacheEvidence::NoCache;
};

CacheConvention cache_convention(const CallUsage& usage);

// The counts with an input that holds the cached tokens.
TokenUsage inclusive_counts(const CallUsage& usage, CachePlace place);

}  // namespace trace_cost::cost
