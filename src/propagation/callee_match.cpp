#include "propagation/callee_match.h"

#include <algorithm>
#include <cmath>

namespace trace_cost::propagation {

namespace {

using model::Nanos;

// Candidates of one call that are compared; the crowd beyond them proves nothing.
constexpr std::size_t kCandidates = 32;
constexpr std::size_t kLooks = 256;
// Clocks of hosts that nothing is known about may differ by so much.
constexpr Nanos kUnknownClock{100'000'000};
// From here on a pair is claimed.
constexpr double kClaimed = 0.70;
// Matches that chance brings about more often than this are none. What joined calls confirm may
// rest on less, if they explain most roots of the callee.
constexpr double kDoubt = 0.01;
constexpr double kDoubtBesideJoined = 0.10;
constexpr std::size_t kFew = 5;

double quantile(std::vector<double> lengths, double share) {
  const auto at = lengths.begin() +
                  static_cast<std::ptrdiff_t>(share * static_cast<double>(lengths.size() - 1));
  std::nth_element(lengths.begin(), at, lengths.end());
  return *at;
}

}  // namespace

void CalleeMatch::judge(std::vector<JudgedCall> calls, SeveredCalls& severed) {
  calls_ = std::move(calls);
  list_edges();
  list_pairs();
  weigh();
  doubt();
  claim(severed);
}

void CalleeMatch::list_edges() {
  std::map<model::StringId, std::uint32_t> places;
  std::vector<bool> clock_is_known;
  for (const JudgedCall& call : calls_) {
    const auto [place, is_new] =
        places.try_emplace(call.caller, static_cast<std::uint32_t>(edges_.size()));
    if (is_new) {
      Edge& edge = edges_.emplace_back();
      edge.caller = call.caller;
      const auto usual = callee_.usual.find({call.caller, callee_.service});
      if (usual != callee_.usual.end()) edge.joined = usual->second;
      clock_is_known.push_back(call.clock_is_known);
    }
    edge_of_.push_back(place->second);
    Edge& edge = edges_[place->second];
    edge.starts.push_back(call.start);
    edge.lengths.push_back(seconds(call.end - call.start));
    edge.slack = std::max(edge.slack, call.slack);
  }
  for (std::size_t i = 0; i < edges_.size(); ++i) find_peak_of(edges_[i], clock_is_known[i]);
}

void CalleeMatch::find_peak_of(Edge& edge, bool clock_is_known) const {
  if (edge.joined) {
    const Usual& usual = edge.joined->delay;
    edge.delay = usual;
    edge.peak = test_window(edge.starts, callee_.roots, usual.middle - 2 * usual.spread,
                            usual.middle + 2 * usual.spread);
    return;
  }
  const double length = quantile(edge.lengths, 0.9);
  edge.peak = find_peak(edge.starts, callee_.roots, -seconds(edge.slack), length);
  if (!edge.peak.is_sure() && !clock_is_known) {
    const double apart = seconds(kUnknownClock);
    const DelayPeak peak = find_peak(edge.starts, callee_.roots, -apart, length + apart);
    if (peak.is_sure()) {
      edge.peak = peak;
      edge.slack = kUnknownClock;
    }
  }
  if (!edge.peak.is_sure()) return;
  edge.delay = Usual{(edge.peak.from + edge.peak.to) / 2, (edge.peak.to - edge.peak.from) / 3};
}

bool CalleeMatch::fits(const JudgedCall& call, const Entry& entry, Nanos slack) const {
  return entry.end <= call.end + slack &&
         capture_.trace_of(entry.span) != capture_.trace_of(call.span) &&
         operations_.may_be_same(call.operation, entry.operation);
}

// Those that fit. Where there is a crowd: the nearest to the usual delay, or none without one.
std::vector<const Entry*> CalleeMatch::candidates(const JudgedCall& call, const Edge& edge) const {
  std::vector<const Entry*> found;
  auto crowd = callee_.roots.between(call.start - edge.slack, call.end + edge.slack);
  if (crowd.size() > kLooks) {
    if (!edge.delay) return found;
    const Nanos usual{static_cast<std::int64_t>(edge.delay->middle * 1e9)};
    const auto middle = callee_.roots.between(call.start + usual, call.end + edge.slack);
    const auto before = static_cast<std::size_t>(middle.data() - crowd.data());
    const std::size_t first = before > kLooks / 2 ? before - kLooks / 2 : 0;
    crowd = crowd.subspan(first, std::min(kLooks, crowd.size() - first));
  }
  for (const Entry& entry : crowd) {
    if (fits(call, entry, edge.slack)) found.push_back(&entry);
  }
  if (found.size() <= kCandidates) return found;
  if (!edge.delay) return {};
  const auto strangeness = [&](const Entry* entry) {
    return std::abs(seconds(entry->start - call.start) - edge.delay->middle);
  };
  std::nth_element(found.begin(), found.begin() + kCandidates, found.end(),
                   [&](const Entry* a, const Entry* b) {
                     const double to_a = strangeness(a);
                     const double to_b = strangeness(b);
                     return to_a != to_b ? to_a < to_b : a->span < b->span;
                   });
  found.resize(kCandidates);
  std::sort(found.begin(), found.end());
  return found;
}

void CalleeMatch::add_pair(std::uint32_t call, const Entry& entry) {
  const Edge& edge = edges_[edge_of_[call]];
  const auto root = static_cast<std::uint32_t>(&entry - callee_.roots.by_start.data());
  pairs_.push_back({{call, root, 0},
                    edge_of_[call],
                    seconds(entry.start - calls_[call].start),
                    likelihood_of(edge, calls_[call], entry)});
}

void CalleeMatch::list_pairs() {
  for (std::uint32_t i = 0; i < calls_.size(); ++i) {
    for (const Entry* entry : candidates(calls_[i], edges_[edge_of_[i]])) add_pair(i, *entry);
  }
}

// Of the delay, against any place inside the call; and of the time that was left for the answer,
// against what it would be with any entry of this service.
double CalleeMatch::likelihood_of(const Edge& edge, const JudgedCall& call,
                                  const Entry& entry) const {
  const double length = seconds(call.end - call.start);
  const double lasts = seconds(entry.end - entry.start);
  const double room = std::max(0.0, length - lasts) + 2 * seconds(edge.slack);
  const double delay = seconds(entry.start - call.start);
  if (!edge.delay) return 1 / std::max(room, 1e-6);
  double likelihood = edge.delay->density(delay, room);
  if (edge.joined) {
    const Usual& answer = edge.joined->answer;
    const double reach = 2 * answer.spread;
    const double share = callee_.roots.share_lasting(lasts - reach, lasts + reach);
    const double count = static_cast<double>(callee_.roots.lengths.size());
    const double by_any = (share * count + 0.5) / ((count + 1) * 2 * reach);
    const double fit = answer.density(seconds(call.end - entry.end), length) / by_any;
    likelihood *= std::clamp(fit, 1e-3, 30.0);
  }
  return likelihood;
}

// The chances of all pairs, with the share of severed calls and the rate of unexplained roots that
// they themselves imply.
void CalleeMatch::weigh() {
  constexpr int kRounds = 8;
  constexpr double kLeastRate = 0.5;  // roots per second
  const auto roots = static_cast<double>(callee_.roots.by_start.size());
  double rate = std::max(kLeastRate, roots / callee_.period);
  for (int round = 0; round < kRounds; ++round) {
    std::vector<PossiblePair> possible;
    possible.reserve(pairs_.size());
    for (Pair& pair : pairs_) {
      const double prior = edges_[pair.edge].prior;
      pair.possible.odds = std::min(1e6, prior / (1 - prior) * pair.likelihood / rate);
      possible.push_back(pair.possible);
    }
    chances_ = pair_chances(possible, calls_.size(), callee_.roots.by_start.size());
    double sum = 0;
    for (Edge& edge : edges_) edge.sum = 0;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      edges_[pairs_[i].edge].sum += chances_[i];
      sum += chances_[i];
    }
    for (Edge& edge : edges_) {
      edge.prior = std::clamp(edge.sum / static_cast<double>(edge.starts.size()), 0.02, 0.97);
    }
    rate = std::max(kLeastRate, (roots - sum) / callee_.period);
  }
}

// The length of time in which a root, wherever it falls, would be taken for this call's.
double CalleeMatch::chance_window(const Edge& edge, const JudgedCall& call) const {
  const double length = seconds(call.end - call.start);
  if (!edge.joined) return callee_.roots.mean_room_in(length) + 2 * seconds(edge.slack);
  const UsualDelay& usual = *edge.joined;
  const double lasts = length - usual.delay.middle - usual.answer.middle;
  const double reach = 2 * (usual.delay.spread + usual.answer.spread);
  return 4 * usual.delay.spread * callee_.roots.share_lasting(lasts - reach, lasts + reach);
}

void CalleeMatch::doubt() {
  constexpr std::size_t kSample = 1024;
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    if (chances_[i] >= kClaimed) ++edges_[pairs_[i].edge].matches;
  }
  const double rate = static_cast<double>(callee_.roots.by_start.size()) / callee_.period;
  std::vector<std::size_t> seen(edges_.size(), 0);
  for (std::size_t i = 0; i < calls_.size(); ++i) {
    Edge& edge = edges_[edge_of_[i]];
    const std::size_t step = edge.starts.size() / kSample + 1;
    if (edge.matches == 0 || seen[edge_of_[i]]++ % step != 0) continue;
    edge.by_chance += rate * chance_window(edge, calls_[i]) * static_cast<double>(step);
  }
  for (Edge& edge : edges_) {
    if (edge.matches == 0) continue;
    edge.doubt = std::pow(10.0, log10_poisson_tail(static_cast<double>(edge.matches),
                                                   std::max(edge.by_chance, 1e-9)));
  }
}

void CalleeMatch::claim(SeveredCalls& severed) const {
  std::vector<bool> is_believed;
  for (const Edge& edge : edges_) {
    const bool explains_most = 2 * edge.matches >= callee_.roots.by_start.size();
    const double limit = edge.joined && explains_most ? kDoubtBesideJoined : kDoubt;
    const double excess = static_cast<double>(edge.peak.roots) - edge.peak.by_chance;
    const bool many = edge.joined || excess >= 0.3 * static_cast<double>(edge.peak.calls);
    const bool is_sure = edge.peak.is_sure() && many;
    is_believed.push_back(edge.matches > 0 && (is_sure || edge.doubt <= limit));
    SeveredEdge told{
        {edge.caller, callee_.service}, edge.starts.size(), 0, edge.peak, edge.by_chance};
    if (is_believed.back()) told.severed = edge.matches;
    if (is_sure) {
      const double share = std::min(1.0, excess / static_cast<double>(edge.peak.calls));
      const double all = share * static_cast<double>(edge.starts.size());
      told.severed = std::max(told.severed, static_cast<std::uint64_t>(std::max(1.0, all)));
    } else {
      told.peak.log10_chance = 0;
    }
    if (told.severed > 0) severed.edges.push_back(told);
  }
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    const Edge& edge = edges_[pairs_[i].edge];
    if (!is_believed[pairs_[i].edge] || chances_[i] < kClaimed) continue;
    const double sure = std::min(chances_[i], 1 - std::min(edge.doubt, 0.5));
    const double most = !edge.joined && edge.starts.size() < kFew ? 0.90 : 0.99;
    severed.pairs.push_back(
        {calls_[pairs_[i].possible.call].span, callee_.roots.by_start[pairs_[i].possible.root].span,
         static_cast<std::uint32_t>(std::floor(100 * std::min(sure, most) + 1e-9))});
  }
}

}  // namespace trace_cost::propagation
