// What tokens cost: all models of the price lists in a table, or one model with its periods and
// tiers. Rates are dollars for a million tokens.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cost/price_book.h"
#include "report/document.h"

namespace trace_cost::report {

// The lists in the order in which they are asked, and the models that `providers` sell; of all
// without any.
void add_price_lists(const cost::PriceBook& book, std::span<const std::string> providers,
                     Document& document);

// What `asked` would be charged at `at`, and from where. `match` is of `book`.
void add_model_price(const std::string& asked, const cost::MatchedPrice& match, model::Instant at,
                     Document& document);

}  // namespace trace_cost::report
