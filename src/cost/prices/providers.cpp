#include "cost/prices/providers.h"

#include <algorithm>
#include <array>

namespace trace_cost::cost {

namespace {

using Names = std::string_view;

constexpr std::array<Names, 2> kOpenAi{"openai", "text-completion-openai"};
constexpr std::array<Names, 12> kOpenAiModels{
    "gpt-",   "o1",      "o3",      "o4",      "chatgpt-", "text-embedding-",
    "codex-", "davinci", "babbage", "whisper", "tts-1",    "ft:"};
constexpr std::array<Names, 1> kAnthropic{"anthropic"};
constexpr std::array<Names, 1> kAnthropicModels{"claude-"};
constexpr std::array<Names, 9> kAzure{
    "azure",    "azure.ai.openai", "az.ai.openai", "azure.ai.inference", "az.ai.inference",
    "azure_ai", "azure_openai",    "azure-openai", "azure_text"};
constexpr std::array<Names, 2> kAzureResells{"openai", "anthropic"};
constexpr std::array<Names, 8> kAws{
    "aws",         "aws.bedrock",    "bedrock",        "bedrock_converse",
    "aws_bedrock", "amazon-bedrock", "amazon_bedrock", "amazon"};
constexpr std::array<Names, 5> kAwsModels{"amazon.", "anthropic.", "meta.", "us.anthropic.",
                                          "regional.anthropic."};
constexpr std::array<Names, 1> kAwsResells{"anthropic"};
constexpr std::array<Names, 10> kGoogle{
    "google",   "gcp.gemini",      "gcp.vertex_ai", "gcp.gen_ai",    "gemini",
    "vertexai", "google_vertexai", "google_genai",  "google-vertex", "vertex_ai"};
constexpr std::array<Names, 1> kGoogleModels{"gemini-"};
constexpr std::array<Names, 1> kGoogleResells{"anthropic"};
constexpr std::array<Names, 2> kMistral{"mistral_ai", "mistralai"};
constexpr std::array<Names, 8> kMistralModels{"mistral-",      "codestral-",   "ministral-",
                                              "magistral-",    "devstral-",    "pixtral-",
                                              "open-mistral-", "open-mixtral-"};
constexpr std::array<Names, 2> kXai{"xai", "x-ai"};
constexpr std::array<Names, 1> kXaiModels{"grok-"};
constexpr std::array<Names, 1> kDeepseekModels{"deepseek-"};
constexpr std::array<Names, 1> kCohere{"cohere_chat"};
constexpr std::array<Names, 2> kCohereModels{"command", "c4ai-"};
constexpr std::array<Names, 2> kTogether{"together_ai", "together-ai"};
constexpr std::array<Names, 2> kFireworks{"fireworks_ai", "fireworks-ai"};
constexpr std::array<Names, 1> kFireworksModels{"accounts/fireworks/"};
constexpr std::array<Names, 1> kPerplexityModels{"sonar"};
constexpr std::array<Names, 1> kMoonshot{"moonshot"};
constexpr std::array<Names, 2> kMoonshotModels{"kimi-", "moonshot-"};
constexpr std::array<Names, 1> kVoyage{"voyage"};
constexpr std::array<Names, 1> kVoyageModels{"voyage-"};
constexpr std::array<Names, 2> kZhipu{"zai", "zhipu"};
constexpr std::array<Names, 1> kZhipuModels{"glm-"};
constexpr std::array<Names, 1> kMinimaxModels{"minimax-"};
// Nobody sends a bill for these.
constexpr std::array<Names, 9> kOwnMachine{"ollama",    "vllm",      "hosted_vllm",
                                           "lmstudio",  "lm_studio", "llama.cpp",
                                           "llamafile", "tgi",       "triton"};

constexpr std::array kProviders{
    Provider{"openai", kOpenAi, kOpenAiModels, {}, true},
    Provider{"anthropic", kAnthropic, kAnthropicModels, {}},
    Provider{"azure", kAzure, {}, kAzureResells},
    Provider{"aws", kAws, kAwsModels, kAwsResells},
    Provider{"google", kGoogle, kGoogleModels, kGoogleResells},
    Provider{"mistral", kMistral, kMistralModels, {}},
    Provider{"x_ai", kXai, kXaiModels, {}},
    Provider{"deepseek", {}, kDeepseekModels, {}},
    Provider{"cohere", kCohere, kCohereModels, {}},
    Provider{"groq", {}, {}, {}},
    Provider{"together", kTogether, {}, {}},
    Provider{"fireworks", kFireworks, kFireworksModels, {}},
    Provider{"cerebras", {}, {}, {}},
    Provider{"perplexity", {}, kPerplexityModels, {}},
    Provider{"moonshotai", kMoonshot, kMoonshotModels, {}},
    Provider{"voyageai", kVoyage, kVoyageModels, {}},
    Provider{"zhipuai", kZhipu, kZhipuModels, {}},
    Provider{"minimax", {}, kMinimaxModels, {}},
    Provider{"openrouter", {}, {}, {}, true},
    Provider{"own-machine", kOwnMachine, {}, {}},
};

bool has(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string lower_name(std::string_view name) {
  const auto is_blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!name.empty() && is_blank(name.front())) name.remove_prefix(1);
  while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
  std::string lower(name);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return lower;
}

const Provider* find_provider(std::string_view name) {
  std::string lower = lower_name(name);
  // LiteLLM tells the kinds of models apart: "vertex_ai-language-models".
  if (lower.starts_with("vertex_ai-")) lower = "vertex_ai";
  for (const Provider& provider : kProviders) {
    if (provider.id == lower || has(provider.names, lower)) return &provider;
  }
  return nullptr;
}

std::string provider_id(std::string_view name) {
  const Provider* const provider = find_provider(name);
  return provider != nullptr ? std::string(provider->id) : lower_name(name);
}

const Provider* maker_of(std::string_view model) {
  const std::string lower = lower_name(model);
  for (const Provider& provider : kProviders) {
    for (const std::string_view beginning : provider.models) {
      if (lower.starts_with(beginning)) return &provider;
    }
  }
  return nullptr;
}

}  // namespace trace_cost::cost
