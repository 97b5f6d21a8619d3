#include "policy/saved_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>
#include <variant>

#include "base/json_document.h"
#include "model/money.h"

namespace trace_cost::policy {

namespace {

using base::JsonKind;
using base::JsonValue;
using latency::Measure;

constexpr std::string_view kSchema = "trace-cost.report.v1";

base::Error fault(std::uint64_t line, std::string_view what) {
  return {base::ErrorCode::BadArgument, fmt::format("{}: {}", line, what)};
}

std::optional<std::int64_t> whole(const JsonValue* value) {
  if (value == nullptr || !value->is(JsonKind::Number)) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = value->text.data() + value->text.size();
  const auto [stop, error] = std::from_chars(value->text.data(), end, number);
  return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

std::string text_of(const JsonValue* value) {
  return value != nullptr && value->is(JsonKind::Text) ? value->text : std::string();
}

// In 10^-12 dollars; 0 where no span has a charge, for that trace has cost nothing that is known.
std::optional<std::int64_t> picos(const JsonValue* value) {
  if (value == nullptr || value->is(JsonKind::Null)) return 0;
  if (!value->is(JsonKind::Text)) return std::nullopt;
  const auto reading = model::read_money(value->text);
  if (!reading.value) return std::nullopt;
  constexpr base::Int128 kMost = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp<base::Int128>(reading.value->picos(), -kMost, kMost));
}

base::Failure add_trace(const JsonValue& trace, bool has_costs, latency::CaptureProfile& profile) {
  const JsonValue* const root = trace.find("root");
  const auto spans = whole(trace.find("spans"));
  const auto errors = whole(trace.find("errors"));
  const auto cost = picos(trace.find("cost"));
  if (root == nullptr || !root->is(JsonKind::Object) || !spans || !errors || !cost) {
    return fault(trace.line, "expected a trace with root, spans, errors and cost");
  }
  const latency::SubjectKey key{latency::SubjectKind::Operation, text_of(root->find("service")),
                                latency::without_ids(text_of(root->find("name")))};
  latency::SubjectValues& subject = profile.subjects[key];
  if (const auto duration = whole(trace.find("duration_ns"))) {
    subject.values(Measure::Latency).push_back(*duration);
  }
  if (has_costs) subject.values(Measure::Cost).push_back(*cost);
  subject.values(Measure::Calls).push_back(*spans);
  subject.values(Measure::Errors).push_back(*errors > 0 ? 1 : 0);
  ++profile.traces;
  profile.spans += static_cast<std::uint64_t>(std::max<std::int64_t>(0, *spans));
  return {};
}

}  // namespace

bool is_saved_report(std::string_view front) {
  const std::size_t start = front.find_first_not_of(" \t\r\n");
  return start != std::string_view::npos && front[start] == '{' &&
         front.find(kSchema) != std::string_view::npos;
}

base::Result<latency::CaptureProfile> read_saved_report(std::string_view text) {
  const auto json = base::read_json(text);
  if (const auto* const broken = std::get_if<base::JsonFault>(&json)) {
    return fault(broken->line, broken->message);
  }
  const JsonValue& report = std::get<JsonValue>(json);
  if (text_of(report.find("schema")) != kSchema) {
    return fault(report.line, fmt::format("expected \"schema\": \"{}\"", kSchema));
  }
  const JsonValue* const traces = report.find("traces");
  if (traces == nullptr || !traces->is(JsonKind::List)) {
    return fault(report.line, "expected a list of \"traces\"");
  }
  const bool has_costs =
      std::any_of(traces->items.begin(), traces->items.end(), [](const JsonValue& trace) {
        const JsonValue* const cost = trace.find("cost");
        return cost != nullptr && !cost->is(JsonKind::Null);
      });
  latency::CaptureProfile profile;
  profile.tells_legs = false;
  for (const JsonValue& trace : traces->items) {
    if (auto failure = add_trace(trace, has_costs, profile)) return *failure;
  }
  if (profile.traces == 0) return fault(traces->line, "a report without any trace");
  return profile;
}

}  // namespace trace_cost::policy
