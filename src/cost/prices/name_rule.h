// Which names of models an entry of genai-prices is for: one of several alternatives, of which all
// conditions must hold. Source: its prices/v2 schema (clauses equals, starts_with, ends_with,
// contains, regex, or, and).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_document.h"

namespace trace_cost::cost {

enum class NameTest : std::uint8_t { Equals, StartsWith, EndsWith, Contains, Pattern };

struct NameCondition {
  NameTest test = NameTest::Equals;
  std::string text;  // lower case
};

class NameRule {
 public:
  // Empty where the clause is none, or nests deeper than alternatives of conditions.
  static std::optional<NameRule> read(const base::JsonValue& clause);

  [[nodiscard]] bool is_empty() const { return alternatives_.empty(); }
  // `name` in lower case.
  [[nodiscard]] bool fits(std::string_view name) const;
  // Texts that fit by themselves: those of alternatives with a single condition that is no pattern.
  // Not those that end in the middle of a name.
  [[nodiscard]] std::vector<std::string> plain_names() const;

 private:
  std::vector<std::vector<NameCondition>> alternatives_;
};

// The part of regular expressions that price lists use: letters, "\.", "\d", ".", each perhaps with
// "{n}", between "^" and "$". Empty where the pattern has anything else.
std::optional<bool> fits_pattern(std::string_view pattern, std::string_view name);

}  // namespace trace_cost::cost
