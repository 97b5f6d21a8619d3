#include "report/convert/span_figures.h"

namespace trace_cost::report {

SpanFigures::SpanFigures(const Analysis& analysis)
    : analysis_(analysis), critical_(analysis.capture->spans().size(), model::Nanos{0}) {
  for (const latency::Section& section : analysis.paths->all()) {
    critical_[section.span.number()] += section.to - section.from;
  }
}

std::optional<model::Nanos> SpanFigures::self_time(model::SpanIndex span) const {
  if (!analysis_.capture->span(span).has_times()) return std::nullopt;
  return analysis_.self_times[span.number()];
}

std::optional<model::Money> SpanFigures::cost(model::SpanIndex span) const {
  return model::charge_of(analysis_.charges, span);
}

std::string SpanFigures::user(model::SpanIndex span) const {
  const cost::Owner& owner = analysis_.users[span.number()];
  if (!owner.value) return {};
  model::NumberBuffer digits;
  return std::string(analysis_.capture->text(owner.value, digits));
}

}  // namespace trace_cost::report
