#include "cost/prices/own_price_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/json_document.h"
#include "cost/prices/own_price_form.h"

namespace trace_cost::cost {

namespace {

using base::quoted_json;

// Members of an object on one line.
class Members {
 public:
  void add(std::string_view name, std::string_view json) {
    if (!text_.empty()) text_ += ", ";
    text_ += fmt::format("{}: {}", quoted_json(name), json);
  }
  void add_text(std::string_view name, std::string_view text) {
    if (!text.empty()) add(name, quoted_json(text));
  }
  [[nodiscard]] std::string object() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

template <typename T, typename Write>
std::string list_of(const std::vector<T>& items, const Write& write) {
  std::string text;
  for (const T& item : items) text += (text.empty() ? "" : ", ") + write(item);
  return "[" + text + "]";
}

void add_rates(const Rates& rates, Members& members) {
  for (const Bucket bucket : kAllBuckets) {
    if (const auto rate = rates[bucket]) members.add_text(name_of(bucket), rate->per_million());
  }
}

std::string written(const Cliff& cliff) {
  Members members;
  members.add(cliff.counts_at_border ? "from" : "above", fmt::format("{}", cliff.tokens));
  add_rates(cliff.rates, members);
  return members.object();
}

void add_card(const RateCard& card, Members& members) {
  add_rates(card.rates, members);
  if (card.cliffs.empty()) return;
  members.add("tiers", list_of(card.cliffs, [](const Cliff& cliff) { return written(cliff); }));
}

std::string time_text(model::Nanos time) {
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time));
  return fmt::format("{:02}:{:02}:{:02}", clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::string date_text(model::Instant from) {
  const std::string text = model::to_rfc3339(from);
  return text.ends_with("T00:00:00.000000000Z") ? text.substr(0, 10) : text;
}

void add_period(const PricePeriod& period, Members& members) {
  if (period.from) members.add_text("from", date_text(*period.from));
  if (period.hours) {
    members.add_text("hours", fmt::format("{}-{}", time_text(period.hours->from),
                                          time_text(period.hours->until)));
  }
  add_card(period[ServiceTier::Standard], members);
  for (const ServiceTier tier : {ServiceTier::Batch, ServiceTier::Priority, ServiceTier::Flex}) {
    if (period[tier].is_empty()) continue;
    Members card;
    add_card(period[tier], card);
    members.add(name_of(tier), card.object());
  }
}

std::string written(const PricePeriod& period) {
  Members members;
  add_period(period, members);
  return members.object();
}

// Lists begin to tell the prices of service tiers on some day without saying that they began then.
// Where the standard price stays the same, `second` is what `first` has been all along.
bool continues(const PricePeriod& first, const PricePeriod& second, std::string_view dated) {
  if (first.hours || second.hours || !second.from) return false;
  if (model::to_rfc3339(*second.from) > dated) return false;  // it has yet to begin
  if (!(first[ServiceTier::Standard] == second[ServiceTier::Standard])) return false;
  for (std::size_t i = 0; i < kServiceTiers; ++i) {
    if (!first.cards[i].is_empty() && !(first.cards[i] == second.cards[i])) return false;
  }
  return true;
}

std::vector<PricePeriod> joined(const std::vector<PricePeriod>& periods, std::string_view dated) {
  std::vector<PricePeriod> joined;
  for (const PricePeriod& period : periods) {
    if (!joined.empty() && continues(joined.back(), period, dated)) {
      joined.back().cards = period.cards;
    } else {
      joined.push_back(period);
    }
  }
  return joined;
}

std::string written(const PriceEntry& entry, const std::vector<std::string>& names,
                    std::string_view dated) {
  Members members;
  members.add_text("provider", entry.provider);
  members.add_text("name", entry.name);
  if (!names.empty()) members.add("names", list_of(names, quoted_json));
  members.add_text("source", entry.source);
  members.add_text("dated", entry.dated.empty() ? dated : entry.dated);
  std::vector<PricePeriod> others = joined(entry.periods, dated);
  if (!others.front().has_conditions()) {
    add_period(others.front(), members);
    others.erase(others.begin());
  }
  if (!others.empty()) {
    members.add("periods", list_of(others, [](const PricePeriod& each) { return written(each); }));
  }
  return members.object();
}

// By provider in the order asked for, then by name.
using Lines = std::map<std::pair<std::size_t, std::string>, std::string>;

void add_lines(const PriceTable& table, std::span<const std::string> providers,
               std::string_view dated, Lines& lines) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    const PriceEntry& entry = table.model(i).entry();
    const auto place = std::find(providers.begin(), providers.end(), entry.provider);
    if (place == providers.end()) continue;
    const auto rank = static_cast<std::size_t>(place - providers.begin());
    lines.emplace(std::pair(rank, entry.name), written(entry, table.further_names(i), dated));
  }
}

}  // namespace

std::string own_price_form(std::span<const PriceTable* const> tables,
                           std::span<const std::string> providers, std::string_view dated) {
  Lines lines;
  for (const PriceTable* table : tables) add_lines(*table, providers, dated, lines);
  std::string text = fmt::format("{{\n\"schema\": {},\n", quoted_json(kOwnPriceSchema));
  if (!dated.empty()) text += fmt::format("\"dated\": {},\n", quoted_json(dated));
  text += "\"models\": [";
  bool is_first = true;
  for (const auto& line : lines) {
    text += (is_first ? "\n" : ",\n") + line.second;
    is_first = false;
  }
  return text + "\n]\n}\n";
}

std::vector<std::string> built_in_providers() {
  return {"openai", "anthropic", "google", "azure", "aws",     "mistral",
          "x_ai",   "deepseek",  "cohere", "groq",  "voyageai"};
}

}  // namespace trace_cost::cost
