#include "policy/toml_value.h"

#include <fmt/format.h>

#include "policy/limit_text.h"

namespace trace_cost::policy {

namespace {

std::string_view words_for(toml::node_type type) {
  switch (type) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a text";
    case toml::node_type::boolean:
      return "true or false";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    default:
      return "a date or time";
  }
}

}  // namespace

std::string TomlValue::found() const {
  constexpr std::size_t kShown = 40;
  if (const auto* text = node_->as_string()) {
    return fmt::format("\"{}\"", text->get().substr(0, kShown));
  }
  const bool is_short = node_->is_number() || node_->is_boolean();
  return is_short ? file_->literal_of(*node_) : std::string(words_for(node_->type()));
}

void TomlValue::expect(std::string_view expected) const {
  fault(fmt::format("found {}; expected {}", found(), expected));
}

void TomlValue::fault(std::string_view message) const {
  file_->fault(node_->source().begin,
               key_.empty() ? std::string(message) : fmt::format("{}: {}", key_, message));
}

std::optional<std::string> TomlValue::text() const {
  const auto* text = node_->as_string();
  if (text != nullptr && !trimmed(text->get()).empty()) return text->get();
  expect("a text in quotes");
  return std::nullopt;
}

std::optional<bool> TomlValue::boolean() const {
  if (const auto* boolean = node_->as_boolean()) return boolean->get();
  expect("true or false");
  return std::nullopt;
}

std::optional<std::uint64_t> TomlValue::count() const {
  const auto* number = node_->as_integer();
  if (number != nullptr && number->get() > 0) return static_cast<std::uint64_t>(number->get());
  expect("a whole number above zero");
  return std::nullopt;
}

std::optional<std::string> TomlValue::text_or_number() const {
  return node_->is_number() ? file_->literal_of(*node_) : text();
}

std::optional<std::chrono::sys_days> TomlValue::day() const {
  std::optional<std::chrono::sys_days> day;
  if (const auto* date = node_->as_date()) {
    const toml::date& parts = date->get();
    const std::chrono::year_month_day calendar{std::chrono::year{parts.year},
                                               std::chrono::month{parts.month},
                                               std::chrono::day{parts.day}};
    day = std::chrono::sys_days(calendar);
  } else if (const auto* text = node_->as_string()) {
    day = read_day(text->get());
  }
  if (!day) expect("a day like 2026-12-31");
  return day;
}

std::vector<TomlValue> TomlValue::texts() const {
  std::vector<TomlValue> values;
  if (node_->is_string()) {
    values.push_back(*this);
  } else if (const auto* list = node_->as_array()) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      values.emplace_back((*list)[i], fmt::format("{}[{}]", key_, i + 1), *file_);
    }
  } else {
    expect("a list of texts");
  }
  return values;
}

std::vector<TomlValue> TomlValue::tables() const {
  std::vector<TomlValue> values;
  const auto* list = node_->as_array();
  if (list == nullptr) {
    expect(fmt::format("tables, each beneath [[{}]]", key_));
    return values;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    values.emplace_back((*list)[i], fmt::format("{}[{}]", key_, i + 1), *file_);
  }
  return values;
}

std::vector<TomlValue> TomlValue::members() const {
  std::vector<TomlValue> values;
  const auto* table = node_->as_table();
  if (table == nullptr) {
    expect("a table");
    return values;
  }
  for (const auto& [name, node] : *table) values.emplace_back(node, std::string(name), *file_);
  return values;
}

std::optional<std::string> TomlValue::one_of(std::span<const std::string_view> words) const {
  auto word = text();
  if (!word || std::find(words.begin(), words.end(), *word) != words.end()) return word;
  const auto nearest = base::nearest_word(*word, words);
  fault(fmt::format("\"{}\" is none of {}{}", *word, fmt::join(words, ", "),
                    nearest ? fmt::format("; did you mean \"{}\"?", *nearest) : ""));
  return std::nullopt;
}

void TomlValue::unknown_member(const toml::key& key,
                               std::span<const std::string_view> known) const {
  const auto nearest = base::nearest_word(key.str(), known);
  const std::string hint = nearest ? fmt::format("; did you mean \"{}\"?", *nearest)
                                   : fmt::format("; known are {}", fmt::join(known, ", "));
  const std::string where = key_.empty() ? "" : fmt::format(" in {}", key_);
  file_->fault(key.source().begin, fmt::format("unknown key \"{}\"{}{}", key.str(), where, hint));
}

}  // namespace trace_cost::policy
