#include "cli/price_options.h"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "base/counted.h"
#include "cli/options.h"
#include "cli/text_file.h"
#include "cost/prices/price_file.h"
#include "cost/prices/price_flags.h"

namespace trace_cost::cli {

namespace {

void tell_left_out(const cost::PriceTable& table, base::Diagnostics& diagnostics) {
  const auto& left_out = table.left_out();
  if (left_out.empty()) return;
  base::Diagnostic told;
  told.code = base::DiagnosticCode::BadField;
  told.severity = base::Severity::Info;
  told.file = table.source().name;
  told.detail =
      fmt::format("{} left out, the first {} in line {}: it costs {}, so the unit must be wrong",
                  base::counted(left_out.size(), "model", "models"), left_out.front().name,
                  left_out.front().line, cost::kAbsurd);
  diagnostics.report(std::move(told));
}

constexpr std::uint64_t kMostBytes = std::uint64_t{256} << 20U;

base::Failure add_files(const PriceOptions& options, cost::PriceBook& book,
                        base::Diagnostics& diagnostics) {
  for (const std::string& path : options.files) {
    const auto text = read_text_file(path, kMostBytes);
    if (!text) return text.error();
    auto table = cost::read_price_file(*text, path);
    if (!table) return table.error();
    tell_left_out(*table, diagnostics);
    book.add(std::move(*table));
  }
  return {};
}

base::Failure add_flags(const PriceOptions& options, cost::PriceBook& book) {
  cost::PriceTable typed({"--price", "trace-cost", {}});
  for (const std::string& text : options.prices) {
    const auto entry = cost::read_price_flag(text);
    if (!entry) return entry.error();
    typed.add(*entry);
  }
  if (!options.prices.empty()) book.add(std::move(typed));
  for (const std::string& text : options.aliases) {
    const auto alias = cost::read_alias_flag(text);
    if (!alias) return alias.error();
    book.add_alias(alias->first, alias->second);
  }
  for (const std::string& text : options.discounts) {
    const auto discount = cost::read_discount_flag(text);
    if (!discount) return discount.error();
    book.set_discount(discount->first, discount->second);
  }
  return {};
}

}  // namespace

void add_price_options(CLI::App& command, PriceOptions& options) {
  add_list(command,
           {"--prices",
            "Price list: LiteLLM's JSON, genai-prices' data or trace-cost's own form (repeatable; "
            "later ones come first, and all before the built-in one)",
            "FILE"},
           Separator::None, options.files);
  add_list(command,
           {"--price",
            "Price of a model, before all lists: my-model=2.50/1M,10/1M for input and output, "
            "my-model=0.02/1k for all tokens; * for every model without a name in your lists "
            "(repeatable)",
            "MODEL=DOLLARS/1k"},
           Separator::None, options.prices);
  add_list(command,
           {"--model-alias", "The model that a deployment's name stands for (repeatable)",
            "DEPLOYMENT=MODEL"},
           Separator::None, options.aliases);
  add_list(command,
           {"--discount",
            "What is paid of a provider's list prices, like openai=0.9; only money worked out from "
            "tokens is multiplied (repeatable)",
            "PROVIDER=FACTOR"},
           Separator::None, options.discounts);
}

base::Result<cost::PriceBook> load_price_book(const PriceOptions& options, cost::PriceBook book,
                                              base::Diagnostics& diagnostics) {
  if (auto failure = add_files(options, book, diagnostics)) return *failure;
  if (auto failure = add_flags(options, book)) return *failure;
  return book;
}

}  // namespace trace_cost::cli
