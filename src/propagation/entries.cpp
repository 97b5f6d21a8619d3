#include "propagation/entries.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_set>

namespace trace_cost::propagation {

namespace {

using model::Span;
using model::SpanIndex;

// Paths that orchestrators and monitors ask for, of their own accord.
bool is_probe(const Operation& operation) {
  static constexpr std::array<std::string_view, 9> kPaths{
      "/health", "/healthz", "/livez",
      "/readyz", "/ready",   "/live",
      "/ping",   "/metrics", "/grpc.health.v1.Health/Check"};
  return std::find(kPaths.begin(), kPaths.end(), operation.path) != kPaths.end();
}

}  // namespace

double seconds(model::Nanos length) { return static_cast<double>(length.count()) * 1e-9; }

std::uint32_t Operations::number(const Operation& operation) {
  const auto [entry, is_new] = known_.try_emplace({operation.method, operation.path},
                                                  static_cast<std::uint32_t>(list_.size()));
  if (is_new) list_.push_back(operation);
  return entry->second;
}

bool Operations::may_be_same(std::uint32_t call, std::uint32_t entry) {
  if (call == entry) return true;
  const auto [known, is_new] = compared_.try_emplace(std::uint64_t{call} << 32U | entry, false);
  if (is_new) known->second = may_be_same_operation(list_[call], list_[entry]);
  return known->second;
}

std::span<const Entry> ServiceEntries::between(model::Instant from, model::Instant to) const {
  const auto first =
      std::lower_bound(by_start.begin(), by_start.end(), from,
                       [](const Entry& entry, model::Instant at) { return entry.start < at; });
  const auto last =
      std::upper_bound(first, by_start.end(), to,
                       [](model::Instant at, const Entry& entry) { return at < entry.start; });
  return {first, last};
}

double ServiceEntries::share_lasting(double least, double most) const {
  if (lengths.empty()) return 0;
  const auto first = std::lower_bound(lengths.begin(), lengths.end(), least);
  const auto last = std::upper_bound(first, lengths.end(), most);
  return static_cast<double>(last - first) / static_cast<double>(lengths.size());
}

double ServiceEntries::mean_room_in(double length) const {
  if (lengths.empty()) return 0;
  const auto longer = std::lower_bound(lengths.begin(), lengths.end(), length);
  const auto shorter = static_cast<std::size_t>(longer - lengths.begin());
  return (static_cast<double>(shorter) * length - sums[shorter]) /
         static_cast<double>(lengths.size());
}

std::map<model::StringId, ServiceEntries> find_entries(const model::Forest& forest,
                                                       const PeerKeys& keys,
                                                       const std::vector<SpanIndex>& taken,
                                                       Operations& operations) {
  const model::Capture& capture = forest.capture();
  const std::unordered_set<SpanIndex> placed(taken.begin(), taken.end());
  std::map<model::StringId, ServiceEntries> of_service;
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const SpanIndex index(i);
    if (capture.store().packed(index).head().kind != model::SpanKind::Server) continue;
    const Span span = capture.span(index);
    if (!span.has_times() || span.duration() < model::Nanos{0}) continue;
    ServiceEntries& entries = of_service[capture.service_id(span)];
    entries.lengths.push_back(seconds(span.duration()));
    if (forest.top(index) != model::Top::Root || placed.count(index) != 0) continue;
    const Operation operation = operation_of(capture, span, keys);
    if (is_probe(operation)) continue;
    entries.by_start.push_back({index, span.start, span.end, operations.number(operation)});
  }
  for (auto& [service, entries] : of_service) {
    std::sort(entries.lengths.begin(), entries.lengths.end());
    entries.sums.assign(1, 0.0);
    for (const double length : entries.lengths) {
      entries.sums.push_back(entries.sums.back() + length);
    }
    std::sort(entries.by_start.begin(), entries.by_start.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.start, a.span) < std::tie(b.start, b.span);
    });
  }
  return of_service;
}

}  // namespace trace_cost::propagation
