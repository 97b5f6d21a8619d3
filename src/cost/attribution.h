// To whom a span belongs, when most spans do not say.
//
// A span belongs to the user it names itself; else to the user of its nearest ancestor, in whatever
// service that ran; else, when all spans of the trace together name exactly one user, to that one.
// With two or more users in a trace nothing is guessed.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/ancestry.h"

namespace trace_cost::cost {

// How an owner was found; the order is the order of trust.
enum class Via : std::uint8_t { Self, Ancestor, Trace, Nobody };

struct Owner {
  model::Text value;  // no text when Via::Nobody
  Via via = Via::Nobody;
};

// What the span itself names: the first key of `ranking` with a text that is not empty or a number,
// as its text. No text when there is none; null, true and lists name nothing.
model::Text named_value(const model::Capture& capture, std::span<const model::Attribute> attributes,
                        const model::KeyRanking& ranking);

// The owners of the spans of one trace after the other, read from the first key of `ranking` that a
// span has. An empty text and null count as absent; a number is taken as its digits. Works for any
// key that is meant for a whole request: user, session, tenant, team.
class Attribution {
 public:
  // Both must outlive this.
  Attribution(const model::Ancestry& ancestry, const model::KeyRanking& ranking)
      : ancestry_(ancestry), ranking_(ranking) {}

  // In the order of the trace's spans; valid until the next call. O(spans of the trace).
  std::span<const Owner> of(const model::Trace& trace);

 private:
  void name_themselves(const model::Trace& trace);
  void ask_ancestors(const model::Trace& trace);
  void ask_trace();

  const model::Ancestry& ancestry_;
  const model::KeyRanking& ranking_;
  std::vector<Owner> owners_;
  std::vector<bool> is_asked_;  // its ancestors were asked already
  std::vector<std::uint32_t> path_;
};

// The owner of every span, by span index.
std::vector<Owner> attribute_spans(const model::Ancestry& ancestry,
                                   const model::KeyRanking& ranking, unsigned threads = 1);

}  // namespace trace_cost::cost
