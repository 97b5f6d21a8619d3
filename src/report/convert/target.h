// The formats of other tools in which spans can be written. One file per target, all in one table.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "cost/charge_groups.h"
#include "model/attribute_selection.h"
#include "report/analysis.h"
#include "report/convert/outlet.h"

namespace trace_cost::report {

// What flame graphs measure.
enum class Weight : std::uint8_t { SelfTime, Cost };

// All that a target may speak about. The analysis has trees, critical paths, self times, users and
// the ledger; `keys` name the attributes that the capture was read with.
struct Conversion {
  const Analysis& analysis;
  const model::AttributeSelection& keys;
  std::span<const cost::Dimension> billed_by = {};  // by cost::kBilledBy; for bills alone
  Weight weight = Weight::SelfTime;
};

struct Target {
  std::string_view name;  // what --to takes
  std::string_view summary;
  // Writes every span of the capture, or all of its money. The bytes depend on the spans alone.
  void (*write)(const Conversion&, Outlet&);
};

// In the order in which help lists them.
std::span<const Target> targets();
// Null when there is none of that name.
const Target* find_target(std::string_view name);

}  // namespace trace_cost::report
