#include "latency/legs.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "latency/leg_calls.h"

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

void add_call(const model::Capture& capture, const LegCall& call, std::span<const Hop> hops,
              Samples& samples) {
  Leg& leg = samples.leg;
  ++leg.calls;
  if (call.has_failed) ++leg.errors;
  if (call.is_retry) ++leg.retries;
  if (call.is_message) ++leg.messages;
  if (call.total) samples.total.push_back(*call.total);
  if (call.network) samples.network.push_back(*call.network);
  for (const Hop& hop : hops) {
    const Span& server = capture.span(hop.server);
    if (is_usable(server)) samples.callee_time.push_back(server.duration());
  }
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

  void add_calls(const LegCalls& calls) {
    for (const LegCall& call : calls.all()) {
      const LegNumber number = leg_for(call);
      const std::span<const Hop> hops = calls.hops_of(call);
      add_call(capture_, call, hops, samples_[number]);
      for (const Hop& hop : hops) own(hop, number);
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
      samples.leg.histogram =
          histogram_of(samples.total.empty() ? samples.callee_time : samples.total);
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
  LegNumber leg_for(const LegCall& call) {
    const std::uint64_t key = std::uint64_t{call.caller.number()} << 32U | call.callee.number();
    const auto [known, is_new] = numbers_.try_emplace(key, static_cast<LegNumber>(samples_.size()));
    if (is_new) {
      Leg& leg = samples_.emplace_back().leg;
      leg.caller = capture_.text(call.caller);
      leg.callee = capture_.text(call.callee);
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
  table.add_calls(LegCalls(forest, hops));
  table.add_sums(paths.all(), charges);
  return table.finish();
}

}  // namespace trace_cost::latency
