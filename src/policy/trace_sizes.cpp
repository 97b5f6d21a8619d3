#include "policy/trace_sizes.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/counted.h"
#include "model/hop.h"
#include "policy/rule_book.h"

namespace trace_cost::policy {

namespace {

std::uint64_t tokens_of(const cost::Entry& entry) {
  const cost::TokenUsage usage = entry.tokens.usage();
  const auto count = [](const std::optional<model::TokenCount>& tokens) {
    return tokens ? static_cast<std::uint64_t>(tokens->value) : 0;
  };
  return count(usage.input) + count(usage.output);
}

void count_calls(const model::Capture& capture, TraceSizes& sizes) {
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const model::SpanIndex index(i);
    if (!model::is_calling_kind(capture.span(index).kind)) continue;
    ++sizes.counts[capture.trace_of(index).number()];
  }
}

}  // namespace

std::uint64_t TraceSizes::total() const {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

std::uint64_t TraceSizes::largest() const {
  return counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
}

TraceSizes trace_sizes(Countable of, const Evidence& evidence) {
  const model::Capture& capture = evidence.capture();
  TraceSizes sizes;
  sizes.counts.resize(capture.traces().size());
  const auto at = [&](model::SpanIndex span) -> std::uint64_t& {
    return sizes.counts[capture.trace_of(span).number()];
  };
  switch (of) {
    case Countable::Spans:
      for (std::size_t i = 0; i < sizes.counts.size(); ++i) {
        sizes.counts[i] = capture.traces()[i].count;
      }
      break;
    case Countable::Calls:
      count_calls(capture, sizes);
      break;
    case Countable::ModelCalls:
      for (const cost::Entry& entry : evidence.ledger->entries) ++at(entry.span);
      for (const model::SpanIndex span : evidence.ledger->unmeasured) ++at(span);
      break;
    case Countable::Tokens:
      for (const cost::Entry& entry : evidence.ledger->entries) at(entry.span) += tokens_of(entry);
      break;
  }
  return sizes;
}

std::string_view words_for(Countable of) {
  return of == Countable::ModelCalls ? "model calls" : name_of(of);
}

model::Finding too_large(const TraceLimit& limit, const TraceSizes& sizes,
                         const model::Capture& capture) {
  model::Finding finding = model::finding_of(kTraceTooLarge);
  std::vector<std::size_t> beyond;
  for (std::size_t i = 0; i < sizes.counts.size(); ++i) {
    if (sizes.counts[i] > limit.most) beyond.push_back(i);
  }
  finding.count = beyond.size();
  const std::size_t shown = std::min(beyond.size(), model::Finding::kExamples);
  std::partial_sort(beyond.begin(), beyond.begin() + static_cast<std::ptrdiff_t>(shown),
                    beyond.end(), [&](std::size_t a, std::size_t b) {
                      return sizes.counts[a] != sizes.counts[b] ? sizes.counts[a] > sizes.counts[b]
                                                                : a < b;
                    });
  for (std::size_t i = 0; i < shown; ++i) {
    finding.examples.push_back(
        {capture.traces()[beyond[i]].id,
         {},
         fmt::format("{} {}", sizes.counts[beyond[i]], words_for(limit.of))});
  }
  finding.message = fmt::format("{} more than {} {}, the largest {}",
                                base::counted(beyond.size(), "trace has", "traces have"),
                                limit.most, words_for(limit.of), sizes.largest());
  return finding;
}

}  // namespace trace_cost::policy
