#include "cost/dimension.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

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
    DimensionInfo{"span", "which single call"},
    DimensionInfo{"operation", "which span name spent it"},
    DimensionInfo{"status", "how the call ended: ok, error or unset"},
    DimensionInfo{"hour", "in which hour, UTC"},
    DimensionInfo{"day", "on which day, UTC"},
    DimensionInfo{"week", "in which week, UTC"},
    DimensionInfo{"month", "in which month, UTC"},
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

std::optional<CalendarUnit> calendar_unit(std::string_view name) {
  if (name == "hour") return CalendarUnit::Hour;
  if (name == "day") return CalendarUnit::Day;
  if (name == "week") return CalendarUnit::Week;
  if (name == "month") return CalendarUnit::Month;
  return std::nullopt;
}

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
  if (spec == "model") return by_model(keys);
  if (spec == "provider") return ranked(How::Own, select(Field::Provider));
  if (spec == "trace") return by_trace();
  if (spec == "service") return ranked(How::Service, {});
  if (spec == "span") return ranked(How::Span, {});
  if (spec == "operation") return ranked(How::SpanName, {});
  if (spec == "status") return ranked(How::Status, {});
  const std::optional<CalendarUnit> unit = calendar_unit(spec);
  if (!unit) return unknown_dimension(spec);
  dimension.unit_ = *unit;
  return ranked(How::Calendar, {});
}

Dimension Dimension::by_model(const FieldKeys& keys) {
  Dimension dimension;
  dimension.name_ = "model";
  dimension.how_ = How::Own;
  dimension.ranking_ = keys[Field::Model];
  return dimension;
}

Dimension Dimension::by_trace() {
  Dimension dimension;
  dimension.name_ = "trace";
  dimension.how_ = How::Trace;
  return dimension;
}

Dimension Dimension::at(UtcOffset offset) const {
  Dimension moved = *this;
  moved.offset_ = offset;
  return moved;
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

std::string ids_of(const model::Span& span) {
  return model::to_hex(span.trace) + "/" + model::to_hex(span.id);
}

// Of the spans that share their ids with others: the first that has the same.
std::unordered_map<model::SpanIndex, model::SpanIndex> namesakes(const model::Capture& capture) {
  std::unordered_map<std::string, model::SpanIndex> first;
  std::unordered_map<model::SpanIndex, model::SpanIndex> namesake;
  for (const model::SpanIndex span : capture.id_conflicts()) {
    namesake[span] = first.try_emplace(ids_of(capture.span(span)), span).first->second;
  }
  return namesake;
}

Grouping group_by_span(const model::Capture& capture, const Ledger& ledger) {
  const auto span_of = [&](std::size_t i) { return capture.span(ledger.entries[i].span); };
  const auto namesake = namesakes(capture);
  return group_by(
      ledger.entries.size(),
      [&](std::size_t i) {
        const model::Span span = span_of(i);
        if (!span.trace.is_valid() || !span.id.is_valid()) return kNone;
        const auto shared = namesake.find(ledger.entries[i].span);
        const model::SpanIndex first =
            shared == namesake.end() ? ledger.entries[i].span : shared->second;
        return std::uint64_t{first.number()};
      },
      [&](std::size_t i) { return ids_of(span_of(i)); });
}

struct Calendar {
  CalendarUnit unit = {};
  UtcOffset offset;
};

Grouping group_by_calendar(const model::Capture& capture, const Ledger& ledger, Calendar by) {
  const auto start_of = [&](std::size_t i) { return capture.span(ledger.entries[i].span).start; };
  return group_by(
      ledger.entries.size(),
      [&](std::size_t i) {
        const model::Instant start = start_of(i);
        if (start == model::kUnknownInstant) return kNone;
        return static_cast<std::uint64_t>(period_number(start, by.unit, by.offset));
      },
      [&](std::size_t i) { return period_name(start_of(i), by.unit, by.offset); });
}

std::string status_word(model::StatusCode status) {
  switch (status) {
    case model::StatusCode::Ok:
      return "ok";
    case model::StatusCode::Error:
      return "error";
    case model::StatusCode::Unset:
      break;
  }
  return "unset";
}

Grouping group_by_status(const model::Capture& capture, const Ledger& ledger) {
  const auto status_of = [&](std::size_t i) { return capture.span(ledger.entries[i].span).status; };
  return group_by(
      ledger.entries.size(),
      [&](std::size_t i) { return static_cast<std::uint64_t>(status_of(i)); },
      [&](std::size_t i) { return status_word(status_of(i)); });
}

}  // namespace

Grouping Dimension::group(const model::Ancestry& ancestry, const Ledger& ledger) const {
  const model::Capture& capture = ancestry.capture();
  if (how_ == How::Trace) return group_by_trace(capture, ledger);
  if (how_ == How::Span) return group_by_span(capture, ledger);
  if (how_ == How::Calendar) return group_by_calendar(capture, ledger, {unit_, offset_});
  if (how_ == How::Status) return group_by_status(capture, ledger);
  const std::vector<model::Text> values = texts(ancestry, ledger);
  return group_by(
      values.size(), [&](std::size_t i) { return key_of(capture, values[i]); },
      [&](std::size_t i) {
        model::NumberBuffer buffer;
        return std::string(capture.text(values[i], buffer));
      });
}

}  // namespace trace_cost::cost
