#include "policy/budget_table.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "cost/budget_words.h"
#include "cost/conventions.h"
#include "cost/limit_words.h"

namespace trace_cost::policy {

namespace {

struct Draft {
  std::vector<std::string> per;
  std::vector<std::string> match;  // "model=gpt-4*"
  std::string window;
  std::vector<std::string> limits;
  std::vector<TomlValue> overrides;  // read when it is known what they are for
  BudgetTerms terms;
};

// What is settled here says whether words are right, and is thrown away.
struct Trial {
  model::AttributeSelection selection;
  cost::FieldKeys fields = cost::select_fields({}, selection);
};

// What reads an option's words says at the end how they look on a command line.
std::string without_syntax(const std::string& message) {
  return message.substr(0, message.find("; expected SCOPE"));
}

bool is_dimension(std::string_view name, const TomlValue& value) {
  Trial trial;
  const auto dimension = cost::Dimension::parse(name, trial.fields, trial.selection);
  if (!dimension) value.fault(dimension.error().message);
  return dimension.has_value();
}

void read_per(const TomlValue& list, Draft& draft) {
  for (const TomlValue& value : list.texts()) {
    const auto name = value.text();
    if (name && is_dimension(*name, value)) draft.per.push_back(*name);
  }
}

void read_match(const TomlValue& table, Draft& draft) {
  for (const TomlValue& value : table.members()) {
    const auto* pattern = value.node().as_string();
    if (pattern == nullptr) {
      value.expect("a text like \"gpt-4*\", or \"\" for what has no value");
    } else if (pattern->get().find_first_of(",[]=") != std::string::npos) {
      value.fault("no ',', '=' or bracket may stand in it; '*' and '?' stand for other letters");
    } else if (is_dimension(value.key(), value)) {
      draft.match.push_back(value.key() + "=" + pattern->get());
    }
  }
}

void read_window(const TomlValue& value, Draft& draft) {
  const auto text = value.text();
  if (!text) return;
  const auto window = cost::Window::read(*text);
  if (!window) return value.fault(window.error().message);
  draft.window = *text;
}

void read_limit(const TomlValue& value, Draft& draft) {
  const auto text = value.text_or_number();
  if (!text) return;
  const auto limits = cost::read_limits(*text);
  const bool is_money = limits && limits->cost && !limits->tokens && !limits->calls;
  if (!is_money || *limits->cost < model::Money{}) {
    return value.expect("dollars like \"0.50\"");
  }
  draft.limits.push_back(*text);
}

template <char kFirst>  // of "tokens" or "calls"
void read_count_limit(const TomlValue& value, Draft& draft) {
  const auto count = value.count();
  if (count)
    draft.limits.push_back(fmt::format("{}{}", *count, kFirst == 't' ? "tokens" : "calls"));
}

void read_share_limit(const TomlValue& value, Draft& draft) {
  const auto text = value.text();
  if (!text) return;
  const auto limits = cost::read_limits(*text);
  if (!limits || !limits->share) return value.expect("a share of all money like \"2%\"");
  draft.limits.push_back(*text);
}

void read_warn_at(const TomlValue& list, Draft& draft) {
  auto& parts = draft.terms.warn_at.emplace();
  for (const TomlValue& value : list.texts()) {
    const auto text = value.text();
    if (!text || *text == "off") continue;
    const auto part = cost::read_part(*text);
    if (!part) {
      value.expect("a part of a limit like \"80%\", or \"off\"");
    } else {
      parts.push_back(*part);
    }
  }
  std::sort(parts.begin(), parts.end());
}

constexpr std::array kAnomalyKeys{
    Key<cost::Anomaly>{"factor",
                       [](const TomlValue& value, cost::Anomaly& anomaly) {
                         constexpr std::int64_t kWhole = 1'000'000;
                         const auto count = value.count();
                         if (count && *count <= 1'000'000) {
                           anomaly.factor = static_cast<std::int64_t>(*count) * kWhole;
                         } else if (count) {
                           value.expect("a million at most");
                         }
                       }},
    Key<cost::Anomaly>{"least",
                       [](const TomlValue& value, cost::Anomaly& anomaly) {
                         const auto text = value.text_or_number();
                         if (!text) return;
                         const auto dollars = model::read_money(*text).value;
                         if (!dollars) return value.expect("dollars like \"1.00\"");
                         anomaly.least = *dollars;
                       }},
    Key<cost::Anomaly>{"lookback",
                       [](const TomlValue& value, cost::Anomaly& anomaly) {
                         const auto text = value.text();
                         if (!text) return;
                         anomaly.lookback = cost::read_stretch(*text);
                         if (!anomaly.lookback) value.expect("a stretch of time like \"14d\"");
                       }},
};

constexpr std::array kBudgetKeys{
    Key<Draft>{"name", [](const TomlValue& value,
                          Draft& draft) { draft.terms.name = value.text().value_or(""); }},
    Key<Draft>{"per", read_per},
    Key<Draft>{"match", read_match},
    Key<Draft>{"window", read_window},
    Key<Draft>{"limit", read_limit},
    Key<Draft>{"tokens", read_count_limit<'t'>},
    Key<Draft>{"calls", read_count_limit<'c'>},
    Key<Draft>{"share", read_share_limit},
    Key<Draft>{"overrides",
               [](const TomlValue& table, Draft& draft) { draft.overrides = table.members(); }},
    Key<Draft>{"warn_at", read_warn_at},
    Key<Draft>{"on_breach",
               [](const TomlValue& value, Draft& draft) {
                 static constexpr std::array<std::string_view, 2> kWords{"fail", "warn"};
                 if (value.one_of(kWords) == "warn") draft.terms.on_breach = cost::OnBreach::Warn;
               }},
    Key<Draft>{"forecast",
               [](const TomlValue& value, Draft& draft) {
                 if (value.boolean() == true) draft.terms.forecast = cost::Forecast::Yes;
               }},
    Key<Draft>{"anomaly",
               [](const TomlValue& table, Draft& draft) {
                 read_members<cost::Anomaly>(table, kAnomalyKeys, draft.terms.anomaly.emplace());
               }},
};

// "user,model[model=gpt-*]/1d=0.50,200calls"
std::string words_of(const Draft& draft) {
  std::string words = draft.per.empty() ? "total" : fmt::format("{}", fmt::join(draft.per, ","));
  if (!draft.match.empty()) words += fmt::format("[{}]", fmt::join(draft.match, ","));
  if (!draft.window.empty()) words += "/" + draft.window;
  return fmt::format("{}={}", words, fmt::join(draft.limits, ","));
}

// "alice" = "5.00"; several keys with commas between, in the order of `per`.
void read_override(const TomlValue& value, const Draft& draft, std::vector<cost::Override>& all) {
  const auto text = value.text_or_number();
  if (!text) return;
  const auto limits = cost::read_limits(*text);
  if (!limits) return value.fault(limits.error().message);
  cost::Override other;
  other.limits = *limits;
  if (draft.per.size() == 1) {
    other.keys.emplace_back(value.key());
  } else {
    for (const std::string_view key : cost::split(value.key(), ',')) other.keys.emplace_back(key);
  }
  if (draft.per.empty() || other.keys.size() != draft.per.size()) {
    return value.fault(
        fmt::format("overrides need one name for each of per, here {}, with commas "
                    "between",
                    draft.per.size()));
  }
  all.push_back(std::move(other));
}

}  // namespace

void read_budget_table(const TomlValue& table, Policy& policy) {
  Draft draft;
  const std::size_t faults_before = table.file().fault_count();
  read_members<Draft>(table, kBudgetKeys, draft);
  for (const TomlValue& value : draft.overrides) {
    read_override(value, draft, draft.terms.overrides);
  }
  if (table.file().fault_count() != faults_before) return;
  if (draft.limits.empty()) {
    return table.fault("needs a limit: limit = \"0.50\", tokens, calls or share");
  }
  draft.terms.text = words_of(draft);
  draft.terms.place = table.place();
  Trial trial;
  const auto budget = cost::read_budget(draft.terms.text, trial.fields, trial.selection);
  if (!budget) return table.fault(without_syntax(budget.error().message));
  policy.budgets.push_back(std::move(draft.terms));
}

std::vector<std::string_view> budget_keys() {
  std::vector<std::string_view> names;
  names.reserve(kBudgetKeys.size());
  for (const auto& key : kBudgetKeys) names.push_back(key.name);
  return names;
}

}  // namespace trace_cost::policy
