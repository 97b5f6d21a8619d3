#include "report/convert/call_weights.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/utf8.h"
#include "report/trace_summary.h"

namespace trace_cost::report {

namespace {

std::int64_t added(std::int64_t weight, std::int64_t more) {
  return model::saturating_sum(model::Nanos{weight}, model::Nanos{more}).count();
}

std::int64_t picodollars(model::Money money) {
  constexpr base::Int128 kMost = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp<base::Int128>(money.picos(), 0, kMost));
}

}  // namespace

std::vector<std::int64_t> call_weights(const Conversion& conversion,
                                       const latency::CallTree& tree) {
  const Analysis& analysis = conversion.analysis;
  std::vector<std::int64_t> weights(tree.calls().size(), 0);
  const auto add = [&](model::SpanIndex span, std::int64_t more) {
    std::int64_t& weight = weights[tree.call_of(span).number()];
    weight = added(weight, more);
  };
  if (conversion.weight == Weight::Cost) {
    for (const model::Charge& charge : analysis.charges) {
      add(charge.span, picodollars(charge.amount));
    }
    return weights;
  }
  for (std::size_t i = 0; i < analysis.self_times.size(); ++i) {
    add(model::SpanIndex(i), analysis.self_times[i].count());
  }
  return weights;
}

std::string frame_name(const Conversion& conversion, const latency::Call& call) {
  const model::Capture& capture = *conversion.analysis.capture;
  return base::printable(
      fmt::format("{} {}", shown_service(capture.text(call.service)), capture.text(call.name)));
}

std::string cut_frame(std::size_t left_out) { return fmt::format("({} more)", left_out); }

}  // namespace trace_cost::report
