#include "policy/policy_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/nearest_word.h"
#include "policy/limit_text.h"
#include "policy/rule_book.h"

namespace trace_cost::policy {

namespace {

base::Error faulty(std::string_view option, std::string_view text, std::string_view expected) {
  return {base::ErrorCode::BadArgument,
          fmt::format("{} '{}': expected {}", option, text, expected)};
}

// "a=b" at the last '=', trimmed; both empty when there is none.
std::pair<std::string_view, std::string_view> split(std::string_view text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string_view::npos) return {};
  std::string_view left = text.substr(0, equals);
  if (left.ends_with('<')) left.remove_suffix(1);  // "p95<=800ms" is as good
  return {trimmed(left), trimmed(text.substr(equals + 1))};
}

base::Failure add_latency(std::string_view text, Policy& policy) {
  constexpr std::string_view kExpected =
      "'OPERATION p95=800ms' or 'CALLER>CALLEE p95=800ms' (p50, p95, p99 or max)";
  const auto [left, length] = split(text);
  const std::size_t blank = left.find_last_of(" \t");
  if (blank == std::string_view::npos) return faulty("--latency", text, kExpected);
  const std::string_view subject = trimmed(left.substr(0, blank));
  const auto quantile = read_quantile(left.substr(blank + 1));
  const auto most = read_duration(length);
  if (!quantile || !most || subject.empty()) return faulty("--latency", text, kExpected);
  LatencyLimit limit;
  limit.quantile = *quantile;
  limit.most = *most;
  limit.leg = read_pair(subject);
  if (!limit.leg) limit.operation = subject;
  policy.latency.push_back(std::move(limit));
  return {};
}

base::Failure add_expectation(std::string_view text, Policy& policy) {
  auto path = read_path(text);
  if (!path) return faulty("--expect", text, "a path like 'frontend>backend>database'");
  policy.expectations.push_back({std::move(*path), {}});
  return {};
}

base::Failure add_pair(std::string_view option, std::string_view text,
                       std::optional<std::vector<ServicePair>>& pairs) {
  const auto pair = read_pair(text);
  if (!pair) return faulty(option, text, "an edge like 'frontend>backend'");
  if (!pairs) pairs.emplace();
  pairs->push_back(*pair);
  return {};
}

base::Failure add_trace_limit(std::string_view text, Policy& policy) {
  const auto [word, number] = split(text);
  const auto most = read_limit_count(number);
  for (const Countable of :
       {Countable::Spans, Countable::Calls, Countable::ModelCalls, Countable::Tokens}) {
    if (word != name_of(of) || !most) continue;
    policy.traces.limits.push_back({of, *most, {}});
    return {};
  }
  return faulty("--max-per-trace", text, "spans, calls, model_calls or tokens, like 'spans=500'");
}

base::Failure set_floor(std::string_view option, Covered of, const std::string& text,
                        Policy& policy) {
  if (text.empty()) return {};
  const auto least = read_share(text);
  if (!least) return faulty(option, text, "a share like 99%");
  std::erase_if(policy.coverage, [of](const CoverageFloor& floor) { return floor.of == of; });
  policy.coverage.push_back({of, *least, {}});
  return {};
}

base::Failure check_rule(std::string_view option, std::string_view text, std::string_view id) {
  std::vector<std::string_view> ids;
  for (const model::Rule* rule : all_rules()) ids.push_back(rule->id);
  if (std::find(ids.begin(), ids.end(), id) != ids.end()) return {};
  const auto nearest = base::nearest_word(id, ids);
  return base::Error{
      base::ErrorCode::BadArgument,
      fmt::format("{} '{}': no rule is called '{}'{} (trace-cost rules lists all)", option, text,
                  id, nearest ? fmt::format("; did you mean {}?", *nearest) : "")};
}

base::Failure add_severity(std::string_view text, Policy& policy) {
  const auto [rule, word] = split(text);
  const SeverityReading reading = read_severity(word);
  if (!reading.is_known) {
    return faulty("--severity", text, "RULE=error, warning, info or off, like TC-P008=error");
  }
  if (auto failure = check_rule("--severity", text, rule)) return failure;
  policy.severities.push_back({std::string(rule), reading.severity});
  return {};
}

base::Failure add_suppression(std::string_view text, Policy& policy) {
  const std::size_t at = text.find('@');
  Suppression suppression;
  suppression.rule = trimmed(text.substr(0, at));
  if (at != std::string_view::npos) suppression.where = trimmed(text.substr(at + 1));
  suppression.reason = "--ignore";
  if (auto failure = check_rule("--ignore", text, suppression.rule)) return failure;
  if (at != std::string_view::npos && suppression.where.empty()) {
    return faulty("--ignore", text, "RULE or RULE@WHERE, like 'TC-P001@backend>database'");
  }
  policy.suppressions.push_back(std::move(suppression));
  return {};
}

base::Failure add_all(const std::vector<std::string>& texts,
                      base::Failure (*add)(std::string_view, Policy&), Policy& policy) {
  for (const std::string& text : texts) {
    if (auto failure = add(text, policy)) return failure;
  }
  return {};
}

base::Failure add_shape(const OptionTexts& texts, TraceShape& shape) {
  for (const std::string& text : texts.allow_edge) {
    if (auto failure = add_pair("--allow-edge", text, shape.allowed_edges)) return failure;
  }
  for (const std::string& text : texts.may_outlive) {
    if (auto failure = add_pair("--may-outlive", text, shape.may_outlive)) return failure;
  }
  for (const std::string& name : texts.require_service) {
    shape.required_services.push_back({name, {}});
  }
  return {};
}

}  // namespace

base::Failure add_options(const OptionTexts& texts, Policy& policy) {
  using Adder = base::Failure (*)(std::string_view, Policy&);
  const std::array<std::pair<const std::vector<std::string>*, Adder>, 5> lists{{
      {&texts.latency, add_latency},
      {&texts.expect, add_expectation},
      {&texts.max_per_trace, add_trace_limit},
      {&texts.severity, add_severity},
      {&texts.ignore, add_suppression},
  }};
  for (const auto& [list, add] : lists) {
    if (auto failure = add_all(*list, add, policy)) return failure;
  }
  if (auto failure = add_shape(texts, policy.traces)) return failure;
  if (auto failure =
          set_floor("--min-attributed", Covered::Attributed, texts.min_attributed, policy)) {
    return failure;
  }
  return set_floor("--min-priced", Covered::Priced, texts.min_priced, policy);
}

}  // namespace trace_cost::policy
