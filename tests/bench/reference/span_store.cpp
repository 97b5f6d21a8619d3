#include "span_store.h"

#include <algorithm>

namespace trace_cost::bench {

namespace {

std::uint64_t hash_of(TraceId id) {
  return mix(id.high ^ 0x9e3779b97f4a7c15ULL, id.low ^ 0xff51afd7ed558ccdULL);
}

constexpr std::uint32_t kNoOperation = 0xffffffff;
constexpr std::uint8_t kErrorStatus = 2;

}  // namespace

std::uint32_t TraceNumbers::number(TraceId id) {
  std::size_t at = hash_of(id) & (slots_.size() - 1);
  for (; slots_[at] != kNone; at = (at + 1) & (slots_.size() - 1)) {
    if (ids_[slots_[at]] == id) {
      return slots_[at];
    }
  }
  const auto number = static_cast<std::uint32_t>(ids_.size());
  slots_[at] = number;
  ids_.push_back(id);
  if (ids_.size() * 2 > slots_.size()) {
    grow();
  }
  return number;
}

void TraceNumbers::grow() {
  std::vector<std::uint32_t> wider(slots_.size() * 2, kNone);
  const std::size_t mask = wider.size() - 1;
  for (std::size_t number = 0; number < ids_.size(); ++number) {
    std::size_t at = hash_of(ids_[number]) & mask;
    while (wider[at] != kNone) {
      at = (at + 1) & mask;
    }
    wider[at] = static_cast<std::uint32_t>(number);
  }
  slots_.swap(wider);
}

void SpanStore::add(const Span& span) {
  const std::uint32_t trace = trace_of(span.trace);
  const std::uint32_t number = operation_of(span.service, names.intern(span.name));
  const std::uint64_t duration_us = span.end_ns / 1000 - span.start_ns / 1000;
  Operation& operation = operations[number];
  ++operation.spans;
  operation.sum_us += duration_us;
  operation.longest_us = std::max(operation.longest_us, duration_us);
  operation.errors += span.status == kErrorStatus ? 1 : 0;
  ++by_kind[span.kind % by_kind.size()];

  const std::uint32_t user = span.user.empty() ? 0 : users.intern(span.user) + 1;
  spans.push_back({span.id, span.parent, span.start_ns, trace,
                   static_cast<std::uint32_t>(duration_us), number, user});
  if (span.charge) {
    charges.push_back({*span.charge, trace, user, models.intern(span.model),
                       static_cast<std::uint32_t>(span.input_tokens),
                       static_cast<std::uint32_t>(span.output_tokens)});
  }
}

std::uint32_t SpanStore::operation_of(std::uint32_t service, std::uint32_t name) {
  if (service >= operation_numbers_.size()) {
    operation_numbers_.resize(service + 1);
  }
  std::vector<std::uint32_t>& numbers = operation_numbers_[service];
  if (name >= numbers.size()) {
    numbers.resize(name + 1, kNoOperation);
  }
  if (numbers[name] == kNoOperation) {
    numbers[name] = static_cast<std::uint32_t>(operations.size());
    operations.push_back({.service = service, .name = name});
  }
  return numbers[name];
}

// Spans of one trace often follow one another.
std::uint32_t SpanStore::trace_of(TraceId id) {
  if (spans.size() == 0 || id != last_id_) {
    last_id_ = id;
    last_trace_ = traces.number(id);
  }
  return last_trace_;
}

}  // namespace trace_cost::bench
