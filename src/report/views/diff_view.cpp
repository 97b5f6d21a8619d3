#include "report/views/diff_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/counted.h"
#include "policy/regressions.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

using latency::ChangeVerdict;
using latency::Measure;
using latency::MeasuredChange;
using latency::PlaceChange;
using latency::Presence;
using latency::SubjectChange;
using latency::SubjectKind;

std::string machine_name(ChangeVerdict verdict) {
  switch (verdict) {
    case ChangeVerdict::Better:
      return "better";
    case ChangeVerdict::Worse:
      return "worse";
    case ChangeVerdict::TooFew:
      return "not-enough-data";
    case ChangeVerdict::Same:
      break;
  }
  return "same";
}

std::string people_words(ChangeVerdict verdict) {
  switch (verdict) {
    case ChangeVerdict::Better:
      return "✓ better";
    case ChangeVerdict::Worse:
      return "✗ worse";
    case ChangeVerdict::TooFew:
      return "– not enough data";
    case ChangeVerdict::Same:
      break;
  }
  return "~ no evidence";
}

Tone tone_of(ChangeVerdict verdict) {
  switch (verdict) {
    case ChangeVerdict::Better:
      return Tone::Good;
    case ChangeVerdict::Worse:
      return Tone::Bad;
    case ChangeVerdict::TooFew:
      return Tone::Dim;
    case ChangeVerdict::Same:
      break;
  }
  return Tone::Plain;
}

std::string machine_name(Presence presence) {
  switch (presence) {
    case Presence::New:
      return "new";
    case Presence::Gone:
      return "gone";
    case Presence::Both:
      break;
  }
  return "both";
}

// Latencies whole nanoseconds, money exact to 10^-12 dollars, everything else a number.
Value measured_value(Measure measure, double value) {
  if (measure == Measure::Latency) {
    return Duration{model::Nanos{std::llround(value)}, Trust::Sound};
  }
  if (measure == Measure::Cost) return model::Money::from_picos(std::llround(value));
  return Number{value};
}

Value number_or_unknown(bool is_known, double value) {
  constexpr double kDigits = 1e6;  // that anybody could mean
  return is_known ? Value(Number{std::round(value * kDigits) / kDigits}) : Value(Unknown{});
}

Value change_value(const MeasuredChange& change) {
  if (change.measure == Measure::Errors) return number_or_unknown(true, change.head - change.base);
  return number_or_unknown(change.base > 0, change.head / change.base - 1);
}

std::string change_text(const MeasuredChange& change) {
  if (change.measure == Measure::Errors) {
    return policy::change_words(change.measure, change.head - change.base);
  }
  if (change.base <= 0) return change.head > 0 ? "from 0" : "–";
  return policy::change_words(change.measure, change.head / change.base - 1);
}

std::string interval_text(const MeasuredChange& change) {
  if (!change.interval) return "–";
  return fmt::format("{} … {}", policy::change_words(change.measure, change.interval->low),
                     policy::change_words(change.measure, change.interval->high));
}

std::string q_text(const MeasuredChange& change) {
  if (change.verdict == ChangeVerdict::TooFew) return "–";
  return change.q < 0.001 ? "< .001" : fmt::format("{:.3f}", change.q).substr(change.q < 1 ? 1 : 0);
}

Table empty_changes_table() {
  Table table;
  table.path = "changes";
  table.title = "WHAT CHANGED";
  table.columns = {machine_column("kind"),
                   machine_column("service"),
                   machine_column("operation"),
                   machine_column("caller"),
                   machine_column("callee"),
                   machine_column("presence"),
                   text_column("", ""),
                   text_column("measure", "measure"),
                   number_column("base_traces", "traces", Fit::Drop),
                   number_column("head_traces", "", Fit::Drop),
                   people_column("base"),
                   people_column("head"),
                   people_column("change"),
                   people_column("95 % interval", Fit::Drop),
                   people_column("q", Fit::Drop),
                   text_column("", ""),
                   machine_column("base"),
                   machine_column("head"),
                   machine_column("change"),
                   machine_column("change_low"),
                   machine_column("change_high"),
                   machine_column("p"),
                   machine_column("q"),
                   machine_column("verdict")};
  table.columns[7].fit = Fit::Keep;
  table.columns[15].fit = Fit::Keep;
  table.when_empty = "neither capture has a trace with a root";
  return table;
}

std::vector<Value> subject_cells(const SubjectChange& subject) {
  const bool is_leg = subject.key.kind == SubjectKind::Leg;
  const auto when = [](bool is_told, const std::string& text) {
    return is_told ? service_value(text) : Value(Unknown{});
  };
  return {is_leg ? "leg" : "operation",  when(!is_leg, subject.key.from),
          when(!is_leg, subject.key.to), when(is_leg, subject.key.from),
          when(is_leg, subject.key.to),  machine_name(subject.presence),
          policy::words_for(subject.key)};
}

// People see latencies, and of other measures those that changed.
Row change_row(const SubjectChange& subject, const MeasuredChange& change) {
  Row row;
  row.cells = subject_cells(subject);
  const bool is_judged = change.verdict != ChangeVerdict::TooFew;
  const auto& interval = change.interval;
  row.cells.insert(
      row.cells.end(),
      {std::string(policy::words_for(change.measure)),
       static_cast<std::int64_t>(change.base_traces), static_cast<std::int64_t>(change.head_traces),
       policy::value_words(change.measure, change.base),
       policy::value_words(change.measure, change.head), change_text(change), interval_text(change),
       q_text(change), people_words(change.verdict), measured_value(change.measure, change.base),
       measured_value(change.measure, change.head), change_value(change),
       number_or_unknown(interval.has_value(), interval ? interval->low : 0),
       number_or_unknown(interval.has_value(), interval ? interval->high : 0),
       number_or_unknown(is_judged, change.p), number_or_unknown(is_judged, change.q),
       machine_name(change.verdict)});
  row.tone = tone_of(change.verdict);
  const bool is_news =
      change.verdict == ChangeVerdict::Better || change.verdict == ChangeVerdict::Worse;
  if (!is_news && change.measure != Measure::Latency) row.audience = Audience::Machines;
  return row;
}

Row lone_row(const SubjectChange& subject) {
  Row row;
  const bool is_new = subject.presence == Presence::New;
  const auto traces = static_cast<std::int64_t>(subject.traces);
  row.cells = subject_cells(subject);
  row.cells.insert(row.cells.end(),
                   {Value(Unknown{}), is_new ? 0 : traces, is_new ? traces : 0, Value(Unknown{}),
                    Value(Unknown{}), Value(Unknown{}), Value(Unknown{}), Value(Unknown{}),
                    is_new ? "! only in head" : "! only in base"});
  row.tone = Tone::Warning;
  return row;
}

Table changes_table(const latency::Comparison& comparison) {
  Table table = empty_changes_table();
  for (const SubjectChange& subject : comparison.subjects) {
    if (subject.presence != Presence::Both) table.rows.push_back(lone_row(subject));
    for (const MeasuredChange& change : subject.measures) {
      table.rows.push_back(change_row(subject, change));
    }
  }
  table.footnotes.emplace_back(
      "latency: medians over traces; cost, tokens, calls and errors: means, shown where they "
      "changed");
  table.footnotes.emplace_back(
      "q: chance of a false alarm, corrected for all tests; below .05 and beyond the threshold "
      "it is a change");
  return table;
}

Table structure_table(const latency::Comparison& comparison) {
  Table table;
  table.path = "structure";
  table.audience = Audience::Machines;
  for (const char* path : {"path", "change", "n_plus_1", "base_having", "base_traces",
                           "head_having", "head_traces", "base_calls", "head_calls", "q"}) {
    table.columns.push_back(machine_column(path));
  }
  for (const PlaceChange& place : comparison.places) {
    Row row;
    row.cells = {Texts(place.path),
                 place.presence == Presence::Both ? "more" : machine_name(place.presence),
                 place.is_n_plus_1,
                 static_cast<std::int64_t>(place.base_having),
                 static_cast<std::int64_t>(place.base_traces),
                 static_cast<std::int64_t>(place.head_having),
                 static_cast<std::int64_t>(place.head_traces),
                 place.base_calls,
                 place.head_calls,
                 number_or_unknown(true, place.q)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Facts side_facts(const std::string& path, const Side& side) {
  return {path,
          {{"name", side.name},
           {"traces", signed_count(side.traces)},
           {"spans", signed_count(side.spans)},
           {"saved_report", side.is_saved_report}}};
}

Line side_line(std::string_view title, const Side& side) {
  return {{fmt::format("{}  ", title), Tone::Strong},
          {side.name, Tone::Plain},
          {fmt::format("  {} in {}{}", base::counted(side.spans, "span", "spans"),
                       base::counted(side.traces, "trace", "traces"),
                       side.is_saved_report ? ", a saved report" : ""),
           Tone::Dim}};
}

Line headline(const Diff& diff) {
  std::size_t worse = 0;
  std::size_t better = 0;
  std::size_t same = 0;
  std::size_t few = 0;
  for (const SubjectChange& subject : diff.comparison.subjects) {
    for (const MeasuredChange& change : subject.measures) {
      worse += change.verdict == ChangeVerdict::Worse ? 1 : 0;
      better += change.verdict == ChangeVerdict::Better ? 1 : 0;
      same += change.verdict == ChangeVerdict::Same ? 1 : 0;
      few += change.verdict == ChangeVerdict::TooFew ? 1 : 0;
    }
  }
  const bool failed = diff.verdict.outcome() != policy::Outcome::Passed;
  return {{fmt::format("trace-cost diff: {} worse, {} better, {} without evidence of a change, {} "
                       "with not enough data",
                       worse, better, same, few),
           failed ? Tone::Bad : Tone::Good}};
}

Notes notes_of(const Diff& diff) {
  Notes notes;
  notes.lines = {headline(diff), side_line("base", diff.base), side_line("head", diff.head)};
  if (!diff.conditions.empty()) {
    notes.lines.push_back(
        {{fmt::format("only traces with {}", fmt::join(diff.conditions, " and ")), Tone::Warning}});
  }
  if (diff.comparison.mix_moved > latency::kMixMoved) {
    notes.lines.push_back(
        {{fmt::format("! the mix of requests moved by {:.0f} points, so legs are not judged: they "
                      "serve other requests now",
                      diff.comparison.mix_moved * 100),
          Tone::Warning}});
  }
  if (diff.base.is_saved_report || diff.head.is_saved_report) {
    notes.lines.push_back(
        {{"a saved report tells root operations trace by trace; legs, tokens and "
          "structure need the spans",
          Tone::Dim}});
  }
  return notes;
}

Findings findings_block(const policy::Verdict& verdict) {
  Findings block;
  block.title = "FINDINGS";
  block.findings = verdict.findings_of(policy::Fate::Failed);
  for (const policy::Fate fate : {policy::Fate::Remark, policy::Fate::Known}) {
    model::append(verdict.findings_of(fate), block.findings);
  }
  return block;
}

}  // namespace

void add_diff(const Diff& diff, Document& document) {
  document.blocks.emplace_back(notes_of(diff));
  document.blocks.emplace_back(side_facts("base", diff.base));
  document.blocks.emplace_back(side_facts("head", diff.head));
  if (!diff.conditions.empty()) {
    document.blocks.emplace_back(Facts{"filter", {{"conditions", diff.conditions}}});
  }
  document.blocks.emplace_back(findings_block(diff.verdict));
  document.blocks.emplace_back(changes_table(diff.comparison));
  document.blocks.emplace_back(structure_table(diff.comparison));
  document.blocks.emplace_back(
      Facts{"", {{"verdict", std::string(policy::name_of(diff.verdict.outcome()))}}});
}

}  // namespace trace_cost::report
