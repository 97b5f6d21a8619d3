#include "cost/prices/name_rule.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

struct TestName {
  std::string_view key;
  NameTest test;
};
constexpr std::array kTests{
    TestName{"equals", NameTest::Equals}, TestName{"starts_with", NameTest::StartsWith},
    TestName{"ends_with", NameTest::EndsWith}, TestName{"contains", NameTest::Contains},
    TestName{"regex", NameTest::Pattern}};

std::optional<NameCondition> condition_of(const base::JsonValue& clause) {
  for (const TestName& known : kTests) {
    const base::JsonValue* text = clause.find(known.key);
    if (text == nullptr || !text->is(base::JsonKind::Text)) continue;
    const bool is_pattern = known.test == NameTest::Pattern;
    if (is_pattern && !fits_pattern(text->text, "")) return std::nullopt;
    return NameCondition{known.test, is_pattern ? text->text : lower_name(text->text)};
  }
  return std::nullopt;
}

// The conditions that must all hold for one alternative.
std::optional<std::vector<NameCondition>> alternative_of(const base::JsonValue& clause) {
  const base::JsonValue* all = clause.find("and");
  std::vector<NameCondition> conditions;
  if (all == nullptr) {
    const auto condition = condition_of(clause);
    if (!condition) return std::nullopt;
    conditions.push_back(*condition);
    return conditions;
  }
  for (const base::JsonValue& each : all->items) {
    const auto condition = condition_of(each);
    if (!condition) return std::nullopt;
    conditions.push_back(*condition);
  }
  return conditions;
}

bool holds(const NameCondition& condition, std::string_view name) {
  switch (condition.test) {
    case NameTest::Equals:
      return name == condition.text;
    case NameTest::StartsWith:
      return name.starts_with(condition.text);
    case NameTest::EndsWith:
      return name.ends_with(condition.text);
    case NameTest::Contains:
      return name.find(condition.text) != std::string_view::npos;
    case NameTest::Pattern:
      return fits_pattern(condition.text, name).value_or(false);
  }
  return false;
}

// --- patterns

struct Atom {
  enum class Kind : std::uint8_t { Letter, Digit, Any } kind = Kind::Letter;
  char letter = 0;

  [[nodiscard]] bool fits(char c) const {
    return kind == Kind::Any || (kind == Kind::Digit && c >= '0' && c <= '9') ||
           (kind == Kind::Letter && c == letter);
  }
};

struct Pattern {
  bool from_start = false;
  bool to_end = false;
  std::vector<Atom> atoms;
};

constexpr std::size_t kMostAtoms = 256;

// "{8}" behind an atom repeats it. False when what begins with a brace is not that.
bool take_repeat(std::string_view& text, std::vector<Atom>& atoms) {
  if (!text.starts_with('{')) return true;
  const std::size_t end = text.find('}');
  if (end == std::string_view::npos || end < 2 || end > 3) return false;
  std::size_t count = 0;
  for (const char c : text.substr(1, end - 1)) {
    if (c < '0' || c > '9') return false;
    count = count * 10 + static_cast<std::size_t>(c - '0');
  }
  if (count == 0) return false;
  atoms.insert(atoms.end(), count - 1, Atom(atoms.back()));
  text.remove_prefix(end + 1);
  return true;
}

std::optional<Atom> take_atom(std::string_view& text) {
  constexpr std::string_view kOperators = "()[]|*+?{}^$";
  const char c = text.front();
  text.remove_prefix(1);
  if (c == '.') return Atom{Atom::Kind::Any, 0};
  if (kOperators.find(c) != std::string_view::npos) return std::nullopt;
  if (c != '\\') return Atom{Atom::Kind::Letter, c};
  if (text.empty()) return std::nullopt;
  const char escaped = text.front();
  text.remove_prefix(1);
  if (escaped == 'd') return Atom{Atom::Kind::Digit, 0};
  const bool is_letter = (escaped | 0x20) >= 'a' && (escaped | 0x20) <= 'z';
  if (is_letter) return std::nullopt;
  return Atom{Atom::Kind::Letter, escaped};
}

std::optional<Pattern> read_pattern(std::string_view text) {
  Pattern pattern;
  pattern.from_start = text.starts_with('^');
  if (pattern.from_start) text.remove_prefix(1);
  pattern.to_end = text.ends_with('$') && !text.ends_with("\\$");
  if (pattern.to_end) text.remove_suffix(1);
  while (!text.empty()) {
    const std::optional<Atom> atom = take_atom(text);
    if (!atom) return std::nullopt;
    pattern.atoms.push_back(*atom);
    if (!take_repeat(text, pattern.atoms) || pattern.atoms.size() > kMostAtoms) return std::nullopt;
  }
  return pattern;
}

}  // namespace

std::optional<bool> fits_pattern(std::string_view pattern, std::string_view name) {
  const std::optional<Pattern> wanted = read_pattern(pattern);
  if (!wanted) return std::nullopt;
  const std::vector<Atom>& atoms = wanted->atoms;
  if (atoms.size() > name.size()) return false;
  std::size_t first = 0;
  std::size_t last = name.size() - atoms.size();
  if (wanted->to_end) first = last;
  if (wanted->from_start) last = std::min<std::size_t>(last, 0);
  for (std::size_t at = first; at <= last; ++at) {
    if (std::equal(atoms.begin(), atoms.end(), name.begin() + static_cast<std::ptrdiff_t>(at),
                   [](const Atom& atom, char c) { return atom.fits(c); })) {
      return true;
    }
  }
  return false;
}

std::optional<NameRule> NameRule::read(const base::JsonValue& clause) {
  NameRule rule;
  const base::JsonValue* any = clause.find("or");
  if (any == nullptr) {
    auto alternative = alternative_of(clause);
    if (!alternative) return std::nullopt;
    rule.alternatives_.push_back(std::move(*alternative));
    return rule;
  }
  for (const base::JsonValue& each : any->items) {
    auto alternative = alternative_of(each);
    if (!alternative) return std::nullopt;
    rule.alternatives_.push_back(std::move(*alternative));
  }
  return rule;
}

bool NameRule::fits(std::string_view name) const {
  return std::any_of(alternatives_.begin(), alternatives_.end(), [name](const auto& conditions) {
    return !conditions.empty() &&
           std::all_of(conditions.begin(), conditions.end(),
                       [name](const NameCondition& each) { return holds(each, name); });
  });
}

std::vector<std::string> NameRule::plain_names() const {
  std::vector<std::string> names;
  for (const auto& conditions : alternatives_) {
    if (conditions.size() != 1 || conditions.front().test == NameTest::Pattern) continue;
    const std::string& text = conditions.front().text;
    const bool is_whole =
        !text.empty() && std::string_view("-@/.:_").find(text.back()) == std::string_view::npos;
    if (is_whole) names.push_back(text);
  }
  return names;
}

}  // namespace trace_cost::cost
