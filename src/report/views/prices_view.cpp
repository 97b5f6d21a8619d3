#include "report/views/prices_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/counted.h"
#include "base/decimal.h"
#include "report/views/words.h"

namespace trace_cost::report {

namespace {

using cost::Bucket;
using cost::Rates;
using cost::ServiceTier;

// 10^-18 dollars a token are 10^-12 dollars for a million.
Value rate_value(const std::optional<cost::Rate>& rate) {
  return rate ? Value(model::Money::from_picos(rate->attos)) : Value(Unknown{});
}

Value text_or_unknown(const std::string& text) {
  return text.empty() ? Value(Unknown{}) : Value(text);
}

std::string heading_of(Bucket bucket) {
  std::string heading(cost::name_of(bucket));
  std::replace(heading.begin(), heading.end(), '_', ' ');
  return heading;
}

using Buckets = std::vector<Bucket>;

// People see the columns of `shown`, machines all.
void add_rate_columns(Table& table, const Buckets& shown) {
  for (const Bucket bucket : cost::kAllBuckets) {
    const std::string path = "rates." + std::string(cost::name_of(bucket));
    const bool is_main = bucket == Bucket::Input || bucket == Bucket::Output;
    const bool is_shown = std::find(shown.begin(), shown.end(), bucket) != shown.end();
    table.columns.push_back(
        is_shown ? number_column(path, heading_of(bucket), is_main ? Fit::Keep : Fit::Drop)
                 : machine_column(path));
  }
}

void add_rate_cells(const Rates& rates, Row& row) {
  for (const Bucket bucket : cost::kAllBuckets) row.cells.push_back(rate_value(rates[bucket]));
}

// --- the lists

Table lists_table(const cost::PriceBook& book) {
  Table table;
  table.path = "lists";
  table.title = "PRICE LISTS";
  table.columns = {text_column("name", ""), Column{"kind", "kind"}, Column{"dated", "dated"},
                   number_column("models", "models")};
  for (const cost::PriceTable* list : book.tables()) {
    Row row;
    row.cells = {list->source().name, list->source().kind, text_or_unknown(list->source().dated),
                 signed_count(list->size())};
    table.rows.push_back(std::move(row));
  }
  return table;
}

bool is_asked_for(const cost::ModelPrice& price, std::span<const std::string> providers) {
  return providers.empty() ||
         std::find(providers.begin(), providers.end(), price.entry().provider) != providers.end();
}

Row model_row(const cost::PriceTable& list, const cost::ModelPrice& price) {
  const cost::PriceEntry& entry = price.entry();
  const cost::RateCard& card = entry.periods.front()[ServiceTier::Standard];
  const bool varies =
      entry.periods.size() > 1 || !card.cliffs.empty() || entry.periods.front().has_conditions();
  Row row;
  row.cells = {text_or_unknown(entry.provider), entry.name, Value(Texts(entry.names))};
  add_rate_cells(card.rates, row);
  row.cells.emplace_back(varies);
  row.cells.emplace_back(varies ? "by time or size" : "");
  row.cells.push_back(text_or_unknown(entry.dated.empty() ? list.source().dated : entry.dated));
  row.cells.push_back(text_or_unknown(entry.source));
  row.cells.emplace_back(list.source().name);
  return row;
}

Table models_table(const cost::PriceBook& book, std::span<const std::string> providers) {
  Table table;
  table.path = "models";
  table.title = "DOLLARS FOR A MILLION TOKENS";
  table.columns = {Column{"provider", "provider"}, text_column("name", "model"),
                   machine_column("names")};
  add_rate_columns(table, {Bucket::Input, Bucket::CacheRead, Bucket::CacheWrite, Bucket::Output});
  table.columns.push_back(machine_column("varies"));
  table.columns.push_back(people_column("", Fit::Drop));
  table.columns.push_back(machine_column("dated"));
  table.columns.push_back(machine_column("source"));
  table.columns.push_back(machine_column("list"));
  for (const cost::PriceTable* list : book.tables()) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      const cost::ModelPrice& price = list->model(i);
      if (is_asked_for(price, providers)) table.rows.push_back(model_row(*list, price));
    }
  }
  table.when_empty = "no list has a model of that provider";
  table.footnotes = {"periods, tiers and the source of one: trace-cost prices MODEL"};
  return table;
}

// --- one model

std::string hours_text(const cost::DailyHours& hours) {
  const auto clock = [](model::Nanos time) {
    const std::chrono::hh_mm_ss parts(std::chrono::floor<std::chrono::seconds>(time));
    return fmt::format("{:02}:{:02}", parts.hours().count(), parts.minutes().count());
  };
  return clock(hours.from) + "-" + clock(hours.until);
}

std::string when_text(const cost::PricePeriod& period, bool is_only_one) {
  if (!period.has_conditions()) return is_only_one ? "always" : "otherwise";
  std::string text = period.from ? "from " + model::to_rfc3339(*period.from).substr(0, 10) : "";
  if (period.hours) text += (text.empty() ? "" : ", ") + hours_text(*period.hours);
  return text;
}

std::string size_text(const cost::Cliff& cliff) {
  const std::string_view word = cliff.counts_at_border ? "from" : "above";
  if (cliff.tokens % 1000 == 0)
    return fmt::format("{} {}k input tokens", word, cliff.tokens / 1000);
  return fmt::format("{} {} input tokens", word, cliff.tokens);
}

// One line of the table: what holds, and the rates.
struct RateLine {
  const cost::PricePeriod* period;
  ServiceTier tier;
  const cost::Cliff* cliff;  // null: below all borders
  bool holds;
  bool is_only_period;
};

Row rate_row(const RateLine& line, const Rates& rates) {
  const cost::PricePeriod& period = *line.period;
  const std::string tier(cost::name_of(line.tier));
  Row row;
  const bool is_marked = line.holds && !line.is_only_period;
  row.cells = {when_text(period, line.is_only_period),
               is_marked ? "holds" : "",
               period.from ? Value(*period.from) : Value(Unknown{}),
               period.hours ? Value(hours_text(*period.hours)) : Value(Unknown{}),
               tier,
               line.cliff != nullptr ? size_text(*line.cliff) : "",
               line.cliff != nullptr ? Value(line.cliff->tokens) : Value(Unknown{}),
               line.cliff != nullptr ? Value(line.cliff->counts_at_border) : Value(Unknown{}),
               line.holds};
  add_rate_cells(rates, row);
  if (!line.holds) row.tone = Tone::Dim;
  return row;
}

// Those that have a rate of their own anywhere.
Buckets priced_buckets(const cost::ModelPrice& price) {
  Buckets buckets;
  for (const Bucket bucket : cost::kAllBuckets) {
    const bool is_priced = std::any_of(
        price.entry().periods.begin(), price.entry().periods.end(),
        [bucket](const cost::PricePeriod& period) {
          return std::any_of(period.cards.begin(), period.cards.end(),
                             [bucket](const auto& card) { return card.rates[bucket].has_value(); });
        });
    if (is_priced) buckets.push_back(bucket);
  }
  return buckets;
}

Table rates_table(const cost::MatchedPrice& match, model::Instant at) {
  Table table;
  table.path = "prices";
  table.title = "DOLLARS FOR A MILLION TOKENS";
  Column when = text_column("", "");
  when.audience = Audience::People;
  Column mark = when;
  table.columns = {when,
                   mark,
                   machine_column("from"),
                   machine_column("hours"),
                   Column{"service_tier", "tier"},
                   people_column("", Fit::Keep),
                   machine_column("border"),
                   machine_column("counts_at_border"),
                   machine_column("holds")};
  table.columns[5].align = Align::Left;
  add_rate_columns(table, priced_buckets(*match.price));
  const cost::ModelPrice& price = *match.price;
  const cost::PricePeriod* now = price.period_at(at);
  const bool is_only = price.charged().size() == 1;
  for (std::size_t i = 0; i < price.charged().size(); ++i) {
    const cost::PricePeriod& period = price.charged()[i];
    for (std::size_t t = 0; t < cost::kServiceTiers; ++t) {
      const auto tier = static_cast<ServiceTier>(t);
      if (tier != ServiceTier::Standard && price.entry().periods[i][tier].is_empty()) continue;
      const cost::RateCard& card = period[tier];
      table.rows.push_back(rate_row({&period, tier, nullptr, &period == now, is_only}, card.rates));
      for (const cost::Cliff& cliff : card.cliffs) {
        table.rows.push_back(
            rate_row({&period, tier, &cliff, &period == now, is_only}, cliff.rates));
      }
    }
  }
  return table;
}

// What has no rate of its own and is charged nevertheless.
std::string parts_text(const cost::ModelPrice& price) {
  const Buckets priced = priced_buckets(price);
  const Rates& charged = price.charged().back()[ServiceTier::Standard].rates;
  std::vector<std::string> parts;
  for (const Bucket bucket : cost::kAllBuckets) {
    const bool has_own = std::find(priced.begin(), priced.end(), bucket) != priced.end();
    if (charged[bucket] && !has_own) parts.push_back(heading_of(bucket));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// How what was asked for led to this entry; empty when it is called just so.
std::string how_text(const std::string& asked, const cost::MatchedPrice& match) {
  std::string how;
  if (!match.alias_of.empty()) how = fmt::format("an alias of {}", match.alias_of);
  if (match.for_all) {
    how += (how.empty() ? "" : ", ") + std::string("by the price for all models");
  } else if (match.step != cost::NameStep::AsWritten) {
    how += (how.empty() ? "" : ", ") + std::string(cost::name_of(match.step));
  }
  if (how.empty() && asked == match.price->entry().name) return {};
  return fmt::format("asked for as {}{}", asked, how.empty() ? "" : ": " + how);
}

std::string source_text(const cost::MatchedPrice& match) {
  const cost::PriceEntry& entry = match.price->entry();
  const cost::PriceSource& list = match.table->source();
  std::string text = list.name == "built in" ? "the built-in list" : list.name;
  if (entry.line > 0 && list.name != "built in") text += fmt::format(", line {}", entry.line);
  const std::string& dated = entry.dated.empty() ? list.dated : entry.dated;
  if (!dated.empty()) text += ", dated " + dated;
  if (!entry.source.empty() && entry.source != list.name) text += ", source " + entry.source;
  return text;
}

Facts model_facts(const std::string& asked, const cost::MatchedPrice& match) {
  const cost::PriceEntry& entry = match.price->entry();
  const cost::PriceSource& list = match.table->source();
  Facts facts;
  facts.path = "model";
  facts.fields = {{"asked", asked},
                  {"name", entry.name},
                  {"provider", text_or_unknown(entry.provider)},
                  {"alias_of", text_or_unknown(match.alias_of)},
                  {"matched", match.for_all ? std::string("for all models")
                                            : std::string(cost::name_of(match.step))},
                  {"list", list.name},
                  {"kind", list.kind},
                  {"line", entry.line > 0 ? Value(signed_count(entry.line)) : Value(Unknown{})},
                  {"dated", text_or_unknown(entry.dated.empty() ? list.dated : entry.dated)},
                  {"source", text_or_unknown(entry.source)},
                  {"factor", base::plain_decimal(match.discount.millionths, 6)}};
  return facts;
}

}  // namespace

void add_price_lists(const cost::PriceBook& book, std::span<const std::string> providers,
                     Document& document) {
  Table models = models_table(book, providers);
  document.blocks.emplace_back(std::move(models));
  document.blocks.emplace_back(lists_table(book));
}

void add_model_price(const std::string& asked, const cost::MatchedPrice& match, model::Instant at,
                     Document& document) {
  const cost::PriceEntry& entry = match.price->entry();
  Notes notes;
  Line heading{{entry.name, Tone::Strong}};
  if (!entry.provider.empty()) heading.push_back({"  " + entry.provider, Tone::Plain});
  notes.lines = {std::move(heading)};
  const std::string how = how_text(asked, match);
  if (!how.empty()) notes.lines.push_back({{how, Tone::Plain}});
  notes.lines.push_back({{"from " + source_text(match), Tone::Plain}});
  document.blocks.emplace_back(std::move(notes));
  document.blocks.emplace_back(model_facts(asked, match));
  Table rates = rates_table(match, at);
  const std::string parts = parts_text(*match.price);
  if (!parts.empty()) {
    rates.footnotes.push_back("charged as the input or output that they are a part of: " + parts);
  }
  if (match.discount.millionths != cost::Discount{}.millionths) {
    rates.footnotes.push_back(fmt::format("charges are multiplied by {} (--discount)",
                                          base::plain_decimal(match.discount.millionths, 6)));
  }
  document.blocks.emplace_back(std::move(rates));
}

}  // namespace trace_cost::report
