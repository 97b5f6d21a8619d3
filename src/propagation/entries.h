// The roots at which services were entered from outside their trace: what a severed call may have
// gone on as.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/forest.h"
#include "propagation/call_peer.h"

namespace trace_cost::propagation {

// Seconds; for chances, never for money or for what is shown as a time.
double seconds(model::Nanos length);

// Distinct operations with small numbers, and whether two of them may be the same.
class Operations {
 public:
  std::uint32_t number(const Operation& operation);
  // False only when both tell and differ; see may_be_same_operation().
  [[nodiscard]] bool may_be_same(std::uint32_t call, std::uint32_t entry);
  // Both tell a path, and it is the same.
  [[nodiscard]] bool tell_same(std::uint32_t call, std::uint32_t entry) {
    return !list_[call].path.empty() && !list_[entry].path.empty() && may_be_same(call, entry);
  }

 private:
  std::vector<Operation> list_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> known_;
  std::unordered_map<std::uint64_t, bool> compared_;  // by both numbers
};

struct Entry {
  model::SpanIndex span;
  model::Instant start;
  model::Instant end;
  std::uint32_t operation = 0;
};

// Roots of kind SERVER of one service, by start. Those of probes (health checks) are left out.
struct ServiceEntries {
  std::vector<Entry> by_start;
  std::vector<double> lengths;  // seconds, ascending; of all entries, joined ones as well
  std::vector<double> sums;     // of the lengths: sums[i] is that of the first i

  // The entries that start in [from, to].
  [[nodiscard]] std::span<const Entry> between(model::Instant from, model::Instant to) const;
  // The share of this service's entries that last from `least` to `most` seconds.
  [[nodiscard]] double share_lasting(double least, double most) const;
  // The mean room that an entry has inside a call of that length, both in seconds; none when it is
  // longer.
  [[nodiscard]] double mean_room_in(double length) const;
};

// By service, without those that are `taken`. `operations` gets those of the roots.
std::map<model::StringId, ServiceEntries> find_entries(const model::Forest& forest,
                                                       const PeerKeys& keys,
                                                       const std::vector<model::SpanIndex>& taken,
                                                       Operations& operations);

}  // namespace trace_cost::propagation
