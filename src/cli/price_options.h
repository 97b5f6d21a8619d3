// --prices, --price, --model-alias and --discount, and the book that they make.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "base/result.h"
#include "cost/price_book.h"

namespace CLI {  // NOLINT(readability-identifier-naming): not ours
class App;
}

namespace trace_cost::cli {

struct PriceOptions {
  std::vector<std::string> files;
  std::vector<std::string> prices;
  std::vector<std::string> aliases;
  std::vector<std::string> discounts;
};

void add_price_options(CLI::App& command, PriceOptions& options);

// Reads the files, which must all be faultless. Models that a list has with an absurd price are not
// in the book; `diagnostics` says which.
base::Result<cost::PriceBook> load_price_book(const PriceOptions& options, cost::PriceBook book,
                                              base::Diagnostics& diagnostics);

}  // namespace trace_cost::cli
