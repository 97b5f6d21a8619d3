#include "report/views/ledger_view.h"

#include <fmt/format.h>

#include <array>

#include "base/counted.h"
#include "base/decimal.h"
#include "base/name_list.h"
#include "cost/doubt_findings.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

struct SuppressedSum {
  std::uint64_t entries = 0;
  model::Money cost;
};

SuppressedSum suppressed(const cost::Ledger& ledger, cost::Suppression why) {
  SuppressedSum sum;
  for (const cost::SuppressedEntry& kept_out : ledger.suppressed) {
    if (kept_out.why != why || !kept_out.entry.charge) continue;
    ++sum.entries;
    sum.cost += *kept_out.entry.charge;
  }
  return sum;
}

std::string suppressed_note(const cost::Ledger& ledger) {
  using Part = std::pair<cost::Suppression, const char*>;
  static constexpr std::array kParts{
      Part{cost::Suppression::Rollup, "on agents and chains that sum up their calls"},
      Part{cost::Suppression::Duplicate, "on calls told by two spans"},
      Part{cost::Suppression::NonBillable, "covered by a flat plan"}};
  std::string said;
  for (const auto& [why, words] : kParts) {
    const SuppressedSum sum = suppressed(ledger, why);
    if (sum.entries == 0) continue;
    said += fmt::format("{}{} {}", said.empty() ? "" : ", ", sum.cost.dollars(), words);
  }
  return said.empty() ? said : "not counted again: " + said;
}

// ", openai's times 0.9"
std::string discount_words(const cost::PriceBook* book) {
  std::string said;
  if (book == nullptr) return said;
  for (const auto& [provider, discount] : book->discounts()) {
    said += fmt::format(", {}'s times {}", provider, base::plain_decimal(discount.millionths, 6));
  }
  return said;
}

std::string price_note(const cost::Ledger& ledger, const cost::PriceBook* book) {
  std::string lists;
  for (const cost::PriceTable* table : ledger.price_tables) {
    const cost::PriceSource& source = table->source();
    lists += (lists.empty() ? "" : ", ") + source.name;
    if (!source.dated.empty()) lists += " of " + source.dated;
  }
  if (lists.empty()) return {};
  model::Money derived;
  for (const cost::Entry& entry : ledger.entries) {
    if (entry.basis == cost::Basis::Derived) derived += *entry.charge;
  }
  return fmt::format("{} is tokens times list price ({}{})", derived.dollars(), lists,
                     discount_words(book));
}

// Who lost what, of the money of nobody.
std::string recoverable_note(const cost::Recoverable& recoverable) {
  if (recoverable.total.is_zero()) return {};
  std::vector<std::string> users;
  users.reserve(recoverable.rows.size());
  for (const cost::RecoverableRow& row : recoverable.rows) {
    users.push_back(row.user + " " + row.cost.dollars());
  }
  return fmt::format(
      "{} of nobody's is recoverable with --stitch, from calls that lost their trace: {}",
      recoverable.total.dollars(), base::name_list(users));
}

std::string stitched_note(const cost::Ledger& ledger) {
  model::Money stitched;
  for (const cost::Entry& entry : ledger.entries) {
    if (entry.charge && entry.user.via == cost::Via::Stitch) stitched += *entry.charge;
  }
  if (stitched.is_zero()) return {};
  return stitched.dollars() + " came to its user over matched calls (--stitch): inferred";
}

// With the line to paste for the first model.
std::string unpriced_note(const cost::Ledger& ledger) {
  const std::vector<std::string>& models = ledger.unpriced_models;
  std::string note = base::counted(ledger.unpriced, "span has", "spans have") +
                     " tokens and no cost: unknown, not zero";
  if (models.empty()) return note;
  return fmt::format(
      "{}. No price is known for {}; to give one: --price '{}=2.50/1M,10/1M' (input, output)", note,
      base::name_list(models), models.front());
}

std::string foreign_note(const cost::Ledger& ledger) {
  const std::string sums = cost::foreign_sums(ledger);
  return sums.empty() ? sums : "in no total, since currencies are not added: " + sums;
}

void add_if_any(std::string note, std::vector<std::string>& notes) {
  if (!note.empty()) notes.push_back(std::move(note));
}

std::string_view word_for(cost::Basis basis) {
  switch (basis) {
    case cost::Basis::Provider:
      return "provider";
    case cost::Basis::Explicit:
      return "explicit";
    case cost::Basis::Derived:
      return "derived";
    case cost::Basis::Unpriced:
      return "unpriced";
    case cost::Basis::Covered:
      return "covered";
    case cost::Basis::OtherCurrency:
      break;
  }
  return "other-currency";
}

std::string_view word_for(cost::Suppression why) {
  switch (why) {
    case cost::Suppression::No:
      break;
    case cost::Suppression::Rollup:
      return "rollup";
    case cost::Suppression::Duplicate:
      return "duplicate";
    case cost::Suppression::NonBillable:
      return "non-billable";
  }
  return "counted";
}

Row evidence_row(const cost::EvidenceRow& row) {
  const bool has_money = row.basis <= cost::Basis::Derived;
  const bool is_apart = row.basis == cost::Basis::OtherCurrency;
  Row out;
  out.cells = {
      std::string(word_for(row.basis)), std::string(is_apart ? "apart" : word_for(row.suppression)),
      row.source.empty() ? Value(Unknown{}) : Value(row.source),
      has_money ? Value(row.cost) : Value(Unknown{}), static_cast<std::int64_t>(row.entries)};
  if (row.suppression != cost::Suppression::No) out.tone = Tone::Dim;
  return out;
}

}  // namespace

std::vector<std::string> ledger_notes(const Analysis& analysis) {
  const cost::Ledger& ledger = analysis.ledger;
  std::vector<std::string> notes;
  add_if_any(recoverable_note(analysis.recoverable), notes);
  add_if_any(stitched_note(ledger), notes);
  add_if_any(price_note(ledger, analysis.prices.get()), notes);
  add_if_any(suppressed_note(ledger), notes);
  if (ledger.unpriced > 0) notes.push_back(unpriced_note(ledger));
  add_if_any(foreign_note(ledger), notes);
  if (!ledger.doubts.costs.empty()) {
    notes.push_back(base::counted(ledger.doubts.costs.size(), "cost is", "costs are") +
                    " no amount of dollars, so that totals are lower bounds (trace-cost report)");
  }
  if (!ledger.unmeasured.empty()) {
    notes.push_back(base::counted(ledger.unmeasured.size(), "model call has", "model calls have") +
                    " neither cost nor tokens");
  }
  return notes;
}

void add_recoverable(const cost::Recoverable& recoverable, Document& document) {
  if (recoverable.total.is_zero()) return;
  Records rows;
  for (const cost::RecoverableRow& row : recoverable.rows) {
    rows.items.push_back({{{"user", row.user}, {"cost", row.cost}}});
  }
  Facts facts;
  facts.path = "costs";
  facts.fields = {{"recoverable.cost", recoverable.total}, {"recoverable.rows", std::move(rows)}};
  document.blocks.emplace_back(std::move(facts));
}

void add_evidence(const Analysis& analysis, Audience audience, Document& document) {
  Table table;
  table.path = "costs.evidence";
  table.title = "HOW IT IS KNOWN";
  table.audience = audience;
  table.columns = {text_column("basis", ""), text_column("counts", "counts as"),
                   text_column("source", "source"), number_column("cost", "cost"),
                   number_column("spans", "spans")};
  for (const cost::EvidenceRow& row : analysis.evidence) table.rows.push_back(evidence_row(row));
  document.blocks.emplace_back(std::move(table));
}

}  // namespace trace_cost::report
