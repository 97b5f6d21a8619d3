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
  if (spec == "user") return ranked(How::Owner, keys[Field::User]);
  if (spec == "session") return ranked(How::Owner, keys[Field::Session]);
  if (spec == "tenant") return ranked(How::Owner, keys[Field::Tenant]);
  if (spec == "model") return ranked(How::Own, keys[Field::Model]);
  if (spec == "provider") return ranked(How::Own, keys[Field::Provider]);
  if (spec == "trace") return ranked(How::Trace, {});
  if (spec == "service") return ranked(How::Service, {});
  if (spec == "day") return ranked(How::Day, {});
  if (spec == "operation") return ranked(How::SpanName, {});
  return unknown_dimension(spec);
}

std::vector<std::optional<std::string>> Dimension::values(const model::Forest& forest,
                                                          const Ledger& ledger) const {
  using Text = std::optional<std::string>;
  const model::Capture& capture = forest.capture();
  std::vector<Owner> owners;
  if (how_ == How::Owner) owners = attribute_spans(forest, ranking_);
  const auto text_or_none = [](std::string_view text) {
    return text.empty() ? Text{} : Text{std::string(text)};
  };
  model::NumberBuffer buffer;
  const auto value_of = [&](const Entry& entry) -> Text {
    const model::Span& span = capture.span(entry.span);
    switch (how_) {
      case How::Owner:
        return text_or_none(capture.text(owners[entry.span.number()].value, buffer));
      case How::Trace:
        return span.trace.is_valid() ? Text{model::to_hex(span.trace)} : Text{};
      case How::Service:
        return text_or_none(capture.service(span));
      case How::Day:
        return span.start == model::kUnknownInstant ? Text{} : Text{day_of(span.start)};
      case How::SpanName:
        return text_or_none(capture.name(span));
      case How::Own:
        break;
    }
    return text_or_none(capture.text(named_value(capture, span, ranking_), buffer));
  };
  std::vector<Text> values;
  values.reserve(ledger.entries.size());
  for (const Entry& entry : ledger.entries) values.push_back(value_of(entry));
  return values;
}

}  // namespace trace_cost::cost
