#include "cost/budget_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/nearest_word.h"
#include "cost/limit_words.h"

namespace trace_cost::cost {

namespace {

constexpr std::string_view kTotal = "total";
constexpr std::string_view kAttribute = "attr:";

base::Error faulty(std::string_view why) {
  return {base::ErrorCode::BadArgument,
          fmt::format("{}; expected SCOPE[/WINDOW]=LIMIT like user=0.50, user/1d=5, "
                      "trace=20000tokens, total=5",
                      why)};
}

// "user,model[service=a*]/1d", cut up.
struct ScopeWords {
  std::string_view dimensions;
  std::string_view filters;
  std::string_view window;
  bool has_filters = false;
  bool has_window = false;
};

// A '/' belongs to the window unless it is in a filter, or in the key of an attribute.
ScopeWords cut_up(std::string_view scope) {
  ScopeWords words{scope, {}, {}};
  const std::size_t slash = scope.rfind('/');
  const std::size_t bracket = scope.rfind(']');
  const bool is_behind = bracket == std::string_view::npos || slash > bracket;
  if (slash != std::string_view::npos && is_behind) {
    const std::size_t comma = scope.rfind(',', slash);
    const std::size_t last = comma == std::string_view::npos ? 0 : comma + 1;
    const bool is_in_key = scope.substr(last).starts_with(kAttribute) &&
                           bracket == std::string_view::npos &&
                           !Window::read(scope.substr(slash + 1));
    if (!is_in_key) {
      words.has_window = true;
      words.window = scope.substr(slash + 1);
      words.dimensions = scope.substr(0, slash);
    }
  }
  const std::size_t open = words.dimensions.find('[');
  if (words.dimensions.ends_with(']') && open != std::string_view::npos) {
    words.has_filters = true;
    words.filters = words.dimensions.substr(open + 1, words.dimensions.size() - open - 2);
    words.dimensions = words.dimensions.substr(0, open);
  }
  return words;
}

// Reads the parts of one --budget, or of the scope of an override.
class ScopeReader {
 public:
  ScopeReader(const FieldKeys& keys, model::AttributeSelection& selection)
      : keys_(keys), selection_(selection) {}

  base::Result<Budget> read(std::string_view scope) {
    const ScopeWords words = cut_up(scope);
    Budget budget;
    budget.name = scope;
    if (auto failure = read_dimensions(words.dimensions, budget)) return *failure;
    if (words.has_filters) {
      if (auto failure = read_filters(words.filters, budget)) return *failure;
    }
    if (words.has_window) {
      const base::Result<Window> window = Window::read(words.window);
      if (!window) return window.error();
      budget.window = *window;
    }
    return budget;
  }

 private:
  base::Failure read_dimensions(std::string_view words, Budget& budget) {
    if (words == kTotal) return {};
    for (const std::string_view word : split(words, ',')) {
      base::Result<Dimension> dimension = Dimension::parse(word, keys_, selection_);
      if (!dimension) return with_total(word, dimension.error());
      budget.per.push_back(*std::move(dimension));
    }
    return {};
  }

  static base::Error with_total(std::string_view word, base::Error error) {
    static constexpr std::array kWords{kTotal};
    const bool is_near = base::nearest_word(word, kWords).has_value();
    error.message += is_near ? ", total; did you mean 'total'?" : ", total";
    return error;
  }

  base::Failure read_filters(std::string_view words, Budget& budget) {
    for (const std::string_view word : split(words, ',')) {
      const std::size_t equals = word.find('=');
      if (equals == std::string_view::npos) {
        return base::Error{base::ErrorCode::BadArgument,
                           fmt::format("'{}' is no filter like model=gpt-4*, or user= for what has "
                                       "no user",
                                       word)};
      }
      base::Result<Dimension> of = Dimension::parse(word.substr(0, equals), keys_, selection_);
      if (!of) return of.error();
      const std::string_view pattern = word.substr(equals + 1);
      const auto kind = pattern.empty() ? Match::Kind::Absent : Match::Kind::Glob;
      budget.match.push_back({*std::move(of), kind, std::string(pattern)});
    }
    return {};
  }

  const FieldKeys& keys_;
  model::AttributeSelection& selection_;
};

}  // namespace

base::Result<Budget> read_budget(std::string_view text, const FieldKeys& keys,
                                 model::AttributeSelection& selection) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string_view::npos) return faulty("no '=' in it");
  if (equals == 0) return faulty("nothing stands before '='");
  base::Result<Budget> budget = ScopeReader(keys, selection).read(text.substr(0, equals));
  if (!budget) return faulty(budget.error().message);
  const base::Result<Limits> limits = read_limits(text.substr(equals + 1));
  if (!limits) return faulty(limits.error().message);
  budget->limits = *limits;
  if (const auto fault = fault_of(*budget)) return faulty(fault->message);
  return budget;
}

namespace {

base::Error faulty_override(std::string_view why) {
  return {
      base::ErrorCode::BadArgument,
      fmt::format("{}; expected SCOPE[/WINDOW]=VALUE:LIMIT like user=vip@example.com:50.00", why)};
}

// A scope with the values that an override is for.
struct OverrideWords {
  Budget scope;  // without limits
  bool has_window = false;
  std::vector<std::string_view> values;  // parallel to scope.per
  Limits limits;
};

base::Result<OverrideWords> read_override(std::string_view text, const FieldKeys& keys,
                                          model::AttributeSelection& selection) {
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.rfind(':');
  if (equals == std::string_view::npos || equals == 0) {
    return faulty_override("no '=' behind a scope");
  }
  if (colon == std::string_view::npos || colon < equals) {
    return faulty_override("no ':' before a limit");
  }
  const base::Result<Budget> scope = ScopeReader(keys, selection).read(text.substr(0, equals));
  if (!scope) return faulty_override(scope.error().message);
  const base::Result<Limits> limits = read_limits(text.substr(colon + 1));
  if (!limits) return faulty_override(limits.error().message);
  const std::string_view values = text.substr(equals + 1, colon - equals - 1);
  OverrideWords words{*scope, cut_up(scope->name).has_window, {values}, *limits};
  if (scope->per.size() > 1) words.values = split(values, ',');
  if (scope->per.empty()) return faulty_override("the total has no single values");
  if (words.values.size() != scope->per.size()) {
    return faulty_override(
        fmt::format("'{}' is not one value for each of {} dimensions", values, scope->per.size()));
  }
  return words;
}

std::size_t place_of(const Dimension& dimension, const std::vector<Dimension>& per) {
  const auto found = std::find_if(per.begin(), per.end(), [&](const Dimension& other) {
    return other.name() == dimension.name();
  });
  return static_cast<std::size_t>(found - per.begin());
}

bool may_mean(const OverrideWords& words, const Budget& budget) {
  const bool has_window = !words.has_window || words.scope.window.name() == budget.window.name();
  return has_window && std::all_of(words.scope.per.begin(), words.scope.per.end(),
                                   [&](const Dimension& dimension) {
                                     return place_of(dimension, budget.per) < budget.per.size();
                                   });
}

bool sets_same(const Limits& a, const Limits& b) {
  return (a.cost && b.cost) || (a.tokens && b.tokens) || (a.calls && b.calls) ||
         (a.share && b.share);
}

// Leaves those that `is_better` wants, unless it wants none.
template <typename IsBetter>
void prefer(std::vector<Budget*>& meant, IsBetter is_better) {
  std::vector<Budget*> better;
  std::copy_if(meant.begin(), meant.end(), std::back_inserter(better), is_better);
  if (!better.empty()) meant = std::move(better);
}

std::vector<Budget*> meant_by(const OverrideWords& words, std::vector<Budget>& budgets) {
  std::vector<Budget*> meant;
  for (Budget& budget : budgets) {
    if (may_mean(words, budget)) meant.push_back(&budget);
  }
  prefer(meant, [&](const Budget* b) { return b->per.size() == words.scope.per.size(); });
  prefer(meant, [&](const Budget* b) { return sets_same(b->limits, words.limits); });
  return meant;
}

base::Failure apply_override(const OverrideWords& words, std::vector<Budget>& budgets) {
  const std::vector<Budget*> meant = meant_by(words, budgets);
  if (meant.empty()) {
    return faulty_override(fmt::format("no --budget is for {}", words.scope.name));
  }
  if (meant.size() > 1) {
    std::string names;
    for (const Budget* budget : meant) names += (names.empty() ? "" : " and ") + budget->name;
    return faulty_override(fmt::format("it may mean {}; name the window", names));
  }
  Override other{Keys(meant.front()->per.size()), words.limits};
  for (std::size_t i = 0; i < words.values.size(); ++i) {
    other.keys[place_of(words.scope.per[i], meant.front()->per)] = words.values[i];
  }
  meant.front()->overrides.push_back(std::move(other));
  return {};
}

base::Error behind(std::string_view flag, std::string_view text, const base::Error& error) {
  return {error.code, fmt::format("{} {}: {}", flag, text, error.message)};
}

base::Result<std::vector<std::int64_t>> read_warn_at(const std::vector<std::string>& texts) {
  std::vector<std::int64_t> parts;
  for (const std::string& text : texts) {
    if (text == "off") continue;
    const auto part = read_part(text);
    if (!part) {
      return base::Error{
          base::ErrorCode::BadArgument,
          fmt::format("--warn-at {}: expected a part of a limit like 80%, or off", text)};
    }
    parts.push_back(*part);
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

}  // namespace

base::Result<std::vector<Budget>> read_budgets(const BudgetWords& words, const FieldKeys& keys,
                                               model::AttributeSelection& selection) {
  const auto warn_at = read_warn_at(words.warn_at);
  if (!warn_at) return warn_at.error();
  const auto offset = read_utc_offset("--timezone", words.timezone);
  if (!offset) return offset.error();
  std::vector<Budget> budgets;
  for (std::size_t i = 0; i < words.budgets.size(); ++i) {
    const std::string& text = words.budgets[i];
    const std::string origin = i < words.origins.size() ? words.origins[i] : "";
    base::Result<Budget> budget = read_budget(text, keys, selection);
    if (!budget) {
      return behind(origin.empty() ? "--budget" : origin + ": budget", text, budget.error());
    }
    budget->origin = origin;
    budget->offset = *offset;
    budget->credits = words.credits;
    if (!words.warn_at.empty()) budget->warn_at = *warn_at;
    budgets.push_back(*std::move(budget));
  }
  for (const std::string& text : words.overrides) {
    const auto other = read_override(text, keys, selection);
    if (!other) return behind("--budget-override", text, other.error());
    if (auto failure = apply_override(*other, budgets)) {
      return behind("--budget-override", text, *failure);
    }
  }
  return budgets;
}

}  // namespace trace_cost::cost
