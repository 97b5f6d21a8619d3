#include "policy/latency_limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/counted.h"
#include "base/glob.h"
#include "latency/root_operations.h"
#include "policy/limit_text.h"
#include "policy/rule_book.h"

namespace trace_cost::policy {

namespace {

using latency::Distribution;
using latency::RootOperation;

latency::Percentile percentile_of(const Distribution& distribution, Quantile quantile) {
  switch (quantile) {
    case Quantile::P50:
      return distribution.p50;
    case Quantile::P95:
      return distribution.p95;
    case Quantile::P99:
      return distribution.p99;
    case Quantile::Max:
      break;
  }
  return {distribution.max, true, true};
}

// Rounded, unless that would hide that it lies beyond the limit.
std::string shown(model::Nanos value, model::Nanos most) {
  const std::string text = rough_duration_text(value);
  return value > most && text == duration_text(most) ? duration_text(value) : text;
}

std::string subject_of(const LatencyLimit& limit) {
  if (limit.leg) return text_of(*limit.leg);
  return limit.service.empty() ? limit.operation : limit.service + " " + limit.operation;
}

// What the limit is about, and how long that took.
struct Measured {
  std::optional<Distribution> times;
  const RootOperation* operation = nullptr;  // the one with the slowest root
  const latency::Leg* leg = nullptr;
};

Measured measure_operation(const LatencyLimit& limit, std::span<const RootOperation> operations) {
  std::vector<model::Nanos> lengths;
  Measured measured;
  model::Nanos longest{-1};
  for (const RootOperation& operation : operations) {
    const bool is_meant =
        base::glob_covers(limit.operation, operation.name) &&
        (limit.service.empty() || base::glob_covers(limit.service, operation.service));
    if (!is_meant) continue;
    lengths.insert(lengths.end(), operation.lengths.begin(), operation.lengths.end());
    if (operation.longest <= longest) continue;
    longest = operation.longest;
    measured.operation = &operation;
  }
  measured.times = latency::distribution_of(std::move(lengths));
  return measured;
}

// The slowest of the legs that are meant, by the limit's percentile.
Measured measure_leg(const LatencyLimit& limit, std::span<const latency::Leg> legs) {
  Measured measured;
  for (const latency::Leg& leg : legs) {
    if (!leg.total || !fits(*limit.leg, leg.caller, leg.callee)) continue;
    const auto value = [&](const Distribution& times) {
      return percentile_of(times, limit.quantile).value;
    };
    if (measured.times && value(*leg.total) <= value(*measured.times)) continue;
    measured.times = leg.total;
    measured.leg = &leg;
  }
  return measured;
}

model::Finding exceeded(const LatencyLimit& limit, const Measured& measured,
                        const model::Capture& capture) {
  const model::Nanos value = percentile_of(*measured.times, limit.quantile).value;
  model::Finding finding = model::finding_of(kLatencyLimit);
  finding.count = 1;
  finding.message =
      fmt::format("{} of {} is {}, agreed is {}, in {}", name_of(limit.quantile), subject_of(limit),
                  shown(value, limit.most), duration_text(limit.most),
                  base::counted(measured.times->count, "call", "calls"));
  if (measured.leg != nullptr) {
    finding.caller = measured.leg->caller;
    finding.callee = measured.leg->callee;
  } else {
    finding.service = measured.operation->service;
    finding.count = 0;
    model::add_example(capture.span(measured.operation->slowest), "the slowest", finding);
  }
  return finding;
}

std::string detail_of(const LatencyLimit& limit, const Distribution& times) {
  const latency::Percentile percentile = percentile_of(times, limit.quantile);
  std::string text = fmt::format("{} in {}", shown(percentile.value, limit.most),
                                 base::counted(times.count, "call", "calls"));
  if (!percentile.is_sound)
    text += fmt::format(", too few to be sure of {}", name_of(limit.quantile));
  return text;
}

Question question_of(const LatencyLimit& limit, const Measured& measured,
                     const model::Capture& capture) {
  Question question;
  question.key = fmt::format("latency {} {}", subject_of(limit), name_of(limit.quantile));
  question.name = fmt::format("{} <= {}", question.key, duration_text(limit.most));
  question.place = limit.place;
  const std::uint64_t calls = measured.times ? measured.times->count : 0;
  if (calls < limit.min_calls || !measured.times) {
    question.detail = base::counted(calls, "call", "calls");
    if (limit.min_calls > 1) question.detail += fmt::format(" of at least {}", limit.min_calls);
    question.without_findings = CheckState::NotEvaluated;
    return question;
  }
  question.detail = detail_of(limit, *measured.times);
  if (percentile_of(*measured.times, limit.quantile).value > limit.most) {
    question.findings.push_back(exceeded(limit, measured, capture));
  }
  return question;
}

}  // namespace

std::vector<Question> latency_questions(std::span<const LatencyLimit> limits,
                                        const Evidence& evidence) {
  std::vector<Question> questions;
  if (limits.empty()) return questions;
  const auto operations = latency::root_operations(evidence.capture());
  for (const LatencyLimit& limit : limits) {
    const Measured measured =
        limit.leg ? measure_leg(limit, evidence.legs) : measure_operation(limit, operations);
    questions.push_back(question_of(limit, measured, evidence.capture()));
  }
  return questions;
}

}  // namespace trace_cost::policy
