#include "policy/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "policy/rule_book.h"
#include "policy/toml_text.h"
#include "policy/toml_value.h"

namespace trace_cost::policy {

namespace {

using Known = std::vector<Identity>;

std::optional<std::string> read_name(const TomlValue& value) {
  const auto* text = value.node().as_string();
  if (text == nullptr) value.expect("a text in quotes");
  return text == nullptr ? std::nullopt : std::optional(text->get());
}

constexpr std::array kIdentityKeys{
    Key<Identity>{"rule",
                  [](const TomlValue& v, Identity& id) { id.rule = v.text().value_or("?"); }},
    Key<Identity>{"check",
                  [](const TomlValue& v, Identity& id) { id.check = v.text().value_or("?"); }},
    Key<Identity>{"caller", [](const TomlValue& v, Identity& id) { id.caller = read_name(v); }},
    Key<Identity>{"callee", [](const TomlValue& v, Identity& id) { id.callee = read_name(v); }},
    Key<Identity>{"service", [](const TomlValue& v, Identity& id) { id.service = read_name(v); }},
    Key<Identity>{"user", [](const TomlValue& v, Identity& id) { id.user = read_name(v); }},
};

void read_known(const TomlValue& list, Known& known) {
  for (const TomlValue& table : list.tables()) {
    Identity identity;
    read_members<Identity>(table, kIdentityKeys, identity);
    if (!table.is_table()) continue;
    if (identity.rule.empty()) table.fault("needs rule = \"TC-P001\"");
    if (identity.check.empty()) table.fault("needs check = \"propagation\"");
    known.push_back(std::move(identity));
  }
}

constexpr std::array kBaselineKeys{Key<Known>{"known", read_known}};

std::string entry_text(const Identity& id) {
  std::string line =
      fmt::format("  {{ rule = {}, check = {}", toml_quoted(id.rule), toml_quoted(id.check));
  const auto add = [&](std::string_view key, const std::optional<std::string>& name) {
    if (name) line += fmt::format(", {} = {}", key, toml_quoted(*name));
  };
  add("caller", id.caller);
  add("callee", id.callee);
  add("service", id.service);
  add("user", id.user);
  return line + " },\n";
}

void tidy(Known& known) {
  std::sort(known.begin(), known.end(), is_before);
  known.erase(std::unique(known.begin(), known.end()), known.end());
}

// True when the check was asked and answered, or is no longer asked.
bool was_evaluated(const Identity& identity, const Verdict& verdict) {
  return std::none_of(verdict.checks.begin(), verdict.checks.end(), [&](const Check& check) {
    const bool has_answer = check.state == CheckState::Passed || check.state == CheckState::Failed;
    return check.key == identity.check && !has_answer;
  });
}

}  // namespace

base::Result<Known> read_baseline(std::string_view text, std::string_view name) {
  TomlFile file(text, name);
  const toml::table root = file.parse();
  Known known;
  if (file.is_sound()) read_members<Known>(TomlValue(root, "", file), kBaselineKeys, known);
  if (!file.is_sound()) return base::Error{base::ErrorCode::BadArgument, file.fault_text()};
  tidy(known);
  return known;
}

std::string baseline_text(Known known) {
  tidy(known);
  std::string text =
      "# Findings that are known: they pass, new ones fail. Written by trace-cost check\n"
      "# --update-baseline, which takes out what is mended and never puts anything in.\n"
      "known = [\n";
  for (const Identity& identity : known) text += entry_text(identity);
  return text + "]\n";
}

Known failing(const Verdict& verdict) {
  Known found;
  for (const JudgedFinding& judged : verdict.findings) {
    const bool can_be_known = judged.identity.rule != kSuppressionExpired.id;
    if (judged.fate == Fate::Failed && can_be_known) found.push_back(judged.identity);
  }
  tidy(found);
  return found;
}

Ratchet turn_ratchet(const Known& known, const Verdict& verdict) {
  Known met;
  for (const JudgedFinding& judged : verdict.findings) {
    if (judged.fate == Fate::Known) met.push_back(judged.identity);
  }
  tidy(met);
  Ratchet ratchet;
  for (const Identity& identity : known) {
    const bool is_met = std::binary_search(met.begin(), met.end(), identity, is_before);
    const bool is_mended = !is_met && was_evaluated(identity, verdict);
    (is_mended ? ratchet.mended : ratchet.kept).push_back(identity);
  }
  return ratchet;
}

}  // namespace trace_cost::policy
