#include "cost/dimension.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/nearest_word.h"

namespace trace_cost::cost {

namespace {

constexpr std::array kDimensions{
    DimensionInfo{"user", "who caused it (user.id, or --user-key)"},
    DimensionInfo{"model", "which model answered"},
    DimensionInfo{"provider", "who serves the model"},
    DimensionInfo{"service", "which service spent it"},
    DimensionInfo{"session", "which session or conversation"},
    DimensionInfo{"tenant", "which tenant (tenant.id, or --tenant-key)"},
    DimensionInfo{"trace", "which request"},
    DimensionInfo{"operation", "which span name spent it"},
    DimensionInfo{"day", "on which day, UTC"},
};

constexpr std::string_view kAttribute = "attr:";

base::Error unknown_dimension(std::string_view spec) {
  std::array<std::string_view, kDimensions.size()> names{};
  std::transform(kDimensions.begin(), kDimensions.end(), names.begin(),
                 [](const DimensionInfo& info) { return info.name; });
  const auto nearest = base::nearest_word(spec, names);
  const std::string hint = nearest ? fmt::format("; did you mean '{}'?", *nearest) : "";
  return {base::ErrorCode::BadArgument,
          fmt::format("cannot group by '{}'{} Known: {}, attr:KEY", spec, hint.empty() ? "." : hint,
                      fmt::join(names, ", "))};
}

std::string day_of(model::Instant instant) { return model::to_rfc3339(instant).substr(0, 10); }

}  // namespace

std::span<const DimensionInfo> dimensions() { return kDimensions; }

base::Result<Dimension> Dimension::parse(std::string_view spec, const FieldKeys& keys,
                                         model::AttributeSelection& selection) {
  Dimension dimension;
  dimension.name_ = spec;
  const auto ranked = [&](How how, model::KeyRanking ranking) {
    dimension.how_ = how;
    dimension.ranking_ = std::move(ranking);
    return dimension;
  };
  if (spec.starts_with(kAttribute) && spec.size() > kAttribute.size()) {
    return ranked(How::Owner, {selection.add(spec.substr(kAttribute.size()))});
  }
  if (spec == "user") return ranked(How::User, {});
  const auto select = [&](Field field) { return select_field(field, keys, selection); };
  if (spec == "session") return ranked(How::Owner, select(Field::Session));
  if (spec == "tenant") return ranked(How::Owner, select(Field::Tenant));
  if (spec == "model") return ranked(How::Own, keys[Field::Model]);
  if (spec == "provider") return ranked(How::Own, select(Field::Provider));
  if (spec == "trace") return ranked(How::Trace, {});
  if (spec == "service") return ranked(How::Service, {});
  if (spec == "day") return ranked(How::Day, {});
  if (spec == "operation") return ranked(How::SpanName, {});
  return unknown_dimension(spec);
}

// Of what is a text of the capture; no text where there is none.
model::Text Dimension::text_of(const model::Capture& capture, const Entry& entry) const {
  const model::Span span = capture.span(entry.span);
  switch (how_) {
    case How::User:
      return entry.user.value;
    case How::Service:
      return model::Text(capture.service_id(span));
    case How::SpanName:
      return model::Text(span.name);
    default:
      return named_value(capture, capture.attributes(span), ranking_);
  }
}

// By entry.
std::vector<model::Text> Dimension::texts(const model::Ancestry& ancestry,
                                          const Ledger& ledger) const {
  std::vector<model::Text> texts;
  texts.reserve(ledger.entries.size());
  if (how_ != How::Owner) {
    for (const Entry& entry : ledger.entries) texts.push_back(text_of(ancestry.capture(), entry));
    return texts;
  }
  Attribution attribution(ancestry, ranking_);
  std::span<const Owner> owners;
  model::TraceIndex at;
  for (const Entry& entry : ledger.entries) {
    const model::TraceIndex index = ancestry.trace_of(entry.span);
    const model::Trace& trace = ancestry.traces()[index.number()];
    if (index != at) owners = attribution.of(trace);
    at = index;
    texts.push_back(owners[entry.span.number() - trace.first].value);
  }
  return texts;
}

namespace {

constexpr std::uint64_t kNone = ~std::uint64_t{0};

// Equal for equal names, and for those alone.
std::uint64_t key_of(const model::Capture& capture, model::Text text) {
  if (!text || capture.is_empty(text)) return kNone;
  if (!text.is_number()) return text.interned().number();
  return std::uint64_t{1} << 63U | std::uint64_t{text.decimal().places} << 32U |
         text.decimal().digits;
}

// `key_of(i)` and `name_of(i)` tell of entry i.
template <typename KeyOf, typename NameOf>
Grouping group_by(std::size_t entries, KeyOf key_of, NameOf name_of) {
  Grouping grouping;
  grouping.group_of.reserve(entries);
  GroupNumbers numbers;
  for (std::size_t i = 0; i < entries; ++i) {
    const std::uint64_t key = key_of(i);
    const auto [number, is_new] = numbers.number_of(key);
    grouping.group_of.push_back(number);
    if (!is_new) continue;
    grouping.names.push_back(key == kNone ? std::nullopt : std::optional(name_of(i)));
  }
  return grouping;
}

Grouping group_by_trace(const model::Capture& capture, const Ledger& ledger) {
  const auto trace_of = [&](std::size_t i) {
    return capture.traces()[capture.trace_of(ledger.entries[i].span).number()].id;
  };
  return group_by(
      ledger.entries.size(),
      [&](std::size_t i) {
        const bool is_known = trace_of(i).is_valid();
        return is_known ? capture.trace_of(ledger.entries[i].span).number() : kNone;
      },
      [&](std::size_t i) { return model::to_hex(trace_of(i)); });
}

Grouping group_by_day(const model::Capture& capture, const Ledger& ledger) {
  const auto start_of = [&](std::size_t i) { return capture.span(ledger.entries[i].span).start; };
  return group_by(
      ledger.entries.size(),
      [&](std::size_t i) {
        const model::Instant start = start_of(i);
        if (start == model::kUnknownInstant) return kNone;
        const auto day = std::chrono::floor<std::chrono::days>(start).time_since_epoch().count();
        return static_cast<std::uint64_t>(day);
      },
      [&](std::size_t i) { return day_of(start_of(i)); });
}

}  // namespace

Grouping Dimension::group(const model::Ancestry& ancestry, const Ledger& ledger) const {
  const model::Capture& capture = ancestry.capture();
  if (how_ == How::Trace) return group_by_trace(capture, ledger);
  if (how_ == How::Day) return group_by_day(capture, ledger);
  const std::vector<model::Text> values = texts(ancestry, ledger);
  return group_by(
      values.size(), [&](std::size_t i) { return key_of(capture, values[i]); },
      [&](std::size_t i) {
        model::NumberBuffer buffer;
        return std::string(capture.text(values[i], buffer));
      });
}

}  // namespace trace_cost::cost
