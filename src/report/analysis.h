// What was found out about a capture: what the views speak about. Put together by the caller, who
// runs the analyses in their order, and of them those that its views need.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "base/diagnostics.h"
#include "cost/cost_table.h"
#include "cost/evidence.h"
#include "cost/ledger.h"
#include "cost/recoverable.h"
#include "cost/spending.h"
#include "cost/stitched_users.h"
#include "cost/what_if.h"
#include "latency/critical_path.h"
#include "latency/legs.h"
#include "model/capture.h"
#include "model/charge.h"
#include "model/finding.h"
#include "model/forest.h"
#include "propagation/propagation.h"

namespace trace_cost::report {

// What was asked for, and how much there was before traces were left out.
struct Filtering {
  std::vector<std::string> conditions;  // as options: "--service ai-service"
  std::size_t traces = 0;
  std::size_t spans = 0;
};

// An attribute that is to be shown with its span.
struct ShownAttribute {
  std::string name;
  model::AttributeKey key;
};

struct Analysis {
  std::unique_ptr<model::Capture> capture;  // by pointer: the forest refers to it
  std::optional<Filtering> filtering;       // empty: the capture is all that was read
  std::shared_ptr<const model::Ancestry> ancestry;
  std::shared_ptr<const model::Forest> forest;  // the same object; null when nothing asked for it
  std::unique_ptr<latency::CriticalPaths> paths;
  std::vector<model::Nanos> self_times;  // by span index
  std::vector<model::Charge> charges;    // by span index
  std::vector<latency::Leg> legs;
  std::shared_ptr<const cost::PriceBook> prices;  // the ledger refers to it
  cost::Ledger ledger;
  std::vector<cost::EvidenceRow> evidence;  // of the ledger
  cost::StitchedUsers stitched_users;       // by the stitches of `propagation`
  cost::SessionUsers session_users;         // where it was asked for
  cost::Recoverable recoverable;            // nothing where users came across already
  std::vector<cost::Owner> users;           // by span index
  cost::CostTable costs;
  cost::Wasted wasted;
  std::vector<cost::BudgetOutcome> budgets;
  cost::WhatIf what_if;  // without rows when nobody asked
  propagation::Propagation propagation;
  std::vector<model::Finding> findings;  // of all kinds, sorted
  std::vector<ShownAttribute> shown_attributes;
  base::Diagnostics diagnostics;
};

}  // namespace trace_cost::report
