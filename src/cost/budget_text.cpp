#include "cost/budget_text.h"

#include <fmt/format.h>

#include "base/counted.h"
#include "base/decimal.h"

namespace trace_cost::cost {

namespace {

constexpr std::size_t kDigitsOfId = 8;

std::string percent(std::int64_t millionths) {
  return base::fixed_decimal(millionths, 4, 1) + " %";
}

std::string plain_percent(std::int64_t millionths) {
  return base::plain_decimal(millionths, 4) + " %";
}

std::string counts(std::int64_t used, std::int64_t limit, std::string_view of) {
  return fmt::format("{} of {} {}", base::grouped(used), base::grouped(limit), of);
}

// "charges with model claude-*, without user"
std::string matched_text(const Budget& budget) {
  std::string text;
  for (const Match& match : budget.match) {
    text += text.empty() ? "charges " : ", ";
    text += match.kind == Match::Kind::Absent ? "without " + match.of.name()
                                              : "with " + match.of.name() + " " + match.text;
  }
  return text;
}

// Ids are told as far as people compare them.
std::string key_text(const std::string& dimension, const std::optional<std::string>& value) {
  if (dimension == "user") return value.value_or("(nobody)");
  const bool is_id = dimension == "trace" || dimension == "span";
  if (!is_id || !value) return dimension + " " + value.value_or("(none)");
  const std::size_t slash = value->find('/');
  const std::size_t from = slash == std::string::npos ? 0 : slash + 1;
  return dimension + " " + value->substr(from, kDigitsOfId) + "…";
}

const TopParts* tops_of(const BudgetOutcome& outcome, const Spending& spending) {
  const auto place = static_cast<std::size_t>(&spending - outcome.spendings.data());
  return place < outcome.tops.size() ? &outcome.tops[place] : nullptr;
}

}  // namespace

std::string window_text(const Budget& budget) {
  const std::string words = budget.window.words();
  return words.empty() ? "" : " " + words;
}

std::string who_spent(const BudgetOutcome& outcome, const Spending& spending) {
  const Budget& budget = outcome.budget;
  if (budget.per.empty()) return budget.match.empty() ? "all together" : matched_text(budget);
  const Keys& keys = outcome.keys_of(spending);
  std::string who;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    who += who.empty() ? "" : ", ";
    who += key_text(budget.per[i].name(), keys[i]);
  }
  return who;
}

std::string used_of_limit(const BudgetOutcome& outcome, const Spending& spending) {
  const std::string window = window_text(outcome.budget);
  const Limits& limits = spending.limits;
  switch (spending.measure) {
    case Measure::Share:
      return fmt::format("{} of {}{}, allowed {}", spending.spent.dollars(),
                         spending.whole.dollars(), window, plain_percent(limits.share.value_or(0)));
    case Measure::Tokens:
      return counts(spending.tokens, limits.tokens.value_or(0), "tokens") + window;
    case Measure::Calls:
      return counts(spending.calls, limits.calls.value_or(0), "calls") + window;
    case Measure::Cost:
      break;
  }
  if (!limits.cost) return spending.spent.dollars() + window;
  return fmt::format("{} of {}{}", spending.spent.dollars(), limits.cost->dollars(), window);
}

std::string ratio_text(const Spending& spending) {
  if (spending.measure == Measure::Share) {
    const auto part = model::millionths(spending.spent, spending.whole);
    return part ? fmt::format(" ({})", percent(*part)) : "";
  }
  return spending.ratio ? fmt::format(" ({})", percent(*spending.ratio)) : "";
}

// What stands between who and how much.
std::string verb_of(const Budget& budget, Measure measure) {
  if (budget.per.empty() && !budget.match.empty()) return ": ";
  if (measure == Measure::Calls) return " made ";
  return measure == Measure::Tokens ? " used " : " spent ";
}

std::string at_least(const Spending& spending) {
  const bool is_money = spending.measure == Measure::Cost || spending.measure == Measure::Share;
  if (!is_money || spending.unpriced == 0) return "";
  return fmt::format("; at least, for {} no known price",
                     base::counted(spending.unpriced, "call has", "calls have"));
}

std::string crossing(const Spending& spending, const model::Capture& capture) {
  if (!spending.crossed_at) return "";
  const model::Span span = capture.span(spending.crossed_at);
  constexpr std::size_t kToTheSecond = 19;
  const std::string when =
      span.start == model::kUnknownInstant
          ? ""
          : fmt::format(" at {}Z", model::to_rfc3339(span.start).substr(0, kToTheSecond));
  const std::string where =
      span.trace.is_valid()
          ? fmt::format(" in {}…", model::to_hex(span.trace).substr(0, kDigitsOfId))
          : "";
  return when.empty() && where.empty() ? "" : ", crossed" + when + where;
}

// Worth a word when there is more than one.
std::string mostly_by(const BudgetOutcome& outcome, const Spending& spending) {
  const TopParts* const tops = tops_of(outcome, spending);
  if (tops == nullptr || tops->models.size() < 2 || !tops->models.front().name) return "";
  const TopPart& most = tops->models.front();
  return fmt::format("; {} of it by {}", most.cost.dollars(), *most.name);
}

}  // namespace trace_cost::cost
