#include "policy/regressions.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <utility>

#include "base/counted.h"
#include "policy/limit_text.h"

namespace trace_cost::policy {

namespace {

using latency::ChangeVerdict;
using latency::Measure;
using latency::MeasuredChange;
using latency::PlaceChange;
using latency::Presence;
using latency::SubjectChange;
using latency::SubjectKind;
using model::Certainty;
using model::Finding;
using model::FindingSeverity;
using model::Rule;

const Rule kSlower{"TC-L001",
                   "slower than the base",
                   FindingSeverity::Error,
                   Certainty::Inferred,
                   "A root operation or a leg takes longer than in the capture it is compared "
                   "with: more than chance explains (Mann-Whitney over traces, corrected for all "
                   "tests), and the whole 95 % interval of the change lies beyond what was asked "
                   "for.",
                   "open the slowest traces of both: trace-cost timeline --slowest 1"};

const Rule kStructure{"TC-L002",
                      "calls came or went",
                      FindingSeverity::Warning,
                      Certainty::Inferred,
                      "A call is made that was not made before, or not made any more, in more "
                      "traces than chance explains (Fisher's exact test).",
                      "see whether the change was meant to add or drop that call"};

const Rule kMoreCalls{"TC-L003",
                      "more calls per trace",
                      FindingSeverity::Warning,
                      Certainty::Inferred,
                      "A call is made more often in each trace than before. Twice as often and "
                      "more is N+1: one query for each row of another.",
                      "ask for all rows at once, or keep what was asked before"};

const Rule kTooFew{"TC-L004",
                   "not enough data to compare",
                   FindingSeverity::Info,
                   Certainty::Certain,
                   "Fewer than six traces on one side: no difference between medians could be told "
                   "from chance with 95 % certainty.",
                   "capture more traces of it, in both captures"};

const Rule kDearer{"TC-L006",
                   "dearer than the base",
                   FindingSeverity::Error,
                   Certainty::Inferred,
                   "Traces of a root operation, or calls of a leg, cost more dollars or tokens "
                   "than in the capture they are compared with: more than chance explains, and "
                   "more than what was asked for.",
                   "compare trace-cost costs --by operation,model of both"};

const Rule kFailsMore{"TC-L007",
                      "fails more often than the base",
                      FindingSeverity::Error,
                      Certainty::Inferred,
                      "More traces of a root operation, or of a leg, have failed than in the "
                      "capture they are compared with: more than chance explains, and by more than "
                      "a percentage point.",
                      "open the failed traces: trace-cost timeline --failed"};

const Rule& rule_of(Measure measure) {
  switch (measure) {
    case Measure::Latency:
      return kSlower;
    case Measure::Cost:
    case Measure::Tokens:
      return kDearer;
    case Measure::Calls:
      return kMoreCalls;
    case Measure::Errors:
      break;
  }
  return kFailsMore;
}

std::string interval_words(const MeasuredChange& change) {
  if (!change.interval) return {};
  return fmt::format(" (95 %: {} to {})", change_words(change.measure, change.interval->low),
                     change_words(change.measure, change.interval->high));
}

Finding worse_finding(const SubjectChange& subject, const MeasuredChange& change) {
  Finding finding = finding_of(rule_of(change.measure));
  finding.confidence_percent = static_cast<std::uint32_t>(std::floor((1 - change.q) * 100));
  const bool is_leg = subject.key.kind == SubjectKind::Leg;  // which is named beside the message
  finding.message = fmt::format("{}{} went from {} to {}{}, {} and {} traces",
                                is_leg ? "" : subject.key.to + ": ", words_for(change.measure),
                                value_words(change.measure, change.base),
                                value_words(change.measure, change.head), interval_words(change),
                                change.base_traces, change.head_traces);
  if (is_leg) {
    finding.caller = subject.key.from;
    finding.callee = subject.key.to;
  } else {
    finding.service = subject.key.from;
  }
  finding.count = change.head_traces;
  return finding;
}

std::string place_words(const PlaceChange& place) {
  const latency::CallPath& path = place.path;
  return fmt::format("{} under {} (in {})", path.back(), path[path.size() - 2], path.front());
}

Finding place_finding(const PlaceChange& place) {
  const bool is_more = place.presence == Presence::Both;
  Finding finding = finding_of(is_more ? kMoreCalls : kStructure);
  finding.confidence_percent = static_cast<std::uint32_t>(std::floor((1 - place.q) * 100));
  const std::string where = place_words(place);
  if (is_more) {
    finding.message =
        fmt::format("{}{}: {} calls per trace, before {}", place.is_n_plus_1 ? "N+1: " : "", where,
                    place.head_calls, place.base_calls);
  } else if (place.presence == Presence::New) {
    finding.message = fmt::format("new: {}, in {} of {} traces, before in none of {}", where,
                                  place.head_having, place.head_traces, place.base_traces);
  } else {
    finding.message = fmt::format("gone: {}, was in {} of {} traces, now in none of {}", where,
                                  place.base_having, place.base_traces, place.head_traces);
  }
  finding.count = is_more ? place.head_having : std::max(place.head_having, place.base_having);
  return finding;
}

Question data_question(const latency::Comparison& comparison) {
  std::size_t few = 0;
  std::size_t enough = 0;
  for (const SubjectChange& subject : comparison.subjects) {
    bool has_enough = subject.presence == Presence::Both && !subject.measures.empty();
    for (const MeasuredChange& change : subject.measures) {
      has_enough &= std::min(change.base_traces, change.head_traces) >= latency::kFewestTraces;
    }
    ++(has_enough ? enough : few);
  }
  Question question{"data",
                    fmt::format("{} of {} operations and legs have enough traces on both "
                                "sides",
                                enough, enough + few),
                    enough == 0 ? CheckState::NotEvaluated : CheckState::Passed,
                    {},
                    {},
                    {}};
  if (few > 0) {
    Finding finding = finding_of(kTooFew);
    finding.count = few;
    finding.message = fmt::format(
        "{} cannot be compared: {} traces on both sides are needed for each",
        base::counted(few, "operation or leg", "operations and legs"), latency::kFewestTraces);
    question.findings.push_back(std::move(finding));
  }
  return question;
}

Question measure_question(Measure measure, const latency::Comparison& comparison) {
  Question question;
  question.name = words_for(measure);
  std::size_t judged = 0;
  for (const SubjectChange& subject : comparison.subjects) {
    for (const MeasuredChange& change : subject.measures) {
      if (change.measure != measure || change.verdict == ChangeVerdict::TooFew) continue;
      ++judged;
      // Which calls are more is told by the structure, where it is known.
      const bool is_told_elsewhere = measure == Measure::Calls && comparison.has_legs;
      if (change.verdict == ChangeVerdict::Worse && !is_told_elsewhere) {
        question.findings.push_back(worse_finding(subject, change));
      }
    }
  }
  question.detail = fmt::format("{} compared", judged);
  question.without_findings = judged == 0 ? CheckState::NotExercised : CheckState::Passed;
  return question;
}

}  // namespace

std::span<const Rule* const> regression_rules() {
  static constexpr std::array kRules{&kSlower, &kStructure, &kMoreCalls,
                                     &kTooFew, &kDearer,    &kFailsMore};
  return kRules;
}

std::vector<Question> regression_questions(const latency::Comparison& comparison) {
  std::vector<Question> questions{data_question(comparison)};
  for (std::size_t i = 0; i < latency::kMeasures; ++i) {
    questions.push_back(measure_question(static_cast<Measure>(i), comparison));
  }
  Question structure;
  structure.name = "structure";
  structure.detail = base::counted(comparison.places.size(), "call changed", "calls changed");
  for (const PlaceChange& place : comparison.places) {
    structure.findings.push_back(place_finding(place));
  }
  questions.push_back(std::move(structure));
  return questions;
}

std::string words_for(const latency::SubjectKey& key) {
  const auto service = [](const std::string& name) {
    return name.empty() ? std::string("(no service.name)") : name;
  };
  if (key.kind == SubjectKind::Leg) {
    return fmt::format("{} → {}", service(key.from), service(key.to));
  }
  return fmt::format("{} in {}", key.to, service(key.from));
}

std::string_view words_for(Measure measure) {
  switch (measure) {
    case Measure::Latency:
      return "latency";
    case Measure::Cost:
      return "cost";
    case Measure::Tokens:
      return "tokens";
    case Measure::Calls:
      return "calls";
    case Measure::Errors:
      break;
  }
  return "errors";
}

std::string value_words(Measure measure, double value) {
  switch (measure) {
    case Measure::Latency:
      return rough_duration_text(model::Nanos{std::llround(value)});
    case Measure::Cost:
      return fmt::format("${:.3g}", value / 1e12);
    case Measure::Errors:
      return fmt::format("{:.1f} %", value * 100);
    case Measure::Tokens:
    case Measure::Calls:
      break;
  }
  return fmt::format("{:.4g}", value);
}

std::string change_words(Measure measure, double change) {
  return fmt::format("{:+.1f} {}", change * 100, measure == Measure::Errors ? "pp" : "%");
}

}  // namespace trace_cost::policy
