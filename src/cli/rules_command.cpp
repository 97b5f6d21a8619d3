#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "base/nearest_word.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "policy/rule_book.h"
#include "report/views/rules_view.h"

namespace trace_cost::cli {

namespace {

struct ExplainOptions {
  std::string rule;
  OutputOptions output;
};

int unknown_rule(const std::string& typed, const std::vector<const model::Rule*>& rules,
                 const Session& session) {
  std::vector<std::string_view> ids;
  ids.reserve(rules.size());
  for (const model::Rule* rule : rules) ids.push_back(rule->id);
  const auto nearest = base::nearest_word(typed, ids);
  const std::string hint = nearest ? fmt::format("; did you mean {}?", *nearest) : "";
  return refuse(session,
                fmt::format("no rule is called {}{} (trace-cost rules lists all)", typed, hint));
}

int list_rules(const OutputOptions& output, const Session& session) {
  report::Document document;
  document.schema = "trace-cost.rules.v1";
  report::add_rules(policy::all_rules(), document);
  const auto failure = print(document, output, session);
  return failure ? refuse(session, failure->message) : kDone;
}

int explain(const ExplainOptions& options, const Session& session) {
  if (options.rule.empty()) return list_rules(options.output, session);
  std::string wanted = options.rule;
  std::transform(wanted.begin(), wanted.end(), wanted.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  const auto rules = policy::all_rules();
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const model::Rule* rule) { return rule->id == wanted; });
  if (found == rules.end()) return unknown_rule(wanted, rules, session);
  report::Document document;
  document.schema = "trace-cost.explain.v1";
  report::add_explanation(**found, document);
  const auto failure = print(document, options.output, session);
  return failure ? refuse(session, failure->message) : kDone;
}

constexpr std::array<std::string_view, 3> kFormats{"text", "json", "markdown"};

}  // namespace

Action add_explain_command(CLI::App& app) {
  const auto options = std::make_shared<ExplainOptions>();
  add_text(app, {"RULE", "A rule's id, like TC-P003; without one, all are listed", ""},
           options->rule);
  add_output_options(app, kFormats, options->output);
  return [options](const Session& session) { return explain(*options, session); };
}

Action add_rules_command(CLI::App& app) {
  const auto options = std::make_shared<OutputOptions>();
  add_output_options(app, kFormats, *options);
  return [options](const Session& session) { return list_rules(*options, session); };
}

}  // namespace trace_cost::cli
