#include "cost/conventions.h"

#include <algorithm>
#include <array>

namespace trace_cost::cost {

namespace {

constexpr std::array kConventions{
    Convention{Field::Cost, "cost.usd", "trace-cost's own"},
    Convention{Field::Cost, "langfuse.observation.cost_details", "Langfuse, JSON", "total"},
    Convention{Field::Cost, "gen_ai.usage.cost.amount", "OpenTelemetry GenAI (proposed)"},
    Convention{Field::Cost, "gen_ai.usage.cost", "OpenLIT, Bifrost, Laminar"},
    Convention{Field::Cost, "gen_ai.usage.total_cost", "OpenRouter"},
    Convention{Field::Cost, "gen_ai.cost.total_cost", "LiteLLM"},
    Convention{Field::Cost, "llm.cost.total", "OpenInference"},
    Convention{Field::Cost, "operation.cost", "Pydantic AI, Logfire"},
    Convention{Field::Cost, "mlflow.llm.cost", "MLflow, JSON", "total_cost"},
    Convention{Field::Cost, "langwatch.span.cost", "LangWatch"},
    Convention{Field::Cost, "litellm.response-cost", "LiteLLM, header dump"},
    Convention{Field::Cost, "gen_ai.usage.cost_usd", "Claude Code"},
    Convention{Field::Cost, "cost_usd", "Claude Code"},
    Convention{Field::InputCost, "llm.cost.prompt", "OpenInference"},
    Convention{Field::InputCost, "gen_ai.usage.input_cost", "Laminar, OpenRouter"},
    Convention{Field::InputCost, "gen_ai.cost.input_tokens", "Sentry"},
    Convention{Field::OutputCost, "llm.cost.completion", "OpenInference"},
    Convention{Field::OutputCost, "gen_ai.usage.output_cost", "Laminar, OpenRouter"},
    Convention{Field::OutputCost, "gen_ai.cost.output_tokens", "Sentry"},
    Convention{Field::Currency, "gen_ai.usage.cost.currency", "OpenTelemetry GenAI (proposed)"},
    Convention{Field::CostSource, "gen_ai.usage.cost.source", "OpenTelemetry GenAI (proposed)"},
    Convention{Field::NonBillable, "langwatch.cost.non_billable", "LangWatch"},
    Convention{Field::User, "langfuse.user.id", "Langfuse"},
    Convention{Field::User, "user.id", "OpenTelemetry"},
    Convention{Field::User, "enduser.id", "OpenTelemetry"},
    Convention{Field::User, "enduser.pseudo.id", "OpenTelemetry"},
    Convention{Field::User, "langwatch.user.id", "LangWatch"},
    Convention{Field::User, "langwatch.user_id", "LangWatch"},
    Convention{Field::User, "traceloop.association.properties.user_id", "OpenLLMetry"},
    Convention{Field::User, "lmnr.association.properties.user_id", "Laminar"},
    Convention{Field::User, "ai.telemetry.metadata.userId", "Vercel AI SDK"},
    Convention{Field::User, "ai.telemetry.metadata.user_id", "Vercel AI SDK"},
    Convention{Field::User, "langfuse.trace.metadata.langfuse_user_id", "Langfuse"},
    Convention{Field::User, "gen_ai.user.id", "OpenLIT"},
    Convention{Field::User, "gen_ai.user", "OpenAI's user parameter"},
    Convention{Field::User, "llm.user", "OpenAI's user parameter"},
    Convention{Field::User, "metadata.user_api_key_end_user_id", "LiteLLM"},
    Convention{Field::User, "usr.id", "Datadog"},
    Convention{Field::Tenant, "tenant.id", "common practice"},
    Convention{Field::Tenant, "organization.id", "common practice"},
    Convention{Field::Tenant, "langwatch.customer.id", "LangWatch"},
    Convention{Field::Tenant, "langwatch.customer_id", "LangWatch"},
    Convention{Field::Tenant, "metadata.user_api_key_team_id", "LiteLLM"},
    Convention{Field::Tenant, "metadata.user_api_key_org_id", "LiteLLM"},
    Convention{Field::Session, "langfuse.session.id", "Langfuse"},
    Convention{Field::Session, "session.id", "OpenTelemetry"},
    Convention{Field::Session, "gen_ai.conversation.id", "OpenTelemetry GenAI"},
    Convention{Field::Session, "langwatch.thread.id", "LangWatch"},
    Convention{Field::Session, "ai.telemetry.metadata.sessionId", "Vercel AI SDK"},
    Convention{Field::Session, "traceloop.association.properties.session_id", "OpenLLMetry"},
    Convention{Field::Model, "langfuse.observation.model.name", "Langfuse"},
    Convention{Field::Model, "gen_ai.response.model", "OpenTelemetry GenAI"},
    Convention{Field::Model, "ai.response.model", "Vercel AI SDK"},
    Convention{Field::Model, "llm.response.model_name", "OpenInference"},
    Convention{Field::Model, "llm.model_name", "OpenInference"},
    Convention{Field::Model, "gen_ai.request.model", "OpenTelemetry GenAI"},
    Convention{Field::Model, "ai.model.id", "Vercel AI SDK"},
    Convention{Field::Model, "llm.request.model_name", "OpenInference"},
    Convention{Field::Model, "mlflow.llm.model", "MLflow"},
    Convention{Field::Model, "embedding.model_name", "OpenInference"},
    Convention{Field::Model, "model", "Claude Code"},
    Convention{Field::Provider, "gen_ai.provider.name", "OpenTelemetry GenAI 1.37"},
    Convention{Field::Provider, "gen_ai.system", "OpenTelemetry GenAI before 1.37"},
    Convention{Field::Provider, "llm.provider", "OpenInference"},
    Convention{Field::Provider, "llm.system", "OpenInference"},
    Convention{Field::Provider, "ai.model.provider", "Vercel AI SDK"},
    Convention{Field::Operation, "langfuse.observation.type", "Langfuse"},
    Convention{Field::Operation, "gen_ai.operation.name", "OpenTelemetry GenAI"},
    Convention{Field::Operation, "openinference.span.kind", "OpenInference"},
    Convention{Field::Operation, "traceloop.span.kind", "OpenLLMetry"},
    Convention{Field::Operation, "ai.operationId", "Vercel AI SDK"},
    Convention{Field::Operation, "lmnr.span.type", "Laminar"},
    Convention{Field::Operation, "mlflow.spanType", "MLflow"},
    Convention{Field::ResponseId, "gen_ai.response.id", "OpenTelemetry GenAI"},
    Convention{Field::ResponseId, "ai.response.id", "Vercel AI SDK"},
    Convention{Field::ResponseId, "litellm.call-id", "LiteLLM"},
    Convention{Field::ServiceTier, "openai.response.service_tier", "OpenTelemetry GenAI"},
    Convention{Field::ServiceTier, "gen_ai.openai.response.service_tier",
               "OpenTelemetry GenAI before 1.37"},
    Convention{Field::ServiceTier, "openai.request.service_tier", "OpenTelemetry GenAI"},
    Convention{Field::InputTokens, "gen_ai.usage.input_tokens", "OpenTelemetry GenAI 1.27"},
    Convention{Field::InputTokens, "gen_ai.usage.prompt_tokens", "OpenTelemetry GenAI 1.26"},
    Convention{Field::InputTokens, "llm.token_count.prompt", "OpenInference"},
    Convention{Field::InputTokens, "ai.usage.inputTokens", "Vercel AI SDK"},
    Convention{Field::InputTokens, "ai.usage.promptTokens", "Vercel AI SDK 4"},
    Convention{Field::InputTokens, "llm.usage.prompt_tokens", "OpenLLMetry"},
    Convention{Field::InputTokens, "langfuse.observation.usage_details", "Langfuse, JSON", "input"},
    Convention{Field::InputTokens, "mlflow.chat.tokenUsage", "MLflow, JSON", "input_tokens"},
    Convention{Field::InputTokens, "input_tokens", "Claude Code"},
    Convention{Field::OutputTokens, "gen_ai.usage.output_tokens", "OpenTelemetry GenAI 1.27"},
    Convention{Field::OutputTokens, "gen_ai.usage.completion_tokens", "OpenTelemetry GenAI 1.26"},
    Convention{Field::OutputTokens, "llm.token_count.completion", "OpenInference"},
    Convention{Field::OutputTokens, "ai.usage.outputTokens", "Vercel AI SDK"},
    Convention{Field::OutputTokens, "ai.usage.completionTokens", "Vercel AI SDK 4"},
    Convention{Field::OutputTokens, "llm.usage.completion_tokens", "OpenLLMetry"},
    Convention{Field::OutputTokens, "langfuse.observation.usage_details", "Langfuse, JSON",
               "output"},
    Convention{Field::OutputTokens, "mlflow.chat.tokenUsage", "MLflow, JSON", "output_tokens"},
    Convention{Field::OutputTokens, "output_tokens", "Claude Code"},
    Convention{Field::CacheReadTokens, "gen_ai.usage.cache_read.input_tokens",
               "OpenTelemetry GenAI 1.40"},
    Convention{Field::CacheReadTokens, "gen_ai.usage.cache_read_input_tokens",
               "OpenLLMetry, Strands, Laminar"},
    Convention{Field::CacheReadTokens, "gen_ai.usage.cache_read_tokens", "Pydantic AI"},
    Convention{Field::CacheReadTokens, "gen_ai.usage.details.cache_read_tokens", "Pydantic AI"},
    Convention{Field::CacheReadTokens, "gen_ai.usage.details.cache_read_input_tokens",
               "Pydantic AI"},
    Convention{Field::CacheReadTokens, "gen_ai.usage.cached_tokens", "common practice"},
    Convention{Field::CacheReadTokens, "gen_ai.usage.input_tokens.cached", "Sentry"},
    Convention{Field::CacheReadTokens, "gen_ai.usage.prompt_tokens_details.cached_tokens",
               "OpenLIT"},
    Convention{Field::CacheReadTokens, "llm.token_count.prompt_details.cache_read",
               "OpenInference"},
    Convention{Field::CacheReadTokens, "ai.usage.inputTokenDetails.cacheReadTokens",
               "Vercel AI SDK"},
    Convention{Field::CacheReadTokens, "ai.usage.cachedInputTokens", "Vercel AI SDK"},
    Convention{Field::CacheReadTokens, "langfuse.observation.usage_details", "Langfuse, JSON",
               "cache_read_input_tokens", true},
    Convention{Field::CacheReadTokens, "mlflow.chat.tokenUsage", "MLflow, JSON",
               "cache_read_input_tokens"},
    Convention{Field::CacheReadTokens, "cache_read_tokens", "Claude Code", "", true},
    Convention{Field::CacheWriteTokens, "gen_ai.usage.cache_creation.input_tokens",
               "OpenTelemetry GenAI 1.40"},
    Convention{Field::CacheWriteTokens, "gen_ai.usage.cache_write.input_tokens",
               "OpenTelemetry GenAI (proposed)"},
    Convention{Field::CacheWriteTokens, "gen_ai.usage.cache_creation_input_tokens",
               "OpenLLMetry, Laminar"},
    Convention{Field::CacheWriteTokens, "gen_ai.usage.cache_write_input_tokens", "Strands", "",
               true},
    Convention{Field::CacheWriteTokens, "gen_ai.usage.cache_write_tokens", "Pydantic AI"},
    Convention{Field::CacheWriteTokens, "gen_ai.usage.details.cache_write_tokens", "Pydantic AI"},
    Convention{Field::CacheWriteTokens, "llm.token_count.prompt_details.cache_write",
               "OpenInference"},
    Convention{Field::CacheWriteTokens, "ai.usage.inputTokenDetails.cacheWriteTokens",
               "Vercel AI SDK"},
    Convention{Field::CacheWriteTokens, "langfuse.observation.usage_details", "Langfuse, JSON",
               "cache_creation_input_tokens", true},
    Convention{Field::CacheWriteTokens, "mlflow.chat.tokenUsage", "MLflow, JSON",
               "cache_creation_input_tokens"},
    Convention{Field::CacheWriteTokens, "cache_creation_tokens", "Claude Code", "", true},
    Convention{Field::ReasoningTokens, "gen_ai.usage.reasoning.output_tokens",
               "OpenTelemetry GenAI 1.41"},
    Convention{Field::ReasoningTokens, "gen_ai.usage.reasoning_tokens", "common practice"},
    Convention{Field::ReasoningTokens, "gen_ai.usage.details.reasoning_tokens", "Pydantic AI"},
    Convention{Field::ReasoningTokens, "llm.token_count.completion_details.reasoning",
               "OpenInference"},
    Convention{Field::ReasoningTokens, "ai.usage.outputTokenDetails.reasoningTokens",
               "Vercel AI SDK"},
    Convention{Field::ReasoningTokens, "ai.usage.reasoningTokens", "Vercel AI SDK"},
    Convention{Field::ReasoningTokens, "llm.usage.reasoning_tokens", "OpenLLMetry"},
    Convention{Field::InputAudioTokens, "gen_ai.usage.audio.input_tokens",
               "OpenTelemetry GenAI (proposed)"},
    Convention{Field::InputAudioTokens, "llm.token_count.prompt_details.audio", "OpenInference"},
    Convention{Field::InputAudioTokens, "gen_ai.usage.input_audio_tokens", "agentgateway"},
    Convention{Field::InputAudioTokens, "gen_ai.usage.audio_input_tokens", "Laminar"},
    Convention{Field::OutputAudioTokens, "gen_ai.usage.audio.output_tokens",
               "OpenTelemetry GenAI (proposed)"},
    Convention{Field::OutputAudioTokens, "llm.token_count.completion_details.audio",
               "OpenInference"},
    Convention{Field::OutputAudioTokens, "gen_ai.usage.output_audio_tokens", "agentgateway"},
    Convention{Field::OutputAudioTokens, "gen_ai.usage.audio_output_tokens", "Laminar"},
    Convention{Field::TotalTokens, "gen_ai.usage.total_tokens", "OpenLLMetry, OpenLIT"},
    Convention{Field::TotalTokens, "llm.usage.total_tokens", "OpenLLMetry"},
    Convention{Field::TotalTokens, "llm.token_count.total", "OpenInference"},
    Convention{Field::TotalTokens, "ai.usage.totalTokens", "Vercel AI SDK"},
    Convention{Field::TotalTokens, "ai.usage.tokens", "Vercel AI SDK"},
    Convention{Field::AggregatedUsage, "gen_ai.aggregated_usage.input_tokens", "Pydantic AI 2"},
    Convention{Field::AggregatedUsage, "gen_ai.aggregated_usage.output_tokens", "Pydantic AI 2"},
};

constexpr std::array kLedgerFields{Field::Cost,
                                   Field::InputCost,
                                   Field::OutputCost,
                                   Field::Currency,
                                   Field::CostSource,
                                   Field::NonBillable,
                                   Field::User,
                                   Field::Model,
                                   Field::Provider,
                                   Field::Operation,
                                   Field::ResponseId,
                                   Field::ServiceTier,
                                   Field::InputTokens,
                                   Field::OutputTokens,
                                   Field::CacheReadTokens,
                                   Field::CacheWriteTokens,
                                   Field::ReasoningTokens,
                                   Field::InputAudioTokens,
                                   Field::OutputAudioTokens,
                                   Field::TotalTokens,
                                   Field::AggregatedUsage};

std::size_t place_of(Field field) { return static_cast<std::size_t>(field); }

// Every call has a response id of its own, and nobody reads it: it tells calls apart.
bool is_only_compared(Field field) { return field == Field::ResponseId; }

constexpr std::array<std::string_view, 5> kInCurrency{
    "gen_ai.usage.cost.amount", "gen_ai.usage.cost", "gen_ai.usage.total_cost",
    "gen_ai.usage.input_cost", "gen_ai.usage.output_cost"};

bool is_in(const model::KeyRanking& keys, model::AttributeKey key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

std::span<const Convention> conventions() { return kConventions; }

std::string_view FieldKeys::member(Field field, model::AttributeKey key) const {
  for (const Member& member : members[place_of(field)]) {
    if (member.key == key) return member.name;
  }
  return {};
}

bool FieldKeys::is_in_currency(model::AttributeKey key) const { return is_in(in_currency, key); }

bool FieldKeys::is_apart(model::AttributeKey key) const { return is_in(apart, key); }

model::KeyRanking select_field(Field field, const FieldKeys& keys,
                               model::AttributeSelection& selection) {
  model::KeyRanking ranking;
  for (const std::string& name : keys.names[place_of(field)]) {
    const model::AttributeKey key =
        is_only_compared(field) ? selection.add_compared(name) : selection.add(name);
    if (std::find(ranking.begin(), ranking.end(), key) == ranking.end()) ranking.push_back(key);
  }
  return ranking;
}

FieldKeys select_fields(const ExtraKeys& extra, model::AttributeSelection& selection) {
  FieldKeys keys;
  keys.names[place_of(Field::User)] = extra.user;
  keys.names[place_of(Field::Cost)] = extra.cost;
  keys.names[place_of(Field::Tenant)] = extra.tenant;
  for (const Convention& known : kConventions) {
    keys.names[place_of(known.field)].emplace_back(known.key);
  }
  for (const Field field : kLedgerFields) {
    keys.of[place_of(field)] = select_field(field, keys, selection);
  }
  for (const std::string_view key : kInCurrency) keys.in_currency.push_back(selection.add(key));
  for (const Convention& known : kConventions) {
    if (known.is_apart) keys.apart.push_back(selection.add(known.key));
    if (known.member.empty()) continue;
    keys.members[place_of(known.field)].push_back({selection.add(known.key), known.member});
  }
  return keys;
}

}  // namespace trace_cost::cost
