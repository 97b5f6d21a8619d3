// Any bytes as a price list: reading ends, and what was read can be looked up, charged and written
// in the project's own form, which reads as the same list.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cost/price_book.h"
#include "cost/prices/own_price_writer.h"
#include "cost/prices/price_file.h"
#include "cost/prices/price_flags.h"
#include "must.h"

namespace trace_cost {

namespace {

constexpr std::size_t kMostModels = 64;  // finding all of many by all their names is quadratic

void check_table(cost::PriceTable table) {
  std::vector<std::string> providers;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < table.size() && i < kMostModels; ++i) {
    providers.push_back(table.model(i).entry().provider);
    names.push_back(table.model(i).entry().name);
  }
  const std::vector<const cost::PriceTable*> tables{&table};
  const std::string written = cost::own_price_form(tables, providers, "2026-01-01");
  const auto again = cost::read_price_file(written, "again");
  MUST(again.has_value());
  const std::vector<const cost::PriceTable*> tables_again{&*again};
  MUST(cost::own_price_form(tables_again, providers, "2026-01-01") == written);
  cost::PriceBook book(cost::PriceBook::BuiltIn::Without);
  book.add(std::move(table));
  cost::TokenBuckets tokens;
  tokens.tokens.fill(1'000'000);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto match = book.find(providers[i], names[i]);
    if (!match) continue;
    const auto charge = match->charge(tokens, {model::kLatest, cost::ServiceTier::Batch});
    MUST(!charge || *charge >= model::Money{});
  }
}

}  // namespace

}  // namespace trace_cost

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace trace_cost;  // NOLINT(google-build-using-namespace)
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  auto table = cost::read_price_file(text, "fuzz");
  if (table) check_table(std::move(*table));
  if (size < 256) {
    const auto entry = cost::read_price_flag(text);
    MUST(!entry || !entry->periods.empty());
    cost::forms_of(text);
  }
  return 0;
}
