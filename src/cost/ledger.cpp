#include "cost/ledger.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/parallel.h"
#include "cost/bookkeeper.h"

namespace trace_cost::cost {

namespace {

template <typename T>
void move_behind(std::vector<T>& all, std::vector<T>& more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  more = std::vector<T>();
}

void append(Doubts part, Doubts& doubts) {
  move_behind(doubts.costs, part.costs);
  move_behind(doubts.tokens, part.tokens);
  move_behind(doubts.gaps, part.gaps);
  move_behind(doubts.suspects, part.suspects);
  move_behind(doubts.nested, part.nested);
  move_behind(doubts.contradictory, part.contradictory);
  move_behind(doubts.cache_assumed, part.cache_assumed);
}

void append(Ledger part, Ledger& ledger) {
  move_behind(ledger.entries, part.entries);
  move_behind(ledger.suppressed, part.suppressed);
  move_behind(ledger.foreign, part.foreign);
  move_behind(ledger.unmeasured, part.unmeasured);
  append(std::move(part.doubts), ledger.doubts);
  ledger.unpriced += part.unpriced;
  ledger.total += part.total;
  ledger.attributed += part.attributed;
  ledger.suppressed_total += part.suppressed_total;
  ledger.charges += part.charges;
  ledger.suppressed_charges += part.suppressed_charges;
}

std::vector<std::string> sorted_names(const model::Capture& capture,
                                      const std::unordered_set<model::Text>& texts) {
  std::vector<std::string> names;
  for (const model::Text text : texts) {
    model::NumberBuffer buffer;
    const std::string_view name = capture.text(text, buffer);
    if (!name.empty()) names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<const PriceTable*> in_order_of_book(
    const PriceBook& book, const std::vector<std::vector<const PriceTable*>>& used) {
  std::vector<const PriceTable*> tables;
  for (const PriceTable* table : book.tables()) {
    const bool is_used = std::any_of(used.begin(), used.end(), [&](const auto& part) {
      return std::find(part.begin(), part.end(), table) != part.end();
    });
    if (is_used) tables.push_back(table);
  }
  return tables;
}

}  // namespace

std::vector<model::Charge> Ledger::charge_list() const {
  std::vector<model::Charge> list;
  list.reserve(charges);
  for (const Entry& entry : entries) {
    if (entry.charge) list.push_back({entry.span, *entry.charge});
  }
  return list;
}

Ledger build_ledger(const model::Ancestry& ancestry, const FieldKeys& keys,
                    const LedgerTerms& terms, unsigned threads) {
  const FieldIndex fields(keys);
  const auto ranges = model::ranges_of(ancestry.traces());
  std::vector<Ledger> parts(ranges.size());
  std::vector<std::unordered_set<model::Text>> unpriced(ranges.size());
  std::vector<std::vector<const PriceTable*>> used(ranges.size());
  base::parallel_for(ranges.size(), threads, [&](std::size_t i) {
    Bookkeeper bookkeeper(ancestry, fields, keys, terms);
    for (std::size_t t = ranges[i].first; t < ranges[i].last; ++t) {
      bookkeeper.enter(ancestry.traces()[t]);
    }
    parts[i] = bookkeeper.take_part();
    unpriced[i] = bookkeeper.unpriced_models();
    used[i] = bookkeeper.used_tables();
  });
  Ledger ledger;
  std::size_t entries = 0;
  for (const Ledger& part : parts) entries += part.entries.size();
  ledger.entries.reserve(entries);
  std::unordered_set<model::Text> unpriced_models;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    append(std::move(parts[i]), ledger);
    unpriced_models.merge(unpriced[i]);
  }
  const bool has_used =
      std::any_of(used.begin(), used.end(), [](const auto& part) { return !part.empty(); });
  if (has_used) ledger.price_tables = in_order_of_book(*terms.prices, used);
  ledger.unpriced_models = sorted_names(ancestry.capture(), unpriced_models);
  return ledger;
}

}  // namespace trace_cost::cost
