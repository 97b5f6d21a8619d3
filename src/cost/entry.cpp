#include "cost/entry.h"

#include <limits>

namespace trace_cost::cost {

namespace {

void add(std::optional<model::TokenCount>& sum, const std::optional<model::TokenCount>& more) {
  if (!more) return;
  if (!sum) sum = model::TokenCount{};
  *sum += *more;
}

}  // namespace

SpanTokens::SpanTokens(const TokenUsage& usage) {
  const auto keep = [this](std::size_t place, const std::optional<model::TokenCount>& count) {
    static_assert(model::TokenCount::kLargest <= std::numeric_limits<std::int32_t>::max());
    if (count) counts_[place] = static_cast<std::int32_t>(count->value);
  };
  keep(0, usage.input);
  keep(1, usage.output);
  keep(2, usage.cache_read);
  keep(3, usage.cache_write);
}

TokenUsage SpanTokens::usage() const {
  const auto count = [this](std::size_t place) {
    return counts_[place] == kUnknown ? std::nullopt
                                      : std::optional(model::TokenCount{counts_[place]});
  };
  return {count(0), count(1), count(2), count(3)};
}

TokenUsage& TokenUsage::operator+=(const TokenUsage& other) {
  add(input, other.input);
  add(output, other.output);
  add(cache_read, other.cache_read);
  add(cache_write, other.cache_write);
  return *this;
}

}  // namespace trace_cost::cost
