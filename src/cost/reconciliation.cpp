#include "cost/reconciliation.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "cost/bill/bill_rows.h"
#include "cost/bill/bill_scope.h"
#include "cost/bill/leftovers.h"
#include "cost/bill/parties.h"
#include "cost/bill/residue.h"

namespace trace_cost::cost {

namespace {

// From the first start to the last end of all spans; empty when none has times.
std::optional<Days> captured_time(const model::Capture& capture) {
  std::optional<Days> window;
  for (const model::Span& span : capture.spans()) {
    if (!span.has_times()) continue;
    const Days own{span.start, span.drawn_end() + model::Nanos{1}};
    window = window ? joined(*window, own) : own;
  }
  return window;
}

void add(const Entry& entry, TracedSum& sum) {
  const TokenUsage usage = entry.tokens.usage();
  for (const auto& cached : {usage.cache_read, usage.cache_write}) {
    if (cached) sum.cached += static_cast<std::uint64_t>(cached->value);
  }
  std::optional<model::TokenCount> tokens = usage.input;
  if (usage.output) add_tokens(usage.output, tokens);
  add_tokens(tokens, sum.tokens);
  if (entry.basis == Basis::Unpriced) ++sum.unpriced;
  if (!entry.charge) return;
  sum.amount += *entry.charge;
  ++sum.charges;
}

// Sorts the charges into the places of the bills.
class Sorter {
 public:
  Sorter(const TracedSide& traced, std::map<std::string, ProviderScope>& scopes,
         Leftovers& leftovers)
      : traced_(traced), parties_(traced, scopes), leftovers_(leftovers) {}

  // By entry, whether its charge has found a place.
  std::vector<bool> sort_all() {
    std::vector<bool> is_compared;
    is_compared.reserve(traced_.ledger.entries.size());
    for (std::size_t i = 0; i < traced_.ledger.entries.size(); ++i) {
      const Entry& entry = traced_.ledger.entries[i];
      BillPlace* const place = place_of(i);
      if (place != nullptr) add(entry, place->traced[traced_.models.group_of[i]]);
      is_compared.push_back(place != nullptr && entry.charge);
    }
    return is_compared;
  }

 private:
  BillPlace* place_of(std::size_t i) {
    const Entry& entry = traced_.ledger.entries[i];
    const Party& party = parties_.of(i);
    if (party.scope == nullptr) return leave_out(entry, party.what, party.reason);
    const model::Instant at = metered_at(traced_.capture.span(entry.span));
    const std::string& provider = party.scope->provider;
    if (party.scope->covered && at == model::kUnknownInstant) {
      return leave_out(entry, provider, "spans tell no time");
    }
    BillPlace* const place = party.scope->place_of(at);
    return place != nullptr ? place
                            : leave_out(entry, provider, "the bill does not cover these days");
  }

  BillPlace* leave_out(const Entry& entry, const std::string& what, const std::string& reason) {
    if (entry.charge) {
      leftovers_.add({NotCompared::Side::Traces, what.empty() ? "traces" : what, reason, "USD",
                      *entry.charge, 1});
    }
    return nullptr;
  }

  const TracedSide& traced_;
  Parties parties_;
  Leftovers& leftovers_;
};

// What only the traces name for the same days and provider as each row; `rows` are sorted.
std::vector<std::string> names_only_traced(const std::vector<BillRow>& rows) {
  std::vector<std::string> names(rows.size());
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t end = first;
    std::string name;
    for (; end < rows.size() && rows[end].days == rows[first].days &&
           rows[end].provider == rows[first].provider;
         ++end) {
      const bool is_only_traced = rows[end].pair.billed.is_zero() && rows[end].pair.charges > 0;
      if (is_only_traced && name.empty()) name = rows[end].model;
    }
    std::fill(names.begin() + static_cast<std::ptrdiff_t>(first),
              names.begin() + static_cast<std::ptrdiff_t>(end), name);
    first = end;
  }
  return names;
}

void judge_all(const Ledger& ledger, Reconciliation& result) {
  result.total.billed_tokens = result.total.traced_tokens = model::TokenCount{};
  const std::vector<std::string> only_traced = names_only_traced(result.rows);
  bool is_partly_captured = false;
  for (std::size_t i = 0; i < result.rows.size(); ++i) {
    BillRow& row = result.rows[i];
    add_pair(row.pair, result.total);
    judge(row.pair, result.margin);
    row.cause = likely_cause(row.pair, {row.is_partly_captured, only_traced[i]});
    is_partly_captured = is_partly_captured || row.is_partly_captured;
  }
  judge(result.total, result.margin);
  result.total_cause = likely_cause(
      result.total, {is_partly_captured, "", ledger.unmeasured.size(), ledger.suppressed_total});
}

}  // namespace

std::string_view name_of(BillVerdict verdict) {
  static constexpr std::array<std::string_view, 4> kNames{"matched", "untraced", "over-counted",
                                                          "price"};
  return kNames[static_cast<std::size_t>(verdict)];
}

bool Reconciliation::agrees() const {
  return total.verdict == BillVerdict::Matched &&
         std::all_of(rows.begin(), rows.end(),
                     [](const BillRow& row) { return row.pair.verdict == BillVerdict::Matched; });
}

Reconciliation reconcile(std::span<const Bill> bills, const TracedSide& traced,
                         const Margin& margin) {
  const std::optional<Days> window = captured_time(traced.capture);
  std::map<std::string, ProviderScope> scopes = bill_scopes(bills);
  Leftovers leftovers;
  set_other_lines_apart(bills, leftovers);
  set_other_currencies_apart(traced.ledger, leftovers);
  set_other_days_apart(window, scopes, leftovers);
  Reconciliation result;
  result.margin = margin;
  result.is_compared = Sorter(traced, scopes, leftovers).sort_all();
  result.rows = bill_rows(scopes, traced.models, window);
  judge_all(traced.ledger, result);
  result.not_compared = leftovers.list();
  return result;
}

}  // namespace trace_cost::cost
