// What the analyses have found out about the capture, for the questions that are asked of it.
#pragma once

#include <span>

#include "base/diagnostics.h"
#include "cost/ledger.h"
#include "latency/legs.h"
#include "model/forest.h"
#include "propagation/propagation.h"

namespace trace_cost::policy {

// Everything must outlive it, and none of the pointers is null. `legs` may be empty when no limit
// asks for a leg.
struct Evidence {
  const model::Forest* forest = nullptr;
  const cost::Ledger* ledger = nullptr;
  const propagation::Propagation* propagation = nullptr;
  const base::Diagnostics* diagnostics = nullptr;
  const model::AttributeSelection* selection = nullptr;  // that the capture was read with
  std::span<const latency::Leg> legs;

  [[nodiscard]] const model::Capture& capture() const { return forest->capture(); }
};

}  // namespace trace_cost::policy
