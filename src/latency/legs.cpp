#include "latency/legs.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace trace_cost::latency {

namespace {

using model::Hop;
using model::Nanos;
using model::Span;
using model::SpanIndex;

struct Samples {
  Leg leg;
  std::vector<Nanos> total;
  std::vector<Nanos> callee_time;
  std::vector<Nanos> network;
};

bool is_usable(const Span& span) { return span.has_times() && span.duration() >= Nanos{0}; }

// The length of the union of the servers' intervals; with one server simply its duration.
Nanos time_in_servers(const model::Capture& capture, std::span<const Hop> hops) {
  std::vector<std::pair<model::Instant, model::Instant>> intervals;
  for (const Hop& hop : hops) {
    const Span& server = capture.span(hop.server);
    if (is_usable(server)) intervals.emplace_back(server.start, server.end);
  }
  std::sort(intervals.begin(), intervals.end());
  Nanos sum{0};
  model::Instant covered_to = model::kUnknownInstant;
  for (const auto& [start, end] : intervals) {
    const model::Instant from = std::max(start, covered_to);
    if (end <= from) continue;
    sum += end - from;
    covered_to = end;
  }
  return sum;
}

// Microseconds are rounded in console dumps, so a difference of two may come out just below zero.
std::optional<Nanos> not_negative(Nanos length) {
  constexpr Nanos kRounding{2'000};
  if (length < -kRounding) return std::nullopt;
  return std::max(length, Nanos{0});
}

void time_message(const Span& client, const Span& server, Samples& samples) {
  samples.total.push_back(std::max(Nanos{0}, server.end - client.start));
  if (const auto queue = not_negative(server.start - client.end)) samples.network.push_back(*queue);
}

void time_call(const model::Capture& capture, std::span<const Hop> hops, Samples& samples) {
  const SpanIndex client_index = hops.front().client;
  if (!client_index) return;
  const Span& client = capture.span(client_index);
  const Span& server = capture.span(hops.front().server);
  if (!is_usable(client)) return;
  if (client.kind == model::SpanKind::Producer) {
    if (is_usable(server)) time_message(client, server, samples);
    return;
  }
  samples.total.push_back(client.duration());
  const Nanos inside = time_in_servers(capture, hops);
  if (const auto net = not_negative(client.duration() - inside)) samples.network.push_back(*net);
}

bool has_failed(const model::Capture& capture, const Hop& hop) {
  const auto failed = [&](SpanIndex span) {
    return span && capture.span(span).status == model::StatusCode::Error;
  };
  return failed(hop.client) || failed(hop.server);
}

// `hops` are all those of one call: of one client span, or a single one without.
void add_call(const model::Capture& capture, std::span<const Hop> hops, Samples& samples) {
  ++samples.leg.calls;
  if (std::any_of(hops.begin(), hops.end(),
                  [&](const Hop& hop) { return has_failed(capture, hop); })) {
    ++samples.leg.errors;
  }
  for (const Hop& hop : hops) {
    const Span& server = capture.span(hop.server);
    if (is_usable(server)) samples.callee_time.push_back(server.duration());
  }
  time_call(capture, hops, samples);
}

class LegTable {
 public:
  explicit LegTable(const model::Forest& forest)
      : forest_(forest), capture_(forest.capture()), leg_of_(capture_.spans().size(), nullptr) {}

  void add_calls(std::vector<Hop> hops) {
    // One client may reach several services: the calls are told apart by client and leg.
    std::sort(hops.begin(), hops.end(), [this](const Hop& a, const Hop& b) {
      return std::tuple(a.client, callee(a), a.server) < std::tuple(b.client, callee(b), b.server);
    });
    for (std::size_t i = 0; i < hops.size();) {
      std::size_t end = i + 1;
      while (hops[i].client && end < hops.size() && hops[end].client == hops[i].client &&
             callee(hops[end]) == callee(hops[i])) {
        ++end;
      }
      Samples& samples = samples_for(hops[i]);
      add_call(capture_, std::span(hops).subspan(i, end - i), samples);
      for (std::size_t k = i; k < end; ++k) own(hops[k], samples);
      i = end;
    }
  }

  // A span belongs to the leg by which its service was entered; a client span waits on the leg that
  // it makes itself.
  void add_sums(const std::vector<Nanos>& critical, model::Charges charges) {
    for (const SpanIndex span : forest_.preorder()) {
      Samples*& leg = leg_of_[span.number()];
      const SpanIndex parent = forest_.parent(span);
      if (leg == nullptr && parent) leg = leg_of_[parent.number()];
      const auto waits = waits_on_.find(span);
      Samples* blamed = waits == waits_on_.end() ? leg : waits->second;
      if (blamed != nullptr) {
        blamed->leg.critical = model::saturating_sum(blamed->leg.critical, critical[span.number()]);
      }
    }
    for (const model::Charge& charge : charges) {
      Samples* leg = leg_of_[charge.span.number()];
      if (leg == nullptr) continue;
      leg->leg.cost = leg->leg.cost.value_or(model::Money{}) + charge.amount;
    }
  }

  std::vector<Leg> finish() {
    std::vector<Leg> legs;
    for (auto& [names, samples] : samples_) {
      samples.leg.total = distribution_of(std::move(samples.total));
      samples.leg.callee_time = distribution_of(std::move(samples.callee_time));
      samples.leg.network = distribution_of(std::move(samples.network));
      legs.push_back(std::move(samples.leg));
    }
    std::stable_sort(legs.begin(), legs.end(),
                     [](const Leg& a, const Leg& b) { return a.critical > b.critical; });
    return legs;
  }

 private:
  [[nodiscard]] std::string_view callee(const Hop& hop) const {
    return capture_.service(capture_.span(hop.server));
  }

  Samples& samples_for(const Hop& hop) {
    std::pair names{std::string(capture_.service(capture_.span(hop.parent))),
                    std::string(callee(hop))};
    Samples& samples = samples_[names];
    samples.leg.caller = names.first;
    samples.leg.callee = names.second;
    return samples;
  }

  void own(const Hop& hop, Samples& samples) {
    leg_of_[hop.server.number()] = &samples;
    if (hop.client) waits_on_[hop.client] = &samples;
  }

  const model::Forest& forest_;
  const model::Capture& capture_;
  std::map<std::pair<std::string, std::string>, Samples> samples_;  // stable addresses
  std::vector<Samples*> leg_of_;                                    // by span index
  std::unordered_map<SpanIndex, Samples*> waits_on_;
};

}  // namespace

std::vector<Leg> find_legs(const model::Forest& forest, const std::vector<model::Hop>& hops,
                           const CriticalPaths& paths, model::Charges charges) {
  LegTable table(forest);
  table.add_calls(hops);
  table.add_sums(paths.by_span(forest.capture().spans().size()), charges);
  return table.finish();
}

}  // namespace trace_cost::latency
