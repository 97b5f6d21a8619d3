#include "cost/bill/bill_names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "cost/bill/cell_text.h"
#include "cost/prices/model_names.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }

struct Issuer {
  std::string_view name;  // plain_word() of it
  std::string_view provider;
};

// How those who send bills write themselves; how instrumentations do is in prices/providers.h.
constexpr std::array<Issuer, 13> kIssuers{{{"openaillc", "openai"},
                                           {"openaiopcollc", "openai"},
                                           {"anthropicpbc", "anthropic"},
                                           {"amazonwebservices", "aws"},
                                           {"amazonwebservicesinc", "aws"},
                                           {"amazonwebservicesemeasarl", "aws"},
                                           {"amazonbedrock", "aws"},
                                           {"microsoft", "azure"},
                                           {"microsoftazure", "azure"},
                                           {"microsoftcorporation", "azure"},
                                           {"googlecloud", "google"},
                                           {"googlecloudplatform", "google"},
                                           {"gcp", "google"}}};

// What a Bedrock line of an AWS bill puts behind the model, the longest first.
constexpr std::array<std::string_view, 14> kUsageEnds{"-cache-read-input-token-count",
                                                      "-cache-write-input-token-count",
                                                      "-input-token-count",
                                                      "-output-token-count",
                                                      "-input-tokens-batch",
                                                      "-output-tokens-batch",
                                                      "-input-tokens-cache-read",
                                                      "-input-tokens-cache-write",
                                                      "-input-tokens",
                                                      "-output-tokens",
                                                      "-input-token",
                                                      "-output-token",
                                                      "-cross-region-global",
                                                      "-batch"};

// "USE1-", "EU-", "APN1-": a region as AWS bills write it.
std::string_view without_region(std::string_view text) {
  const std::size_t dash = text.find('-');
  constexpr std::size_t kLongest = 5;
  if (dash == std::string_view::npos || dash < 2 || dash > kLongest) return text;
  const std::string_view region = text.substr(0, dash);
  const bool is_region =
      std::all_of(region.begin(), region.end(), [](char c) { return is_upper(c) || is_digit(c); });
  return is_region && is_upper(region[1]) ? text.substr(dash + 1) : text;
}

std::string_view without_usage(std::string_view text) {
  const std::string_view whole = text;
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view end : kUsageEnds) {
      if (!text.ends_with(end)) continue;
      text.remove_suffix(end.size());
      found = true;
    }
  }
  return text.size() == whole.size() ? whole : without_region(text);
}

enum class Part { None, Word, Number };
Part part_of(char c) {
  if (is_digit(c)) return Part::Number;
  return is_letter(c) || static_cast<unsigned char>(c) >= 0x80 ? Part::Word : Part::None;
}

// The words in the order of the alphabet, then the numbers in their own.
std::string shuffled(std::string_view name) {
  std::vector<std::string> words;
  std::string numbers;
  Part last = Part::None;
  for (const char c : name) {
    const Part part = part_of(c);
    if (part == Part::Word && last != Part::Word) words.emplace_back();
    if (part == Part::Word) words.back() += c;
    if (part == Part::Number && last != Part::Number) numbers += ' ';
    if (part == Part::Number) numbers += c;
    last = part;
  }
  std::sort(words.begin(), words.end());
  std::string key;
  for (const std::string& word : words) key += word + ' ';
  return key + numbers;
}

// The name that is left of `model` before a step.
std::string reduced(std::string_view model, NameStep end) {
  std::string name;
  for (const NameForm& form : forms_of(model)) {
    if (form.step < end) name = form.name;
  }
  return name;
}

}  // namespace

std::string billing_provider(std::string_view name) {
  const std::string word = plain_word(name);
  if (word == "unknown") return {};
  for (const Issuer& issuer : kIssuers) {
    if (word == issuer.name) return std::string(issuer.provider);
  }
  return provider_id(name);
}

std::string biller_of(std::string_view provider, std::string_view model) {
  static constexpr std::array<std::string_view, 3> kLibraries{"litellm", "langchain", "vercel"};
  std::string name = billing_provider(provider);
  const bool is_library = std::find(kLibraries.begin(), kLibraries.end(), name) != kLibraries.end();
  if (!name.empty() && !is_library) return name;
  const Provider* const maker = maker_of(model);
  return maker == nullptr ? std::string() : std::string(maker->id);
}

std::string billed_item(std::string_view text) {
  text = without_blanks(text);
  if (const std::size_t comma = text.find(", "); comma != std::string_view::npos) {
    return std::string(without_blanks(text.substr(0, comma)));
  }
  return std::string(without_usage(text));
}

std::string snapshot_key(std::string_view model) {
  return shuffled(reduced(model, NameStep::Date));
}

std::string family_key(std::string_view model) { return shuffled(reduced(model, NameStep::Dots)); }

}  // namespace trace_cost::cost
