// To whom a span belongs, when most spans do not say.
//
// A span belongs to the user it names itself; else to the user of its nearest ancestor, in whatever
// service that ran; else, when all spans of the trace together name exactly one user, to that one.
// With two or more users in a trace nothing is guessed.
#pragma once

#include <cstdint>
#include <vector>

#include "model/forest.h"

namespace trace_cost::cost {

// How an owner was found; the order is the order of trust.
enum class Via : std::uint8_t { Self, Ancestor, Trace, Nobody };

struct Owner {
  model::Text value;  // no text when Via::Nobody
  Via via = Via::Nobody;
};

// What the span itself names: the first key of `ranking` with a text that is not empty or a number,
// as its text. No text when there is none; null, true and lists name nothing.
model::Text named_value(const model::Capture& capture, const model::Span& span,
                        const model::KeyRanking& ranking);

// The owner of every span, by span index, read from the first key of `ranking` that a span has. An
// empty text and null count as absent; a number is taken as its digits. Works for any key that is
// meant for a whole request: user, session, tenant, team.
std::vector<Owner> attribute_spans(const model::Forest& forest, const model::KeyRanking& ranking);

}  // namespace trace_cost::cost
