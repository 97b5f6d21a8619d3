#include "cost/role.h"

#include <algorithm>
#include <array>

namespace trace_cost::cost {

namespace {

struct Named {
  std::string_view operation;  // in lower case
  Role role;
};

constexpr std::array kNamed{
    // OpenTelemetry GenAI, gen_ai.operation.name
    Named{"chat", Role::Inference},
    Named{"text_completion", Role::Inference},
    Named{"generate_content", Role::Inference},
    Named{"embeddings", Role::Inference},
    Named{"invoke_agent", Role::Rollup},
    Named{"create_agent", Role::Rollup},
    Named{"invoke_workflow", Role::Rollup},
    Named{"agent_step", Role::Rollup},
    Named{"plan", Role::Rollup},
    Named{"execute_tool", Role::Rollup},
    // OpenInference, OpenLLMetry, Langfuse, Laminar and MLflow, in one: they do not contradict
    // each other.
    Named{"llm", Role::Inference},
    Named{"chat_model", Role::Inference},
    Named{"generation", Role::Inference},
    Named{"completion", Role::Inference},
    Named{"embedding", Role::Inference},
    Named{"reranker", Role::Inference},
    Named{"rerank", Role::Inference},
    Named{"agent", Role::Rollup},
    Named{"chain", Role::Rollup},
    Named{"tool", Role::Rollup},
    Named{"retriever", Role::Rollup},
    Named{"guardrail", Role::Rollup},
    Named{"evaluator", Role::Rollup},
    Named{"workflow", Role::Rollup},
    Named{"task", Role::Rollup},
    Named{"pipeline", Role::Rollup},
    Named{"span", Role::Rollup},
    Named{"event", Role::Rollup},
    // Vercel AI SDK: the outer span sums up those of its calls.
    Named{"ai.generatetext", Role::Rollup},
    Named{"ai.streamtext", Role::Rollup},
    Named{"ai.generateobject", Role::Rollup},
    Named{"ai.streamobject", Role::Rollup},
    Named{"ai.embed", Role::Rollup},
    Named{"ai.embedmany", Role::Rollup},
    Named{"ai.toolcall", Role::Rollup},
    Named{"ai.generatetext.dogenerate", Role::Inference},
    Named{"ai.streamtext.dostream", Role::Inference},
    Named{"ai.generateobject.dogenerate", Role::Inference},
    Named{"ai.streamobject.dostream", Role::Inference},
    Named{"ai.embed.doembed", Role::Inference},
    Named{"ai.embedmany.doembed", Role::Inference},
};

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_same_word(std::string_view lower, std::string_view word) {
  return std::equal(lower.begin(), lower.end(), word.begin(), word.end(),
                    [](char a, char b) { return a == lower_case(b); });
}

}  // namespace

Role role_named(std::string_view operation) {
  for (const Named& named : kNamed) {
    if (is_same_word(named.operation, operation)) return named.role;
  }
  return Role::Plain;
}

Role Roles::meaning(const model::Capture& capture, model::Text operation) {
  const auto [known, is_new] = meanings_.try_emplace(operation, Role::Plain);
  if (is_new) {
    model::NumberBuffer buffer;
    known->second = role_named(capture.text(operation, buffer));
  }
  return known->second;
}

Role Roles::of(const SpanReading& reading) {
  Role role = Role::Plain;
  reading.take_first(Field::Operation, [&](const model::Attribute& operation) {
    role = meaning(reading.capture, operation.text());
    return role != Role::Plain;
  });
  if (role != Role::Plain) return role;
  const bool has_tokens = reading.first_of(Field::InputTokens) != nullptr ||
                          reading.first_of(Field::OutputTokens) != nullptr;
  if (has_tokens) {
    return reading.first_of(Field::Model) != nullptr ? Role::Inference : Role::Plain;
  }
  return reading.first_of(Field::AggregatedUsage) != nullptr ? Role::Rollup : Role::Plain;
}

}  // namespace trace_cost::cost
