#include "cost/prices/built_in_prices.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "base/json_document.h"
#include "cost/prices/own_price_form.h"

namespace trace_cost::cost {

// Made by src/cost/CMakeLists.txt.
extern const char kBuiltInPrices[];
extern const unsigned long kBuiltInPricesSize;

namespace {

// Takes `start` and what follows it up to `end` off the front of `text`.
std::optional<std::string_view> take(std::string_view& text, std::string_view start,
                                     std::string_view end) {
  const std::size_t until =
      text.starts_with(start) ? text.find(end, start.size()) : std::string_view::npos;
  if (until == std::string_view::npos) return std::nullopt;
  const std::string_view taken = text.substr(start.size(), until - start.size());
  text.remove_prefix(until + end.size());
  return taken;
}

// The beginning of a line as own_price_form() writes it, where no name needs an escape:
// {"provider": "x_ai", "name": "grok-4-0709", "names": ["grok-4", "grok-4-latest"], …
std::optional<DeferredEntry> deferred(std::string_view line) {
  DeferredEntry entry;
  entry.text = line.ends_with(',') ? line.substr(0, line.size() - 1) : line;
  const auto provider = take(line, "{\"provider\": \"", "\"");
  const auto name = take(line, ", \"name\": \"", "\"");
  if (!provider || !name) return std::nullopt;
  entry.provider = *provider;
  entry.names.push_back(*name);
  std::string_view others = take(line, ", \"names\": [\"", "\"]").value_or("");
  while (!others.empty()) {
    const std::size_t end = others.find("\", \"");
    entry.names.push_back(others.substr(0, end));
    others.remove_prefix(end == std::string_view::npos ? others.size() : end + 4);
  }
  return entry;
}

PriceEntry read_entry(std::string_view text) {
  PriceFaults faults;  // a test holds that there are none
  const auto json = base::read_json(text);
  const auto* model = std::get_if<base::JsonValue>(&json);
  PriceEntry entry = read_own_price_model(model != nullptr ? *model : base::JsonValue{}, faults);
  entry.line = 0;
  return entry;
}

}  // namespace

std::string_view built_in_price_text() { return {kBuiltInPrices, kBuiltInPricesSize}; }

const PriceTable& built_in_prices() {
  static const PriceTable kTable = [] {
    std::string_view text = built_in_price_text();
    const std::size_t models = text.find("\"models\"");
    std::string_view head = text.substr(0, models);
    head.remove_prefix(std::min(head.find("\"dated\""), head.size()));
    PriceTable table(
        {"built in", "trace-cost", std::string(take(head, "\"dated\": \"", "\"").value_or(""))});
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size() - 1);
      if (const auto entry = deferred(text.substr(0, end))) table.add(*entry, read_entry);
      text.remove_prefix(end + 1);
    }
    return table;
  }();
  return kTable;
}

}  // namespace trace_cost::cost
