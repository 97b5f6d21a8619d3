// The names under which a model may stand in a price list, from the most to the least exact. None
// is a guess: each step takes off what is known not to change the price, or names the rule by which
// it does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trace_cost::cost {

// How a name was come by, in the order of the steps.
enum class NameStep : std::uint8_t {
  AsWritten,  // but for blanks around it and upper case
  Prefix,     // without the gateway's or provider's prefix: "openrouter/openai/gpt-4o"
  Arn,        // what an ARN of Bedrock names
  Region,     // "us.anthropic.…" as "regional.anthropic.…", then without
  Vendor,     // without Bedrock's "anthropic."
  Version,    // without Bedrock's "-v1:0"
  Variant,    // Vertex' "@20250929", "@default", "-latest", "[1m]", OpenRouter's ":nitro", "ft:"
  Date,       // without the date of a snapshot
  Dots,       // "3.5" for "3-5" or the other way round
};

std::string_view name_of(NameStep step);

struct NameForm {
  std::string name;  // lower case
  NameStep step = NameStep::AsWritten;
  // The provider that a prefix named; empty: none did.
  std::string provider;
};

// All forms of `model`, the first as written. At most a few dozen; names longer than kLongestName
// have only the first.
inline constexpr std::size_t kLongestName = 256;
std::vector<NameForm> forms_of(std::string_view model);

// `name` with '-' for every '.' between two digits: equal for "claude-3.5" and "claude-3-5".
std::string without_dots(std::string_view name);

}  // namespace trace_cost::cost
