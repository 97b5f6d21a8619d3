// Bills and traces call the same provider and the same model by different names.
#pragma once

#include <string>
#include <string_view>

namespace trace_cost::cost {

// The id (prices/providers.h) of whoever sends a bill under that name, or serves a span that has
// it: "aws" for "Amazon Web Services" and for "aws.bedrock". A name that is not known comes back in
// lower case; an empty one, and "unknown", empty.
std::string billing_provider(std::string_view name);

// Whose bill a call is on, by what its span says of provider and model; empty where neither tells.
// Libraries that span names in place of a provider send no bills.
std::string biller_of(std::string_view provider, std::string_view model);

// What a line of a bill is for, without what it tells beside the model: "gpt-4o-2024-08-06, input"
// is "gpt-4o-2024-08-06", "USE1-Claude3Sonnet-input-tokens" is "Claude3Sonnet".
std::string billed_item(std::string_view text);

// Equal for names of the same snapshot of a model: by the steps of prices/model_names.h up to its
// date, and then words first and numbers behind them in their order, so that "claude-3.5-sonnet"
// and the "Claude3.5Sonnet" of a bill are the same.
std::string snapshot_key(std::string_view model);
// The same without the date of the snapshot.
std::string family_key(std::string_view model);

}  // namespace trace_cost::cost
