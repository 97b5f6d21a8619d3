#include "report/views/legs_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/counted.h"
#include "report/trace_summary.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

std::string arrow(std::string_view caller, std::string_view callee) {
  return fmt::format("{} → {}", shown_service(caller), shown_service(callee));
}

void push_machine_distribution(const std::optional<latency::Distribution>& times, Row& row) {
  const auto value = [&](model::Nanos nanos) {
    return times ? Value(Duration{nanos, Trust::Sound}) : Value(Unknown{});
  };
  const latency::Distribution d = times.value_or(latency::Distribution{});
  row.cells.insert(row.cells.end(),
                   {value(d.p50.value), value(d.p95.value), value(d.p99.value), value(d.max)});
}

void add_machine_distribution(const std::string& path, Table& table) {
  for (const char* statistic : {".p50", ".p95", ".p99", ".max"}) {
    table.columns.push_back(machine_column(path + statistic));
  }
}

// "█▃▁  ▁": from the shortest to the longest, each step by the same factor.
std::string sparkline(const std::vector<std::uint64_t>& histogram) {
  static constexpr std::array<std::string_view, 8> kSteps{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::uint64_t most = 0;
  for (const std::uint64_t count : histogram) most = std::max(most, count);
  std::string line;
  for (const std::uint64_t count : histogram) {
    const std::uint64_t step = most == 0 ? 0 : (count * kSteps.size() + most - 1) / most;
    line += step == 0 ? " " : kSteps[step - 1];
  }
  return line;
}

// Retries and messages are seldom: people see the columns where there are any.
Column seldom_column(std::string path, std::string title, bool has_any) {
  return has_any ? number_column(std::move(path), std::move(title), Fit::Drop)
                 : machine_column(std::move(path));
}

Table empty_legs_table(const std::vector<latency::Leg>& legs) {
  const auto any = [&](std::uint64_t latency::Leg::*count) {
    return std::any_of(legs.begin(), legs.end(),
                       [&](const latency::Leg& leg) { return leg.*count > 0; });
  };
  Table table;
  table.path = "legs";
  table.title = "WHO WAS SLOW";
  table.columns = {machine_column("caller"), machine_column("callee"), text_column("", "")};
  table.columns.push_back(number_column("calls", "calls"));
  table.columns.push_back(number_column("errors", "errors", Fit::Drop));
  table.columns.push_back(seldom_column("retries", "retries", any(&latency::Leg::retries)));
  table.columns.push_back(seldom_column("messages", "messages", any(&latency::Leg::messages)));
  table.columns.push_back(people_column("p50"));
  table.columns.push_back(people_column("p95"));
  table.columns.push_back(people_column("p99", Fit::Drop));
  table.columns.push_back(people_column("max"));
  Column spread = people_column("spread", Fit::Drop);
  spread.align = Align::Left;
  table.columns.push_back(spread);
  table.columns.push_back(people_column("net+queue", Fit::Drop));
  add_machine_distribution("total_ns", table);
  add_machine_distribution("callee_ns", table);
  add_machine_distribution("network_ns", table);
  table.columns.push_back(machine_column("critical_ns"));
  table.columns.push_back(people_column("critical", Fit::Drop));
  table.columns.push_back(number_column("cost", "cost", Fit::Drop));
  table.when_empty = "no call from one service to another in this capture";
  return table;
}

// Percentiles for people are of the whole call where the caller's side is there, else of the
// callee's.
void push_people_times(const latency::Leg& leg, Row& row) {
  const auto& times = leg.total ? leg.total : leg.callee_time;
  if (!times) {
    row.cells.insert(row.cells.end(), {Unknown{}, Unknown{}, Unknown{}, Unknown{}, Unknown{}});
  } else {
    row.cells.insert(
        row.cells.end(),
        {percentile_value(times->p50), percentile_value(times->p95), percentile_value(times->p99),
         Value(Duration{times->max, Trust::Sound}), sparkline(leg.histogram)});
  }
  row.cells.push_back(leg.network ? Value(Duration{leg.network->p50.value, Trust::Sound})
                                  : Value(Unknown{}));
}

std::int64_t share_of(model::Nanos part, model::Nanos whole) {
  if (whole.count() <= 0) return 0;
  return static_cast<std::int64_t>(static_cast<base::Int128>(part.count()) * 1'000'000 /
                                   whole.count());
}

Row leg_row(const latency::Leg& leg, model::Nanos all_critical) {
  Row row;
  row.cells = {service_value(leg.caller), service_value(leg.callee), arrow(leg.caller, leg.callee),
               signed_count(leg.calls),   signed_count(leg.errors),  signed_count(leg.retries),
               signed_count(leg.messages)};
  push_people_times(leg, row);
  push_machine_distribution(leg.total, row);
  push_machine_distribution(leg.callee_time, row);
  push_machine_distribution(leg.network, row);
  row.cells.emplace_back(Duration{leg.critical, Trust::Sound});
  row.cells.emplace_back(Share{share_of(leg.critical, all_critical)});
  row.cells.push_back(money_or_unknown(leg.cost));
  return row;
}

model::Nanos length_of_all_paths(const Analysis& analysis) {
  model::Nanos sum{0};
  for (const latency::Section& section : analysis.paths->all()) {
    sum = model::saturating_sum(sum, section.to - section.from);
  }
  return sum;
}

std::vector<std::string> percentile_notes(const std::vector<latency::Leg>& legs) {
  const bool is_absent = std::any_of(legs.begin(), legs.end(), [](const latency::Leg& leg) {
    const auto& times = leg.total ? leg.total : leg.callee_time;
    return times && !times->p99.is_sound;
  });
  std::vector<std::string> notes;
  if (is_absent) {
    notes.emplace_back("– too few calls to know it: p50 needs 5, p95 needs 59, p99 needs 299");
  }
  const bool one_sided = std::any_of(legs.begin(), legs.end(), [](const latency::Leg& leg) {
    return !leg.total && leg.callee_time;
  });
  if (one_sided) {
    notes.emplace_back(
        "no net+queue: the caller has no CLIENT span, so the times are the callee's own");
  }
  const bool has_messages = std::any_of(legs.begin(), legs.end(),
                                        [](const latency::Leg& leg) { return leg.messages > 0; });
  if (has_messages) {
    notes.emplace_back("messages: net+queue is the time between publish and consumption");
  }
  return notes;
}

}  // namespace

void add_legs(const Analysis& analysis, Document& document) {
  Table table = empty_legs_table(analysis.legs);
  const model::Nanos all_critical = length_of_all_paths(analysis);
  for (const latency::Leg& leg : analysis.legs) table.rows.push_back(leg_row(leg, all_critical));
  table.footnotes = percentile_notes(analysis.legs);
  document.blocks.emplace_back(std::move(table));
}

namespace {

Tone tone_of(propagation::Verdict verdict) {
  switch (verdict) {
    case propagation::Verdict::Broken:
      return Tone::Bad;
    case propagation::Verdict::Suspect:
      return Tone::Warning;
    case propagation::Verdict::Ok:
      return Tone::Good;
    case propagation::Verdict::NotExercised:
      break;
  }
  return Tone::Dim;
}

std::string words_for(const propagation::Edge& edge) {
  switch (edge.verdict()) {
    case propagation::Verdict::Broken:
      return "✗ broken";
    case propagation::Verdict::Suspect:
      return "? suspect";
    case propagation::Verdict::Ok:
      return "✓ ok";
    case propagation::Verdict::NotExercised:
      break;
  }
  return "– not exercised";
}

Table empty_edges_table() {
  Table table;
  table.path = "propagation";
  table.title = "WHO KEPT THE TRACE";
  table.columns = {machine_column("caller"),
                   machine_column("callee"),
                   text_column("", ""),
                   number_column("eligible", "calls"),
                   number_column("joined", "joined"),
                   number_column("severed", "severed"),
                   number_column("failed", "failed", Fit::Drop),
                   machine_column("external"),
                   number_column("unknown", "unknown", Fit::Drop),
                   machine_column("verdict"),
                   text_column("", "verdict")};
  return table;
}

Row edge_row(const propagation::Edge& edge) {
  Row row;
  const std::string callee = edge.callee_is_captured ? edge.callee : "(not in the capture)";
  row.cells = {service_value(edge.caller),
               edge.callee_is_captured ? service_value(edge.callee) : Value(Unknown{}),
               arrow(edge.caller, callee),
               static_cast<std::int64_t>(edge.eligible()),
               static_cast<std::int64_t>(edge.joined),
               static_cast<std::int64_t>(edge.severed),
               static_cast<std::int64_t>(edge.failed),
               static_cast<std::int64_t>(edge.external),
               static_cast<std::int64_t>(edge.unknown),
               std::string(propagation::name_of(edge.verdict())),
               words_for(edge)};
  row.tone = tone_of(edge.verdict());
  if (!edge.callee_is_captured) row.audience = Audience::Machines;
  return row;
}

}  // namespace

void add_propagation(const Analysis& analysis, Document& document) {
  Table table = empty_edges_table();
  std::uint64_t external = 0;
  for (const propagation::Edge& edge : analysis.propagation.edges) {
    table.rows.push_back(edge_row(edge));
    if (!edge.callee_is_captured) external += edge.external + edge.failed;
  }
  if (external > 0) {
    table.footnotes.push_back(
        base::counted(external, "call", "calls") +
        " to what is not in the capture (databases, providers, uncaptured services)");
  }
  document.blocks.emplace_back(std::move(table));
}

}  // namespace trace_cost::report
