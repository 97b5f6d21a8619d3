// What part a span plays in spending: it decides whether its cost stands beside those of the spans
// beneath it, or repeats them.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "cost/span_reading.h"

namespace trace_cost::cost {

enum class Role : std::uint8_t {
  Plain,      // a cost that is told by nothing else: it adds up
  Inference,  // a call of a model
  Rollup,     // an agent, chain, workflow or tool: what it tells is the sum of what is beneath it
};

// What a value of Field::Operation says ("chat", "AGENT", "ai.streamText"), without regard to case;
// Plain when it is none that is known.
Role role_named(std::string_view operation);

// Tells the roles of the spans of one capture; remembers what the words it has met mean.
class Roles {
 public:
  // From the first key of Field::Operation with a value that says something; without one, a span
  // that only tells of everything beneath it is a Rollup, one with a model and tokens an Inference.
  // `reading` is always of the same capture.
  Role of(const SpanReading& reading);

 private:
  Role meaning(const model::Capture& capture, model::Text operation);

  std::unordered_map<model::Text, Role> meanings_;
};

}  // namespace trace_cost::cost
