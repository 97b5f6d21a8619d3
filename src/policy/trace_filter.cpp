#include "policy/trace_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "cost/attribution.h"
#include "policy/limit_text.h"

namespace trace_cost::policy {

namespace {

base::Error bad(std::string_view option, std::string_view typed, std::string_view expected) {
  return {base::ErrorCode::BadArgument,
          fmt::format("{} '{}': expected {}", option, typed, expected)};
}

bool is_one_of(std::string_view text, const std::vector<std::string>& texts) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

void say(std::string_view option, const std::vector<std::string>& values, TraceFilter& filter) {
  if (!values.empty())
    filter.said.push_back(fmt::format("{} {}", option, fmt::join(values, " or ")));
}

base::Failure read_where(const std::vector<std::string>& texts,
                         model::AttributeSelection& selection, TraceFilter& filter) {
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return bad("--where", text, "KEY=VALUE, like gen_ai.request.model=gpt-4o");
    }
    const model::AttributeKey key = selection.add(std::string_view(text).substr(0, equals));
    const auto known =
        std::find_if(filter.where.begin(), filter.where.end(),
                     [&](const TraceFilter::Where& where) { return where.key == key; });
    auto& where = known != filter.where.end()
                      ? *known
                      : filter.where.emplace_back(TraceFilter::Where{key, {}});
    where.values.push_back(text.substr(equals + 1));
  }
  return {};
}

// A moment, or a day, which is its first moment.
std::optional<model::Instant> read_moment(std::string_view text) {
  if (const auto day = read_day(text)) return model::Instant(*day);
  return model::read_rfc3339(text);
}

base::Failure read_moments(const FilterTexts& texts, TraceFilter& filter) {
  constexpr std::string_view kExpected = "a moment like 2026-11-22T16:08:22Z, or a day";
  if (!texts.since.empty()) {
    filter.since = read_moment(texts.since);
    if (!filter.since) return bad("--since", texts.since, kExpected);
    filter.said.push_back("--since " + texts.since);
  }
  if (!texts.until.empty()) {
    filter.until = read_moment(texts.until);
    if (!filter.until) return bad("--until", texts.until, kExpected);
    filter.said.push_back("--until " + texts.until);
  }
  return {};
}

base::Failure read_prefixes(const std::vector<std::string>& texts, TraceFilter& filter) {
  for (std::string text : texts) {
    if (text.starts_with("0x") || text.starts_with("0X")) text.erase(0, 2);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (text.empty() || text.find_first_not_of("0123456789abcdef") != std::string::npos) {
      return bad("--trace", text, "the first hex digits of a trace id");
    }
    filter.traces.push_back(std::move(text));
  }
  say("--trace", filter.traces, filter);
  return {};
}

class Matcher {
 public:
  Matcher(const TraceFilter& filter, const model::Ancestry& ancestry,
          const model::KeyRanking& users)
      : filter_(filter),
        capture_(ancestry.capture()),
        attribution_(ancestry, users),
        asks_for_spans_(!filter.services.empty() || !filter.operations.empty() ||
                        !filter.users.empty() || !filter.where.empty() || filter.min_duration ||
                        filter.errors) {}

  bool keeps(const model::Trace& trace) {
    return has_id(trace) && is_in_time(trace) && (!asks_for_spans_ || has_span(trace));
  }

 private:
  [[nodiscard]] bool has_id(const model::Trace& trace) const {
    if (filter_.traces.empty()) return true;
    const std::string id = model::to_hex(trace.id);
    return std::any_of(filter_.traces.begin(), filter_.traces.end(),
                       [&](const std::string& prefix) { return id.starts_with(prefix); });
  }

  [[nodiscard]] bool is_in_time(const model::Trace& trace) const {
    if (!filter_.since && !filter_.until) return true;
    std::optional<model::Instant> begin;
    for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
      const model::Instant start = capture_.span(model::SpanIndex(i)).start;
      if (start != model::kUnknownInstant) begin = std::min(begin.value_or(start), start);
    }
    if (!begin) return false;
    return (!filter_.since || *begin >= *filter_.since) &&
           (!filter_.until || *begin < *filter_.until);
  }

  bool has_span(const model::Trace& trace) {
    std::span<const cost::Owner> owners;
    if (!filter_.users.empty()) owners = attribution_.of(trace);
    for (std::uint32_t i = 0; i < trace.count; ++i) {
      const model::Span span = capture_.span(model::SpanIndex(trace.first + i));
      const bool belongs = owners.empty() || is_owned(owners[i]);
      if (belongs && fits(span)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_owned(const cost::Owner& owner) const {
    if (!owner.value) return false;
    model::NumberBuffer digits;
    return is_one_of(capture_.text(owner.value, digits), filter_.users);
  }

  [[nodiscard]] bool fits(const model::Span& span) const {
    if (filter_.errors && span.status != model::StatusCode::Error) return false;
    if (filter_.min_duration && span.duration() < *filter_.min_duration) return false;
    if (!filter_.services.empty() && !is_one_of(capture_.service(span), filter_.services)) {
      return false;
    }
    if (!filter_.operations.empty() && !is_one_of(capture_.name(span), filter_.operations)) {
      return false;
    }
    return std::all_of(filter_.where.begin(), filter_.where.end(),
                       [&](const TraceFilter::Where& where) { return has_value(span, where); });
  }

  [[nodiscard]] bool has_value(const model::Span& span, const TraceFilter::Where& where) const {
    const model::Attribute* found = capture_.find(span, where.key);
    if (found == nullptr) found = model::find(capture_.attributes(span.resource), where.key);
    if (found == nullptr) return false;
    model::NumberBuffer digits;
    return is_one_of(capture_.text(found->text(), digits), where.values);
  }

  const TraceFilter& filter_;
  const model::Capture& capture_;
  cost::Attribution attribution_;
  bool asks_for_spans_;
};

}  // namespace

base::Result<TraceFilter> read_trace_filter(const FilterTexts& texts,
                                            model::AttributeSelection& selection) {
  TraceFilter filter;
  filter.services = texts.services;
  filter.operations = texts.operations;
  filter.users = texts.users;
  filter.errors = texts.errors;
  say("--service", filter.services, filter);
  say("--operation", filter.operations, filter);
  say("--user", filter.users, filter);
  if (auto failure = read_where(texts.where, selection, filter)) return *failure;
  say("--where", texts.where, filter);
  if (!texts.min_duration.empty()) {
    filter.min_duration = read_duration(texts.min_duration);
    if (!filter.min_duration)
      return bad("--min-duration", texts.min_duration, "a duration like 500ms");
    filter.said.push_back("--min-duration " + texts.min_duration);
  }
  if (filter.errors) filter.said.emplace_back("--errors");
  if (auto failure = read_prefixes(texts.traces, filter)) return *failure;
  if (auto failure = read_moments(texts, filter)) return *failure;
  return filter;
}

std::vector<bool> kept_traces(const TraceFilter& filter, const model::Ancestry& ancestry,
                              const model::KeyRanking& users) {
  Matcher matcher(filter, ancestry, users);
  std::vector<bool> kept;
  kept.reserve(ancestry.traces().size());
  for (const model::Trace& trace : ancestry.traces()) kept.push_back(matcher.keeps(trace));
  return kept;
}

}  // namespace trace_cost::policy
