#include "cost/prices/own_price_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/nearest_word.h"
#include "cost/prices/price_times.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

using base::JsonKind;
using base::JsonValue;

constexpr PriceUnit kUnit = PriceUnit::Million;

void tell_unknown_key(const JsonValue& member, std::vector<std::string_view> known,
                      PriceFaults& faults) {
  const auto nearest = base::nearest_word(member.name, known);
  const std::string hint = nearest ? fmt::format("did you mean \"{}\"?", *nearest)
                                   : fmt::format("expected one of {}", fmt::join(known, ", "));
  faults.tell(member.line, fmt::format("unknown key \"{}\"; {}", member.name, hint));
}

std::vector<std::string_view> bucket_names() {
  std::vector<std::string_view> names;
  names.reserve(kBuckets);
  for (const Bucket bucket : kAllBuckets) names.push_back(name_of(bucket));
  return names;
}

std::vector<std::string_view> with_buckets(std::initializer_list<std::string_view> others) {
  std::vector<std::string_view> names(others);
  for (const std::string_view name : bucket_names()) names.push_back(name);
  return names;
}

bool take_rate(const JsonValue& member, Rates& rates, PriceFaults& faults) {
  for (const Bucket bucket : kAllBuckets) {
    if (member.name != name_of(bucket)) continue;
    if (const auto rate = rate_of(member, kUnit, faults)) rates.set(bucket, *rate);
    return true;
  }
  return false;
}

bool expect(const JsonValue& value, JsonKind kind, PriceFaults& faults) {
  if (value.is(kind)) return true;
  faults.tell_expected(value, base::name_of(kind));
  return false;
}

Cliff read_cliff(const JsonValue& tier, PriceFaults& faults) {
  Cliff cliff;
  if (!expect(tier, JsonKind::Object, faults)) return cliff;
  for (const JsonValue& member : tier.items) {
    if (member.name == "above" || member.name == "from") {
      cliff.tokens = token_border(member, faults).value_or(1);
      cliff.counts_at_border = member.name == "from";
    } else if (!take_rate(member, cliff.rates, faults)) {
      tell_unknown_key(member, with_buckets({"above", "from"}), faults);
    }
  }
  if (cliff.tokens == 0) faults.tell(tier.line, "a tier without \"above\" or \"from\"");
  return cliff;
}

std::vector<Cliff> read_cliffs(const JsonValue& tiers, PriceFaults& faults) {
  std::vector<Cliff> cliffs;
  if (!expect(tiers, JsonKind::List, faults)) return cliffs;
  for (const JsonValue& tier : tiers.items) cliffs.push_back(read_cliff(tier, faults));
  std::stable_sort(cliffs.begin(), cliffs.end(),
                   [](const Cliff& a, const Cliff& b) { return a.tokens < b.tokens; });
  return cliffs;
}

bool take_card_member(const JsonValue& member, RateCard& card, PriceFaults& faults) {
  if (take_rate(member, card.rates, faults)) return true;
  if (member.name != "tiers") return false;
  card.cliffs = read_cliffs(member, faults);
  return true;
}

RateCard read_card(const JsonValue& object, PriceFaults& faults) {
  RateCard card;
  if (!expect(object, JsonKind::Object, faults)) return card;
  for (const JsonValue& member : object.items) {
    if (!take_card_member(member, card, faults)) {
      tell_unknown_key(member, with_buckets({"tiers"}), faults);
    }
  }
  return card;
}

bool take_period_member(const JsonValue& member, PricePeriod& period, PriceFaults& faults) {
  for (const ServiceTier tier : {ServiceTier::Batch, ServiceTier::Priority, ServiceTier::Flex}) {
    if (member.name != name_of(tier)) continue;
    period[tier] = read_card(member, faults);
    return true;
  }
  return take_card_member(member, period[ServiceTier::Standard], faults);
}

PricePeriod read_period(const JsonValue& object, PriceFaults& faults) {
  PricePeriod period;
  if (!expect(object, JsonKind::Object, faults)) return period;
  for (const JsonValue& member : object.items) {
    if (member.name == "from") {
      period.from = price_start(member, faults);
    } else if (member.name == "hours") {
      period.hours = daily_hours(member, faults);
    } else if (!take_period_member(member, period, faults)) {
      tell_unknown_key(
          member, with_buckets({"from", "hours", "tiers", "batch", "priority", "flex"}), faults);
    }
  }
  return period;
}

std::vector<std::string> texts_of(const JsonValue& list, PriceFaults& faults) {
  std::vector<std::string> texts;
  if (!expect(list, JsonKind::List, faults)) return texts;
  for (const JsonValue& item : list.items) texts.push_back(text_of(item, faults));
  return texts;
}

// What holds for all models of a file that do not say otherwise.
struct FileDefaults {
  std::string provider;
  std::string source;
  std::string dated;
};

void read_periods(const JsonValue& list, std::vector<PricePeriod>& periods, PriceFaults& faults) {
  if (!expect(list, JsonKind::List, faults)) return;
  for (const JsonValue& item : list.items) periods.push_back(read_period(item, faults));
}

void take_model_member(const JsonValue& member, PriceEntry& entry, PriceFaults& faults) {
  if (member.name == "provider") {
    entry.provider = provider_id(text_of(member, faults));
  } else if (member.name == "name") {
    entry.name = text_of(member, faults);
  } else if (member.name == "names") {
    entry.names = texts_of(member, faults);
  } else if (member.name == "source") {
    entry.source = text_of(member, faults);
  } else if (member.name == "dated") {
    entry.dated = text_of(member, faults);
  } else if (member.name == "periods") {
    read_periods(member, entry.periods, faults);
  } else if (!take_period_member(member, entry.periods.front(), faults) &&
             member.name != "comment") {
    tell_unknown_key(member,
                     with_buckets({"provider", "name", "names", "source", "dated", "comment",
                                   "tiers", "batch", "priority", "flex", "periods"}),
                     faults);
  }
}

bool has_rates(const PriceEntry& entry) {
  return std::all_of(entry.periods.begin(), entry.periods.end(), [](const PricePeriod& period) {
    return !period[ServiceTier::Standard].rates.are_empty();
  });
}

PriceEntry read_model(const JsonValue& model, const FileDefaults& defaults, PriceFaults& faults) {
  PriceEntry entry;
  entry.provider = defaults.provider;
  entry.source = defaults.source;
  entry.dated = defaults.dated;
  entry.line = model.line;
  entry.periods.emplace_back();  // what holds outside of all "periods"
  if (!expect(model, JsonKind::Object, faults)) return entry;
  for (const JsonValue& member : model.items) take_model_member(member, entry, faults);
  const bool has_periods_only =
      entry.periods.size() > 1 && entry.periods.front()[ServiceTier::Standard].is_empty();
  if (has_periods_only) entry.periods.erase(entry.periods.begin());
  if (faults.take_absurd()) {
    faults.tell(model.line, fmt::format("\"{}\" costs {}; prices are dollars for a million tokens",
                                        entry.name, kAbsurd));
  }
  if (entry.name.empty()) faults.tell(model.line, "a model without a \"name\"");
  if (!has_rates(entry)) {
    faults.tell(model.line, fmt::format("\"{}\" has no price; expected one of {}", entry.name,
                                        fmt::join(bucket_names(), ", ")));
  }
  entry.hour_writes = hour_writes_of(entry.provider, entry.name);
  return entry;
}

void read_aliases(const JsonValue& aliases, PriceTable& table, PriceFaults& faults) {
  if (!expect(aliases, JsonKind::Object, faults)) return;
  for (const JsonValue& alias : aliases.items) table.add_alias(alias.name, text_of(alias, faults));
}

FileDefaults read_defaults(const JsonValue& root, PriceFaults& faults) {
  FileDefaults defaults;
  for (const JsonValue& member : root.items) {
    if (member.name == "provider") defaults.provider = provider_id(text_of(member, faults));
    if (member.name == "source") defaults.source = text_of(member, faults);
    if (member.name == "dated") defaults.dated = text_of(member, faults);
    if (member.name == "schema" && text_of(member, faults) != kOwnPriceSchema) {
      faults.tell_expected(member, fmt::format("\"{}\"", kOwnPriceSchema));
    }
    if (member.name == "currency" && text_of(member, faults) != "USD") {
      faults.tell_expected(member, "\"USD\"");
    }
  }
  return defaults;
}

}  // namespace

bool is_own_price_form(const JsonValue& root) {
  const JsonValue* schema = root.find("schema");
  if (schema != nullptr && schema->text.starts_with("trace-cost.price-list")) return true;
  const JsonValue* models = root.find("models");
  return models != nullptr && models->is(JsonKind::List);
}

PriceEntry read_own_price_model(const JsonValue& model, PriceFaults& faults) {
  return read_model(model, {}, faults);
}

PriceTable read_own_price_form(const JsonValue& root, std::string name, PriceFaults& faults) {
  const FileDefaults defaults = read_defaults(root, faults);
  PriceTable table({std::move(name), "trace-cost", defaults.dated});
  for (const JsonValue& member : root.items) {
    constexpr std::array<std::string_view, 5> kDefaults{"schema", "currency", "provider", "source",
                                                        "dated"};
    if (member.name == "models" && expect(member, JsonKind::List, faults)) {
      for (const JsonValue& model : member.items) table.add(read_model(model, defaults, faults));
    } else if (member.name == "aliases") {
      read_aliases(member, table, faults);
    } else if (member.name != "comment" && member.name != "models" &&
               std::find(kDefaults.begin(), kDefaults.end(), member.name) == kDefaults.end()) {
      tell_unknown_key(
          member,
          {"schema", "currency", "provider", "source", "dated", "models", "aliases", "comment"},
          faults);
    }
  }
  return table;
}

}  // namespace trace_cost::cost
