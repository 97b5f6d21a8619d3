#include <algorithm>
#include <array>

#include "report/convert/csv_spans.h"
#include "report/convert/focus_charges.h"
#include "report/convert/folded_stacks.h"
#include "report/convert/jaeger_json.h"
#include "report/convert/otlp_lines.h"
#include "report/convert/otlp_protobuf.h"
#include "report/convert/perfetto_json.h"
#include "report/convert/speedscope.h"
#include "report/convert/target.h"

namespace trace_cost::report {

namespace {

constexpr std::array kTargets{
    Target{"otlp-jsonl", "OTLP JSON, a request a line, as the Collector's file exporter writes it",
           write_otlp_lines},
    Target{"otlp-proto", "OTLP protobuf, as the Collector's file exporter writes it",
           write_otlp_protobuf},
    Target{"jaeger", "Jaeger's JSON, which its UI opens", write_jaeger_json},
    Target{"perfetto", "Chrome's trace events, for ui.perfetto.dev", write_perfetto_json},
    Target{"speedscope", "flame graphs for speedscope.app", write_speedscope},
    Target{"folded", "folded stacks, for flamegraph.pl and inferno", write_folded_stacks},
    Target{"csv", "a line for every span, for spreadsheets and DuckDB", write_csv_spans},
    Target{"focus", "the charges as a bill in FOCUS, a line for each day, model, service and user",
           write_focus_charges},
};

}  // namespace

std::span<const Target> targets() { return kTargets; }

const Target* find_target(std::string_view name) {
  const auto* const found = std::find_if(kTargets.begin(), kTargets.end(),
                                         [&](const Target& target) { return target.name == name; });
  return found == kTargets.end() ? nullptr : found;
}

}  // namespace trace_cost::report
