// Which of the costs of one trace say the same money twice.
//
//   invoke_agent      $0.03   Rollup      gives way: its descendants carry the money
//   ├─ chat (wrapper) $0.01   Inference   gives way: the same call as the one beneath it
//   │  └─ chat        $0.01   Inference   counts
//   └─ chat           $0.02   Inference   counts
//
// Two Inference spans are one call when they have the same response id; or when one is the nearest
// Inference above the other and both tell the same tokens, or the same cost, or one of them the
// cost and the other the tokens. Of one call the better evidence counts: told by the provider,
// explicit, derived with tokens of the cache, derived, none; then the deeper one. A Rollup gives
// way to whatever counts beneath it, and counts when nothing does. Plain spans always count.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "cost/entry.h"
#include "cost/role.h"
#include "model/ancestry.h"

namespace trace_cost::cost {

// Why money is kept out of the sums.
enum class Suppression : std::uint8_t {
  No,
  Rollup,       // repeats what is beneath it
  Duplicate,    // the same call is counted from another span
  NonBillable,  // covered by a flat plan: a list price that nobody is billed
};
inline constexpr std::size_t kSuppressions = 4;

// What a provider calls a response, by the key that tells it. Ids of different keys say nothing of
// each other.
struct ResponseId {
  model::AttributeKey key;
  model::Text id;  // no text: none told

  explicit operator bool() const { return bool{id}; }
  [[nodiscard]] bool differs_from(const ResponseId& other) const {
    return id && other.id && key == other.key && id != other.id;
  }
  friend bool operator==(const ResponseId&, const ResponseId&) = default;
  struct Hash {
    std::size_t operator()(const ResponseId& response) const {
      return std::hash<model::Text>{}(response.id) + response.key.number();
    }
  };
};

// A span that may count, and after find_double_counts() what becomes of it.
struct Candidate {
  Entry entry;
  Role role = Role::Plain;
  ResponseId response_id;
  bool is_unmeasured = false;  // a model call that tells neither cost nor tokens, nor does another
  bool is_silent = false;      // it tells neither: there is nothing to count or to suppress
  Suppression suppression = Suppression::No;
  // Of a Rollup that gave way: what counts beneath it, with what rollups beneath it told of more.
  model::Money beneath;
  // An Inference that counts, with others beneath it that do, too.
  bool is_nested = false;
  // A Rollup whose charge is all that is known of the money of the calls beneath it.
  bool covers = false;
  // A Plain charge that is exactly the sum of what is beneath it.
  bool is_suspect = false;
};

// Works on the candidates of one trace after the other.
class DoubleCountGuard {
 public:
  // `ancestry` must outlive this.
  explicit DoubleCountGuard(const model::Ancestry& ancestry) : ancestry_(ancestry) {}

  // `candidates` are of `trace`, by span. Decides for each whether it counts, and takes money or
  // tokens from those whose counterpart carries them. O(spans of the trace).
  void judge(const model::Trace& trace, std::span<Candidate> candidates);

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;
  // What counts beneath a candidate, and the nearest Inferences there, chained through next.
  struct Beneath {
    model::Money cost;
    model::Money gaps;       // what rollups there tell more than counts beneath them
    TokenUsage calls;        // of the Inferences in the chain
    std::uint32_t told = 0;  // candidates that tell something, counted or not
    std::uint32_t counted = 0;
    std::uint32_t charged = 0;
    std::uint32_t first_inference = kNone;
    std::uint32_t last_inference = kNone;
  };

  void link(const model::Trace& trace);
  void order_children_first();
  void count_response_ids_once();
  void decide(std::uint32_t at);
  void decide_rollup(std::uint32_t at);
  void decide_inference(std::uint32_t at);
  [[nodiscard]] bool is_beneath(std::uint32_t lower, std::uint32_t upper) const;
  [[nodiscard]] bool is_better(std::uint32_t one, std::uint32_t other) const;
  [[nodiscard]] bool is_same_call(std::uint32_t at, std::uint32_t other) const;
  [[nodiscard]] bool is_sum_of_calls(std::uint32_t at) const;
  void make_one_call(std::uint32_t above, std::uint32_t below);
  void suppress(std::uint32_t at, Suppression why) { candidates_[at].suppression = why; }
  void keep_tokens(std::uint32_t winner, std::uint32_t loser);
  void hand_up(std::uint32_t at);
  void append_chain(std::uint32_t first, std::uint32_t last, Beneath& sum);
  void cover();
  [[nodiscard]] bool counts(std::uint32_t at) const;

  const model::Ancestry& ancestry_;
  std::span<Candidate> candidates_;
  std::vector<std::uint32_t> candidate_of_;  // by span of the trace
  std::vector<std::uint32_t> above_;         // by span of the trace: the nearest candidate above
  std::vector<std::uint32_t> path_;
  std::vector<std::uint32_t> waiting_;  // by candidate: children that are not yet in order_
  std::vector<std::uint32_t> parent_;   // by candidate: the nearest candidate above
  std::vector<std::uint32_t> next_;     // by candidate: the next Inference in a chain
  std::vector<std::uint32_t> kept_;     // by candidate: which one counts for its call
  std::vector<std::uint32_t> order_;
  std::vector<Beneath> beneath_;
  std::vector<bool> is_paid_;
  std::vector<bool> is_measured_;
};

}  // namespace trace_cost::cost
