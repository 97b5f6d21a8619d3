// The calls of a capture and what became of each: joined, or without a callee in its own trace.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/hop.h"
#include "propagation/call_peer.h"

namespace trace_cost::propagation {

// A CLIENT or PRODUCER span without a callee beneath it.
struct DanglingCall {
  model::SpanIndex span;
  // The captured service it was sent to; the default id when that is not in the capture or not
  // known.
  model::StringId callee;
  bool never_arrived = false;  // it failed and got no answer: refused, DNS, reset
};

// Which service answers at an address ("127.0.0.1:8080"), learnt from joined calls. An address that
// several services answer at names none of them.
class AddressBook {
 public:
  AddressBook(const model::Forest& forest, const std::vector<model::Hop>& hops,
              const PeerKeys& keys);

  // By peer.service, by address, or by a host name whose first label is a captured service's name.
  [[nodiscard]] model::StringId service_of(const Peer& peer) const;

 private:
  [[nodiscard]] model::StringId captured_service(std::string_view name) const;

  const model::Capture& capture_;
  std::map<std::string, model::StringId> services_;  // by name
  std::map<std::string, model::StringId> at_address_;
};

// In span order.
std::vector<DanglingCall> find_dangling_calls(const model::Forest& forest,
                                              const std::vector<model::Hop>& hops,
                                              const PeerKeys& keys);

}  // namespace trace_cost::propagation
