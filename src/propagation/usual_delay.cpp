#include "propagation/usual_delay.h"

#include <algorithm>
#include <cmath>

namespace trace_cost::propagation {

namespace {

// More say nothing new about a median.
constexpr std::size_t kEnough = 2048;
constexpr double kUnusual = 0.15;       // the share of calls that take another time
constexpr double kLeastSpread = 20e-6;  // clocks are not read more finely than that

struct Delays {
  std::vector<double> delays;
  std::vector<double> answers;
};

}  // namespace

double Usual::density(double length, double room) const {
  constexpr double kRootOfTwoPi = 2.5066282746310002;
  const double z = (length - middle) / spread;
  const double bell = std::exp(-0.5 * z * z) / (spread * kRootOfTwoPi);
  return (1 - kUnusual) * bell + kUnusual / std::max(room, spread);
}

std::optional<Usual> usual_of(std::vector<double> lengths) {
  constexpr std::size_t kFewest = 8;
  if (lengths.size() < kFewest) return std::nullopt;
  std::sort(lengths.begin(), lengths.end());
  const auto at = [&](double share) {
    return lengths[static_cast<std::size_t>(share * static_cast<double>(lengths.size() - 1))];
  };
  return Usual{at(0.5), std::max(kLeastSpread, (at(0.84) - at(0.16)) / 2)};
}

std::map<ServicePair, UsualDelay> learn_delays(const model::Forest& forest,
                                               const std::vector<model::Hop>& hops,
                                               const Clocks& clocks,
                                               const std::vector<ServicePair>& edges) {
  const model::Capture& capture = forest.capture();
  std::map<ServicePair, Delays> joined;
  for (const ServicePair& edge : edges) joined[edge];
  if (joined.empty()) return {};
  for (const model::Hop& hop : hops) {
    if (!hop.client) continue;
    const model::Span call = capture.span(hop.client);
    const model::Span entry = capture.span(hop.server);
    const auto found = joined.find({capture.service_id(call), capture.service_id(entry)});
    if (found == joined.end() || found->second.delays.size() >= kEnough) continue;
    if (!call.has_times() || !entry.has_times()) continue;
    const auto ahead = clocks.ahead(call.resource, entry.resource);
    const model::Nanos shift =
        ahead && ahead->is_bounded() && ahead->is_off() ? ahead->middle() : model::Nanos{0};
    found->second.delays.push_back(seconds(entry.start - shift - call.start));
    found->second.answers.push_back(seconds(call.end - (entry.end - shift)));
  }
  std::map<ServicePair, UsualDelay> usual;
  for (auto& [edge, delays] : joined) {
    const auto delay = usual_of(std::move(delays.delays));
    const auto answer = usual_of(std::move(delays.answers));
    if (delay && answer) usual.emplace(edge, UsualDelay{*delay, *answer});
  }
  return usual;
}

}  // namespace trace_cost::propagation
