// Runs reading and every analysis in their order, for any command.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cost/allocation.h"
#include "cost/budget.h"
#include "cost/conventions.h"
#include "cost/dimension.h"
#include "cost/price_book.h"
#include "propagation/call_peer.h"
#include "report/analysis.h"

namespace trace_cost::cli {

// What a command may have to say; what it needs for that follows from it. Money is always counted.
enum class Part : std::uint8_t {
  Costs,   // the table of costs
  Traces,  // critical paths, self times and users of single traces
  Legs,
  Propagation,
  Findings,  // of all kinds, so also propagation
};
class Parts {
 public:
  Parts(std::initializer_list<Part> parts) {
    for (const Part part : parts) add(part);
  }
  void add(Part part) { bits_ |= 1U << static_cast<unsigned>(part); }
  [[nodiscard]] bool have(Part part) const {
    return (bits_ >> static_cast<unsigned>(part) & 1U) != 0;
  }

 private:
  unsigned bits_ = 0;
};

// What a run will want to know of its spans; settled before anything is read.
struct Wanted {
  Parts parts = {};
  model::AttributeSelection selection;
  cost::FieldKeys fields;
  propagation::PeerKeys peers;
  std::shared_ptr<const cost::PriceBook> prices;  // null: only explicit costs count
  MoneyOptions money;
  model::KeyRanking sessions;  // where sessions are asked for a user
  std::vector<cost::Budget> budgets;
  policy::TraceFilter filter;
  std::vector<report::ShownAttribute> attributes;
  std::vector<cost::Dimension> by;
  std::size_t top = 0;  // rows of the table of costs; 0: all
  cost::Allocation allocation;
  std::vector<cost::ModelSwap> swaps;
  base::Diagnostics diagnostics;  // of the price lists
};

struct Purpose {
  Parts parts = {};
  std::vector<std::string> by = {};          // dimension names; empty means by user
  std::size_t top = 0;                       // as in Wanted
  std::string allocation = "keep";           // as cost::read_allocation takes it
  std::vector<std::string> attributes = {};  // keys, to be shown with their spans
  std::vector<std::string> swaps = {};       // "MODEL=OTHER"
};
// An error is one of usage.
base::Result<Wanted> settle_wanted(const InputOptions& input, const JudgeOptions& judge,
                                   const Purpose& purpose);

// Reads `inputs` ("-" where there are none) and runs the analyses that the parts need. Diagnostics
// are in the result, also when it holds no span at all. Progress of the reading shows at `place`.
report::Analysis analyse(const InputOptions& input, const Wanted& wanted,
                         const ProgressPlace& place);

}  // namespace trace_cost::cli
