// What was worked out about single spans, for targets that say it beside what the dump said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/analysis.h"

namespace trace_cost::report {

class SpanFigures {
 public:
  // `analysis` outlives this, and has critical paths, self times, users and charges.
  explicit SpanFigures(const Analysis& analysis);

  // Empty where the span has no times.
  [[nodiscard]] std::optional<model::Nanos> self_time(model::SpanIndex span) const;
  // The part of its trace's critical path that was spent in the span itself.
  [[nodiscard]] model::Nanos critical_time(model::SpanIndex span) const {
    return critical_[span.number()];
  }
  [[nodiscard]] std::optional<model::Money> cost(model::SpanIndex span) const;
  // Empty: belongs to nobody.
  [[nodiscard]] std::string user(model::SpanIndex span) const;

 private:
  const Analysis& analysis_;
  std::vector<model::Nanos> critical_;  // by span index
};

}  // namespace trace_cost::report
