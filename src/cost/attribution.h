// To whom a span belongs, when most spans do not say.
//
// A span belongs to the user it names itself; else to the user of its nearest ancestor, in whatever
// service that ran; else, when all spans of the trace together name exactly one user, to that one.
// With two or more users in a trace nothing is guessed. What looks further than the trace is asked
// for by AttributionTerms: calls that were severed, the session, the resource.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "model/ancestry.h"

namespace trace_cost::cost {

class StitchedUsers;

// How an owner was found; the order is the order of trust.
enum class Via : std::uint8_t {
  Self,
  Ancestor,
  Trace,
  Stitch,  // the call that was severed from it (stitched_users.h)
  Session,
  Resource,
  Ambiguous,  // several users in the trace, and none above the span: belongs to none of them
  Nobody,
};
inline constexpr std::size_t kVias = 8;

struct Owner {
  model::Text value;  // no text when Via::Ambiguous or Via::Nobody
  Via via = Via::Nobody;
};

// The only user of each session of a capture; sessions with several users are left out.
class SessionUsers {
 public:
  SessionUsers() = default;
  SessionUsers(const model::Ancestry& ancestry, const model::KeyRanking& users,
               const model::KeyRanking& sessions);
  // No text where there is none.
  [[nodiscard]] model::Text user_of(model::Text session) const;

 private:
  void add(model::Text session, model::Text user);
  std::unordered_map<model::Text, model::Text> users_;  // no text: several
};

// How far to look for an owner beyond the trace. What is pointed to must outlive its users; null
// and empty: not at all.
struct AttributionTerms {
  const StitchedUsers* stitched_users = nullptr;
  const SessionUsers* session_users = nullptr;
  model::KeyRanking sessions = {};  // the keys of a session
  bool asks_resource = false;       // the resource of the span may name the owner, too
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
  // All must outlive this.
  Attribution(const model::Ancestry& ancestry, const model::KeyRanking& ranking,
              const AttributionTerms& terms = kTraceAlone)
      : ancestry_(ancestry), ranking_(ranking), terms_(terms) {}

  // In the order of the trace's spans; valid until the next call. O(spans of the trace).
  std::span<const Owner> of(const model::Trace& trace);

 private:
  static const AttributionTerms kTraceAlone;

  void name_themselves(const model::Trace& trace);
  // Gives `via` to the spans that `lack` an owner and have one above them.
  void hand_down(const model::Trace& trace, bool (*lack)(const Owner&), Via via);
  void ask_trace();
  void ask_stitches(const model::Trace& trace);
  void ask_session(const model::Trace& trace);
  void ask_resource(const model::Trace& trace);

  const model::Ancestry& ancestry_;
  const model::KeyRanking& ranking_;
  const AttributionTerms& terms_;
  std::vector<Owner> owners_;
  std::vector<bool> is_asked_;  // its ancestors were asked already
  std::vector<std::uint32_t> path_;
};

// The owner of every span, by span index.
std::vector<Owner> attribute_spans(const model::Ancestry& ancestry,
                                   const model::KeyRanking& ranking,
                                   const AttributionTerms& terms = {}, unsigned threads = 1);

}  // namespace trace_cost::cost
