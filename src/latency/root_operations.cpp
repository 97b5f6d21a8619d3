#include "latency/root_operations.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <unordered_map>

namespace trace_cost::latency {

namespace {

std::uint64_t key_of(model::StringId service, model::StringId name) {
  return std::uint64_t{service.number()} << 32U | name.number();
}

void add_root(const model::Span& span, model::SpanIndex index, RootOperation& operation) {
  const bool is_slowest = operation.lengths.empty() || span.duration() > operation.longest;
  operation.lengths.push_back(span.duration());
  if (!is_slowest) return;
  operation.longest = span.duration();
  operation.slowest = index;
}

}  // namespace

std::vector<RootOperation> root_operations(const model::Capture& capture) {
  std::vector<RootOperation> operations;
  std::unordered_map<std::uint64_t, std::size_t> places;
  model::SpanIndex index(0);
  for (const model::Span& span : capture.spans()) {
    const model::SpanIndex here = index;
    index = model::SpanIndex(index.number() + 1);
    if (!span.is_root() || !span.has_times()) continue;
    const model::StringId service = capture.service_id(span);
    const auto [place, is_new] = places.emplace(key_of(service, span.name), operations.size());
    if (is_new) {
      RootOperation operation;
      operation.service = capture.text(service);
      operation.name = capture.text(span.name);
      operations.push_back(std::move(operation));
    }
    add_root(span, here, operations[place->second]);
  }
  std::sort(operations.begin(), operations.end(),
            [](const RootOperation& a, const RootOperation& b) {
              return std::tie(a.service, a.name) < std::tie(b.service, b.name);
            });
  return operations;
}

}  // namespace trace_cost::latency
