#include "report/views/filter_view.h"

#include <fmt/format.h>

#include "base/counted.h"
#include "report/views/words.h"

namespace trace_cost::report {

void add_filtering(const Analysis& analysis, Document& document) {
  if (!analysis.filtering) return;
  const Filtering& filtering = *analysis.filtering;
  const std::size_t traces = analysis.capture->traces().size();
  const std::size_t spans = analysis.capture->spans().size();
  const std::string said = fmt::format("only traces with {}: {} of {}, {} of {}",
                                       fmt::join(filtering.conditions, " and "), traces,
                                       base::counted(filtering.traces, "trace", "traces"), spans,
                                       base::counted(filtering.spans, "span", "spans"));
  const Notes notes{"", {{{said, Tone::Warning}}}};
  const Facts facts{"filter",
                    {{"conditions", filtering.conditions},
                     {"traces", signed_count(traces)},
                     {"traces_read", signed_count(filtering.traces)},
                     {"spans", signed_count(spans)},
                     {"spans_read", signed_count(filtering.spans)}}};
  document.blocks.insert(document.blocks.begin(), {Block(notes), Block(facts)});
}

}  // namespace trace_cost::report
