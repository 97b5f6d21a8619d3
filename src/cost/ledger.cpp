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
  move_behind(ledger.failed_without_cost, part.failed_without_cost);
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

namespace {

// What the parts of a ledger, made side by side, leave to be joined.
struct Parts {
  explicit Parts(std::size_t count) : ledgers(count), unpriced(count), used(count) {}
  std::vector<Ledger> ledgers;
  std::vector<std::unordered_set<model::Text>> unpriced;
  std::vector<std::vector<const PriceTable*>> used;
};

Ledger joined(Parts parts, const model::Capture& capture, const PriceBook* book) {
  Ledger ledger;
  std::size_t entries = 0;
  for (const Ledger& part : parts.ledgers) entries += part.entries.size();
  ledger.entries.reserve(entries);
  std::unordered_set<model::Text> unpriced_models;
  for (std::size_t i = 0; i < parts.ledgers.size(); ++i) {
    append(std::move(parts.ledgers[i]), ledger);
    unpriced_models.merge(parts.unpriced[i]);
  }
  const bool has_used = std::any_of(parts.used.begin(), parts.used.end(),
                                    [](const auto& part) { return !part.empty(); });
  if (has_used) ledger.price_tables = in_order_of_book(*book, parts.used);
  ledger.unpriced_models = sorted_names(capture, unpriced_models);
  return ledger;
}

TellingServices telling_services(const model::Capture& capture, const Ledger& ledger) {
  TellingServices services;
  const auto add = [&](const Entry& entry) {
    const bool tells = entry.charge && entry.basis != Basis::Derived;
    if (tells) services.insert(capture.service_id(capture.span(entry.span)));
  };
  for (const Entry& entry : ledger.entries) add(entry);
  for (const SuppressedEntry& kept_out : ledger.suppressed) add(kept_out.entry);
  return services;
}

// Writes ledgers of one capture.
class Writer {
 public:
  Writer(const model::Ancestry& ancestry, const FieldKeys& keys, const LedgerTerms& terms,
         unsigned threads)
      : ancestry_(ancestry), keys_(keys), terms_(terms), threads_(threads), fields_(keys) {}

  [[nodiscard]] Ledger write(const TellingServices* telling) const {
    const auto ranges = model::ranges_of(ancestry_.traces());
    Parts parts(ranges.size());
    base::parallel_for(ranges.size(), threads_, [&](std::size_t i) {
      Bookkeeper bookkeeper(ancestry_, fields_, keys_, terms_, telling);
      for (std::size_t t = ranges[i].first; t < ranges[i].last; ++t) {
        bookkeeper.enter(ancestry_.traces()[t]);
      }
      parts.ledgers[i] = bookkeeper.take_part();
      parts.unpriced[i] = bookkeeper.unpriced_models();
      parts.used[i] = bookkeeper.used_tables();
    });
    return joined(std::move(parts), ancestry_.capture(), terms_.prices);
  }

 private:
  const model::Ancestry& ancestry_;
  const FieldKeys& keys_;
  const LedgerTerms& terms_;
  unsigned threads_;
  FieldIndex fields_;
};

}  // namespace

// Who tells costs is known only at the end. Mostly it does not matter, so that one pass is enough.
Ledger build_ledger(const model::Ancestry& ancestry, const FieldKeys& keys,
                    const LedgerTerms& terms, unsigned threads) {
  const model::Capture& capture = ancestry.capture();
  const Writer writer(ancestry, keys, terms, threads);
  Ledger ledger = writer.write(nullptr);
  if (ledger.failed_without_cost.empty()) return ledger;
  const TellingServices telling = telling_services(capture, ledger);
  const bool all_tell =
      std::all_of(ledger.failed_without_cost.begin(), ledger.failed_without_cost.end(),
                  [&](model::SpanIndex span) {
                    return telling.contains(capture.service_id(capture.span(span)));
                  });
  return all_tell ? ledger : writer.write(&telling);
}

}  // namespace trace_cost::cost
