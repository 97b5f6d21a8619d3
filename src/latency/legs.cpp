#include "latency/legs.h"

#include <algorithm>
#include <cstdint>
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
  if (hops.size() == 1) {
    const Span server = capture.span(hops.front().server);
    return is_usable(server) ? server.duration() : Nanos{0};
  }
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

// A leg by its number, small so that there can be one for every span.
using LegNumber = std::uint32_t;
constexpr LegNumber kNoLeg = 0xffffffff;

class LegTable {
 public:
  explicit LegTable(const model::Forest& forest)
      : forest_(forest),
        capture_(forest.capture()),
        leg_of_(capture_.spans().size(), kNoLeg),
        waits_on_(capture_.spans().size(), kNoLeg) {}

  // One client may reach several services: the calls are told apart by client and leg. Hops come by
  // server, so trace by trace.
  void add_calls(const std::vector<Hop>& hops) {
    std::vector<Hop> of_trace;
    for (std::size_t i = 0; i < hops.size();) {
      const model::TraceIndex trace = capture_.trace_of(hops[i].server);
      of_trace.clear();
      for (; i < hops.size() && capture_.trace_of(hops[i].server) == trace; ++i) {
        of_trace.push_back(hops[i]);
      }
      add_calls_of_trace(of_trace);
    }
  }

  // A span belongs to the leg by which its service was entered; a client span waits on the leg that
  // it makes itself.
  void add_sums(std::span<const Section> sections, model::Charges charges) {
    for (const SpanIndex span : forest_.preorder()) {
      LegNumber& leg = leg_of_[span.number()];
      const SpanIndex parent = forest_.parent(span);
      if (leg == kNoLeg && parent) leg = leg_of_[parent.number()];
    }
    for (const Section& section : sections) {
      const LegNumber waited = waits_on_[section.span.number()];
      const LegNumber blamed = waited == kNoLeg ? leg_of_[section.span.number()] : waited;
      if (blamed == kNoLeg) continue;
      Nanos& critical = samples_[blamed].leg.critical;
      critical = model::saturating_sum(critical, section.to - section.from);
    }
    for (const model::Charge& charge : charges) {
      const LegNumber number = leg_of_[charge.span.number()];
      if (number == kNoLeg) continue;
      Leg& leg = samples_[number].leg;
      leg.cost = leg.cost.value_or(model::Money{}) + charge.amount;
    }
  }

  std::vector<Leg> finish() {
    std::vector<Leg> legs;
    for (Samples& samples : samples_) {
      samples.leg.total = distribution_of(std::move(samples.total));
      samples.leg.callee_time = distribution_of(std::move(samples.callee_time));
      samples.leg.network = distribution_of(std::move(samples.network));
      legs.push_back(std::move(samples.leg));
    }
    std::sort(legs.begin(), legs.end(), [](const Leg& a, const Leg& b) {
      if (a.critical != b.critical) return a.critical > b.critical;
      return std::tie(a.caller, a.callee) < std::tie(b.caller, b.callee);
    });
    return legs;
  }

 private:
  [[nodiscard]] model::StringId callee(const Hop& hop) const {
    return capture_.service_id(capture_.span(hop.server));
  }

  void add_calls_of_trace(std::vector<Hop>& hops) {
    std::sort(hops.begin(), hops.end(), [this](const Hop& a, const Hop& b) {
      if (a.client != b.client) return a.client < b.client;
      const model::StringId to_a = callee(a);
      const model::StringId to_b = callee(b);
      return to_a != to_b ? to_a < to_b : a.server < b.server;
    });
    for (std::size_t i = 0; i < hops.size();) {
      std::size_t end = i + 1;
      while (hops[i].client && end < hops.size() && hops[end].client == hops[i].client &&
             callee(hops[end]) == callee(hops[i])) {
        ++end;
      }
      const LegNumber number = leg_for(hops[i]);
      add_call(capture_, std::span(hops).subspan(i, end - i), samples_[number]);
      for (std::size_t k = i; k < end; ++k) own(hops[k], number);
      i = end;
    }
  }

  LegNumber leg_for(const Hop& hop) {
    const model::StringId caller = capture_.service_id(capture_.span(hop.parent));
    const std::uint64_t key = std::uint64_t{caller.number()} << 32U | callee(hop).number();
    const auto [known, is_new] = numbers_.try_emplace(key, static_cast<LegNumber>(samples_.size()));
    if (is_new) {
      Leg& leg = samples_.emplace_back().leg;
      leg.caller = capture_.text(caller);
      leg.callee = capture_.text(callee(hop));
    }
    return known->second;
  }

  void own(const Hop& hop, LegNumber number) {
    leg_of_[hop.server.number()] = number;
    // Of several legs the client waits on the one that comes last by name.
    if (!hop.client) return;
    LegNumber& waits = waits_on_[hop.client.number()];
    if (waits == kNoLeg || samples_[waits].leg.callee < samples_[number].leg.callee) waits = number;
  }

  const model::Forest& forest_;
  const model::Capture& capture_;
  std::vector<Samples> samples_;                          // by leg
  std::unordered_map<std::uint64_t, LegNumber> numbers_;  // by services
  std::vector<LegNumber> leg_of_;                         // by span index
  std::vector<LegNumber> waits_on_;                       // by span index
};

}  // namespace

std::vector<Leg> find_legs(const model::Forest& forest, const std::vector<model::Hop>& hops,
                           const CriticalPaths& paths, model::Charges charges) {
  LegTable table(forest);
  table.add_calls(hops);
  table.add_sums(paths.all(), charges);
  return table.finish();
}

}  // namespace trace_cost::latency
