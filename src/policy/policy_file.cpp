#include "policy/policy_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/budget_table.h"
#include "policy/limit_text.h"
#include "policy/rule_book.h"
#include "policy/toml_value.h"

namespace trace_cost::policy {

namespace {

constexpr std::string_view kEdge = "an edge like \"frontend>backend\"";

// --- [[latency]] ---------------------------------------------------------------------------------

struct LatencyDraft {
  LatencyLimit common;
  std::vector<LatencyLimit> limits;  // one for each percentile
};

template <Quantile kQuantile>
void read_latency_limit(const TomlValue& value, LatencyDraft& draft) {
  const auto text = value.text();
  if (!text) return;
  const auto most = read_duration(*text);
  if (!most) return value.expect("a length of time like \"800ms\" or \"1.5s\", a day at most");
  LatencyLimit limit;
  limit.quantile = kQuantile;
  limit.most = *most;
  limit.place = value.place();
  draft.limits.push_back(limit);
}

constexpr std::array kLatencyKeys{
    Key<LatencyDraft>{"operation",
                      [](const TomlValue& value, LatencyDraft& draft) {
                        draft.common.operation = value.text().value_or("");
                      }},
    Key<LatencyDraft>{"service",
                      [](const TomlValue& value, LatencyDraft& draft) {
                        draft.common.service = value.text().value_or("");
                      }},
    Key<LatencyDraft>{"leg",
                      [](const TomlValue& value, LatencyDraft& draft) {
                        const auto text = value.text();
                        if (!text) return;
                        draft.common.leg = read_pair(*text);
                        if (!draft.common.leg) value.expect(kEdge);
                      }},
    Key<LatencyDraft>{"p50", read_latency_limit<Quantile::P50>},
    Key<LatencyDraft>{"p95", read_latency_limit<Quantile::P95>},
    Key<LatencyDraft>{"p99", read_latency_limit<Quantile::P99>},
    Key<LatencyDraft>{"max", read_latency_limit<Quantile::Max>},
    Key<LatencyDraft>{"min_calls",
                      [](const TomlValue& value, LatencyDraft& draft) {
                        draft.common.min_calls = value.count().value_or(1);
                      }},
};

void read_latency(const TomlValue& table, Policy& policy) {
  LatencyDraft draft;
  const std::size_t faults_before = table.file().fault_count();
  read_members<LatencyDraft>(table, kLatencyKeys, draft);
  if (table.file().fault_count() != faults_before) return;
  if (draft.common.operation.empty() == !draft.common.leg) {
    return table.fault("needs either operation = \"GET /chat\" or leg = \"frontend>backend\"");
  }
  if (draft.common.leg && !draft.common.service.empty()) {
    return table.fault("service belongs to an operation; a leg names its services itself");
  }
  if (draft.limits.empty()) return table.fault("needs a limit: p50, p95, p99 or max = \"800ms\"");
  for (LatencyLimit& limit : draft.limits) {
    limit.operation = draft.common.operation;
    limit.service = draft.common.service;
    limit.leg = draft.common.leg;
    limit.min_calls = draft.common.min_calls;
    policy.latency.push_back(limit);
  }
}

// --- [propagation] -------------------------------------------------------------------------------

constexpr std::array kPropagationKeys{
    Key<Policy>{"expect",
                [](const TomlValue& list, Policy& policy) {
                  for (const TomlValue& value : list.texts()) {
                    const auto text = value.text();
                    if (!text) continue;
                    const auto path = read_path(*text);
                    if (!path) value.expect("a path like \"frontend>backend>database\"");
                    if (path) policy.expectations.push_back({*path, value.place()});
                  }
                }},
};

// --- [traces] ------------------------------------------------------------------------------------

std::vector<ServicePair> read_pairs(const TomlValue& list) {
  std::vector<ServicePair> pairs;
  for (const TomlValue& value : list.texts()) {
    const auto text = value.text();
    if (!text) continue;
    const auto pair = read_pair(*text);
    if (!pair) {
      value.expect(kEdge);
    } else {
      pairs.push_back(*pair);
    }
  }
  return pairs;
}

template <Countable kOf>
void read_trace_limit(const TomlValue& value, Policy& policy) {
  if (const auto count = value.count()) {
    policy.traces.limits.push_back({kOf, *count, value.place()});
  }
}

constexpr std::array kTraceKeys{
    Key<Policy>{"allowed_edges",
                [](const TomlValue& list, Policy& policy) {
                  policy.traces.allowed_edges = read_pairs(list);
                  policy.traces.allowed_edges_place = list.place();
                }},
    Key<Policy>{"required_services",
                [](const TomlValue& list, Policy& policy) {
                  for (const TomlValue& value : list.texts()) {
                    const auto text = value.text();
                    if (text) policy.traces.required_services.push_back({*text, value.place()});
                  }
                }},
    Key<Policy>{"may_outlive",
                [](const TomlValue& list, Policy& policy) {
                  policy.traces.may_outlive = read_pairs(list);
                  policy.traces.may_outlive_place = list.place();
                }},
    Key<Policy>{"max_spans", read_trace_limit<Countable::Spans>},
    Key<Policy>{"max_calls", read_trace_limit<Countable::Calls>},
    Key<Policy>{"max_model_calls", read_trace_limit<Countable::ModelCalls>},
    Key<Policy>{"max_tokens", read_trace_limit<Countable::Tokens>},
};

// --- [coverage] ----------------------------------------------------------------------------------

template <Covered kOf>
void read_floor(const TomlValue& value, Policy& policy) {
  const auto text = value.text();
  if (!text) return;
  const auto share = read_share(*text);
  if (!share) return value.expect("a share like \"99%\"");
  policy.coverage.push_back({kOf, *share, value.place()});
}

constexpr std::array kCoverageKeys{
    Key<Policy>{"attributed", read_floor<Covered::Attributed>},
    Key<Policy>{"priced", read_floor<Covered::Priced>},
};

// --- [severity] and [[ignore]] -------------------------------------------------------------------

std::vector<std::string_view> rule_ids() {
  std::vector<std::string_view> ids;
  for (const model::Rule* rule : all_rules()) ids.push_back(rule->id);
  return ids;
}

void read_severities(const TomlValue& table, Policy& policy) {
  static constexpr std::array<std::string_view, 4> kWords{"error", "warning", "info", "off"};
  if (!table.is_table()) return table.expect("a table of rules, like TC-P008 = \"error\"");
  const std::vector<std::string_view> ids = rule_ids();
  for (const auto& [id, node] : *table.node().as_table()) {
    if (std::find(ids.begin(), ids.end(), id.str()) == ids.end()) {
      table.unknown_member(id, ids);
      continue;
    }
    const TomlValue value(node, "severity." + std::string(id.str()), table.file());
    const auto word = value.one_of(kWords);
    if (word) policy.severities.push_back({std::string(id.str()), read_severity(*word).severity});
  }
}

constexpr std::array kIgnoreKeys{
    Key<Suppression>{"rule",
                     [](const TomlValue& value, Suppression& suppression) {
                       suppression.rule = value.one_of(rule_ids()).value_or("?");
                     }},
    Key<Suppression>{"where",
                     [](const TomlValue& value, Suppression& suppression) {
                       suppression.where = value.text().value_or("");
                     }},
    Key<Suppression>{"reason",
                     [](const TomlValue& value, Suppression& suppression) {
                       suppression.reason = value.text().value_or("?");
                     }},
    Key<Suppression>{"expires",
                     [](const TomlValue& value, Suppression& suppression) {
                       suppression.expires = value.day();
                     }},
};

void read_suppression(const TomlValue& table, Policy& policy) {
  Suppression suppression;
  suppression.place = table.place();
  read_members<Suppression>(table, kIgnoreKeys, suppression);
  if (!table.is_table()) return;
  if (suppression.rule.empty()) return table.fault("needs rule = \"TC-P001\"");
  if (suppression.reason.empty()) return table.fault("needs reason = \"why it may be ignored\"");
  policy.suppressions.push_back(std::move(suppression));
}

// --- the whole file ------------------------------------------------------------------------------

template <void (*kRead)(const TomlValue&, Policy&)>
void read_each(const TomlValue& list, Policy& policy) {
  for (const TomlValue& table : list.tables()) kRead(table, policy);
}

constexpr std::array kPolicyKeys{
    Key<Policy>{"fail_on",
                [](const TomlValue& value, Policy& policy) {
                  static constexpr std::array<std::string_view, 2> kWords{"error", "warning"};
                  policy.fail_on = value.one_of(kWords);
                }},
    Key<Policy>{"strict", [](const TomlValue& value,
                             Policy& policy) { policy.strict = value.boolean().value_or(false); }},
    Key<Policy>{"baseline", [](const TomlValue& value,
                               Policy& policy) { policy.baseline = value.text().value_or(""); }},
    Key<Policy>{"budgets", read_each<read_budget_table>},
    Key<Policy>{"latency", read_each<read_latency>},
    Key<Policy>{"propagation",
                [](const TomlValue& table, Policy& policy) {
                  read_members<Policy>(table, kPropagationKeys, policy);
                }},
    Key<Policy>{"traces", [](const TomlValue& table,
                             Policy& policy) { read_members<Policy>(table, kTraceKeys, policy); }},
    Key<Policy>{"coverage",
                [](const TomlValue& table, Policy& policy) {
                  read_members<Policy>(table, kCoverageKeys, policy);
                }},
    Key<Policy>{"severity", read_severities},
    Key<Policy>{"ignore", read_each<read_suppression>},
};

// toml++ hands members over by name; people read them by line.
template <typename Items>
void sort_by_line(Items& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const auto& a, const auto& b) { return a.place.line < b.place.line; });
}

template <typename Keys>
void list_keys(std::string_view table, const Keys& keys, std::vector<std::string>& names) {
  for (const auto& key : keys) {
    names.push_back(table.empty() ? std::string(key.name) : fmt::format("{}.{}", table, key.name));
  }
}

}  // namespace

base::Result<Policy> read_policy(std::string_view text, std::string_view name) {
  TomlFile file(text, name);
  const toml::table root = file.parse();
  Policy policy;
  policy.file = name;
  if (file.is_sound()) read_members<Policy>(TomlValue(root, "", file), kPolicyKeys, policy);
  sort_by_line(policy.latency);
  sort_by_line(policy.traces.limits);
  sort_by_line(policy.coverage);
  if (file.is_sound()) return policy;
  return base::Error{base::ErrorCode::BadArgument, file.fault_text()};
}

std::vector<std::string> policy_keys() {
  std::vector<std::string> names;
  list_keys("", kPolicyKeys, names);
  for (const std::string_view key : budget_keys()) names.push_back(fmt::format("budgets.{}", key));
  list_keys("latency", kLatencyKeys, names);
  list_keys("propagation", kPropagationKeys, names);
  list_keys("traces", kTraceKeys, names);
  list_keys("coverage", kCoverageKeys, names);
  list_keys("ignore", kIgnoreKeys, names);
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace trace_cost::policy
