#include "cost/conventions.h"

#include <algorithm>
#include <array>

namespace trace_cost::cost {

namespace {

constexpr std::array kConventions{
    Convention{Field::Cost, "cost.usd", "trace-cost's own"},
    Convention{Field::Cost, "llm.cost.total", "OpenInference"},
    Convention{Field::User, "user.id", "OpenTelemetry"},
    Convention{Field::Tenant, "tenant.id", "common practice"},
    Convention{Field::Session, "session.id", "OpenTelemetry"},
    Convention{Field::Session, "gen_ai.conversation.id", "OpenTelemetry GenAI"},
    Convention{Field::Model, "gen_ai.response.model", "OpenTelemetry GenAI"},
    Convention{Field::Model, "gen_ai.request.model", "OpenTelemetry GenAI"},
    Convention{Field::Model, "llm.model_name", "OpenInference"},
    Convention{Field::Provider, "gen_ai.provider.name", "OpenTelemetry GenAI 1.37"},
    Convention{Field::Provider, "gen_ai.system", "OpenTelemetry GenAI before 1.37"},
    Convention{Field::Provider, "llm.provider", "OpenInference"},
    Convention{Field::Provider, "llm.system", "OpenInference"},
    Convention{Field::Operation, "gen_ai.operation.name", "OpenTelemetry GenAI"},
    Convention{Field::InputTokens, "gen_ai.usage.input_tokens", "OpenTelemetry GenAI 1.27"},
    Convention{Field::InputTokens, "gen_ai.usage.prompt_tokens", "OpenTelemetry GenAI 1.26"},
    Convention{Field::InputTokens, "llm.token_count.prompt", "OpenInference"},
    Convention{Field::OutputTokens, "gen_ai.usage.output_tokens", "OpenTelemetry GenAI 1.27"},
    Convention{Field::OutputTokens, "gen_ai.usage.completion_tokens", "OpenTelemetry GenAI 1.26"},
    Convention{Field::OutputTokens, "llm.token_count.completion", "OpenInference"},
    Convention{Field::CacheReadTokens, "gen_ai.usage.cache_read.input_tokens",
               "OpenTelemetry GenAI 1.40"},
    Convention{Field::CacheReadTokens, "llm.token_count.prompt_details.cache_read",
               "OpenInference"},
    Convention{Field::CacheWriteTokens, "gen_ai.usage.cache_creation.input_tokens",
               "OpenTelemetry GenAI 1.40"},
    Convention{Field::CacheWriteTokens, "llm.token_count.prompt_details.cache_write",
               "OpenInference"},
};

constexpr std::array kLedgerFields{
    Field::Cost,        Field::User,         Field::Model,           Field::Operation,
    Field::InputTokens, Field::OutputTokens, Field::CacheReadTokens, Field::CacheWriteTokens};

std::vector<std::string>& names_of(Field field, FieldKeys& keys) {
  return keys.names[static_cast<std::size_t>(field)];
}

}  // namespace

std::span<const Convention> conventions() { return kConventions; }

model::KeyRanking select_field(Field field, const FieldKeys& keys,
                               model::AttributeSelection& selection) {
  model::KeyRanking ranking;
  for (const std::string& name : keys.names[static_cast<std::size_t>(field)]) {
    const model::AttributeKey key = selection.add(name);
    if (std::find(ranking.begin(), ranking.end(), key) == ranking.end()) ranking.push_back(key);
  }
  return ranking;
}

FieldKeys select_fields(const ExtraKeys& extra, model::AttributeSelection& selection) {
  FieldKeys keys;
  names_of(Field::User, keys) = extra.user;
  names_of(Field::Cost, keys) = extra.cost;
  names_of(Field::Tenant, keys) = extra.tenant;
  for (const Convention& known : kConventions) {
    names_of(known.field, keys).emplace_back(known.key);
  }
  for (const Field field : kLedgerFields) {
    keys.of[static_cast<std::size_t>(field)] = select_field(field, keys, selection);
  }
  return keys;
}

}  // namespace trace_cost::cost
