#include "latency/comparison.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "latency/mann_whitney.h"

namespace trace_cost::latency {

namespace {

constexpr double kSignificant = 0.05;
constexpr double kErrorsRelevant = 0.01;  // a percentage point

using Values = std::vector<std::int64_t>;

double statistic(Measure measure, const Values& values) {
  return measure == Measure::Latency ? static_cast<double>(median_of(values)) : mean_of(values);
}

std::optional<Interval> interval_of(Measure measure, const Values& base, const Values& head) {
  if (measure == Measure::Latency) {
    if (median_of(base) <= 0) return std::nullopt;
    const Interval ratio = ratio_of_medians(base, head);
    return Interval{ratio.low - 1, ratio.high - 1};
  }
  const Interval difference = difference_of_means(base, head);
  if (measure == Measure::Errors) return difference;
  const double from = mean_of(base);
  if (from <= 0) return std::nullopt;
  return Interval{difference.low / from, difference.high / from};
}

MeasuredChange measure_change(Measure measure, const Values& base, const Values& head) {
  MeasuredChange change;
  change.measure = measure;
  change.base_traces = base.size();
  change.head_traces = head.size();
  change.base = statistic(measure, base);
  change.head = statistic(measure, head);
  if (std::min(base.size(), head.size()) < kFewestTraces) return change;
  change.verdict = ChangeVerdict::Same;
  change.p = mann_whitney_p(base, head);
  change.interval = interval_of(measure, base, head);
  return change;
}

// Where the base is zero nothing is a part of it, and any sure change is relevant.
ChangeVerdict judge(const MeasuredChange& change, const Relevance& relevance) {
  if (change.q >= kSignificant) return ChangeVerdict::Same;
  const double moved = change.head - change.base;
  if (change.measure == Measure::Latency &&
      std::abs(moved) < static_cast<double>(relevance.latency.count())) {
    return ChangeVerdict::Same;
  }
  if (!change.interval) return moved > 0 ? ChangeVerdict::Worse : ChangeVerdict::Better;
  const double least = change.measure == Measure::Errors ? kErrorsRelevant : relevance.share;
  if (change.interval->low > least) return ChangeVerdict::Worse;
  if (change.interval->high < -least) return ChangeVerdict::Better;
  return ChangeVerdict::Same;
}

std::size_t traces_of(const SubjectValues& values) { return values.values(Measure::Calls).size(); }

SubjectChange lone_subject(const SubjectKey& key, const SubjectValues& values, Presence presence) {
  SubjectChange change;
  change.key = key;
  change.presence = presence;
  change.traces = traces_of(values);
  return change;
}

SubjectChange compare_subject(const SubjectKey& key, const SubjectValues& base,
                              const SubjectValues& head) {
  SubjectChange change;
  change.key = key;
  for (std::size_t i = 0; i < kMeasures; ++i) {
    if (base.of[i].empty() || head.of[i].empty()) continue;
    change.measures.push_back(measure_change(static_cast<Measure>(i), base.of[i], head.of[i]));
  }
  return change;
}

// Both maps are in the order of their keys; `both`, `gone` and `come` are called in that order.
template <typename Map, typename Both, typename Gone, typename Come>
void merge(const Map& base, const Map& head, Both both, Gone gone, Come come) {
  auto from = base.begin();
  auto to = head.begin();
  while (from != base.end() || to != head.end()) {
    if (to == head.end() || (from != base.end() && from->first < to->first)) {
      gone(*from++);
    } else if (from == base.end() || to->first < from->first) {
      come(*to++);
    } else {
      both(*from++, *to++);
    }
  }
}

std::vector<SubjectChange> compare_subjects(const CaptureProfile& base,
                                            const CaptureProfile& head) {
  std::vector<SubjectChange> changes;
  merge(
      base.subjects, head.subjects,
      [&](const auto& b, const auto& h) {
        changes.push_back(compare_subject(b.first, b.second, h.second));
      },
      [&](const auto& b) { changes.push_back(lone_subject(b.first, b.second, Presence::Gone)); },
      [&](const auto& h) { changes.push_back(lone_subject(h.first, h.second, Presence::New)); });
  if (base.tells_legs && head.tells_legs) return changes;
  std::erase_if(changes,
                [](const SubjectChange& change) { return change.key.kind == SubjectKind::Leg; });
  return changes;
}

double mix_moved(const CaptureProfile& base, const CaptureProfile& head) {
  const auto total = [](const CaptureProfile& profile) {
    std::size_t sum = 0;
    for (const auto& [key, values] : profile.subjects) {
      if (key.kind == SubjectKind::Operation) sum += traces_of(values);
    }
    return std::max(1.0, static_cast<double>(sum));
  };
  const double of_base = total(base);
  const double of_head = total(head);
  double moved = 0;
  for (const auto& [key, values] : head.subjects) {
    if (key.kind != SubjectKind::Operation) continue;
    const auto before = base.subjects.find(key);
    const double share = before == base.subjects.end()
                             ? 0
                             : static_cast<double>(traces_of(before->second)) / of_base;
    moved += std::max(0.0, static_cast<double>(traces_of(values)) / of_head - share);
  }
  return moved;
}

using Place = std::pair<const CallPath, Values>;

std::size_t top_traces(const CaptureProfile& profile, const CallPath& path) {
  const auto top = profile.places.find({path.front()});
  return top == profile.places.end() ? 0 : top->second.size();
}

class PlaceComparison {
 public:
  PlaceComparison(const CaptureProfile& base, const CaptureProfile& head)
      : base_(base), head_(head) {
    const Values none;
    merge(
        base.places, head.places,
        [&](const Place& b, const Place& h) { add(b.first, b.second, h.second); },
        [&](const Place& b) { add(b.first, b.second, none); },
        [&](const Place& h) { add(h.first, none, h.second); });
  }

  std::vector<PlaceChange> take() {
    const std::vector<double> q = false_discovery_rates(p_);
    std::set<CallPath> lone;
    std::vector<PlaceChange> changes;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      PlaceChange& change = candidates_[i];
      change.q = q[i];
      const bool is_lone = change.presence != Presence::Both;
      // Places come after those above them.
      const CallPath above(change.path.begin(), change.path.end() - 1);
      const bool is_below_lone = lone.contains(above);
      if (is_lone && (is_below_lone || change.q < kSignificant)) lone.insert(change.path);
      if (change.q < kSignificant && !is_below_lone) changes.push_back(std::move(change));
    }
    return changes;
  }

 private:
  // A place is compared where both captures have its top often enough to tell.
  void add(const CallPath& path, const Values& base, const Values& head) {
    PlaceChange change;
    change.path = path;
    change.base_having = base.size();
    change.head_having = head.size();
    change.base_traces = top_traces(base_, path);
    change.head_traces = top_traces(head_, path);
    change.base_calls = median_of(base);
    change.head_calls = median_of(head);
    if (std::min(change.base_traces, change.head_traces) < kFewestTraces || path.size() < 2) return;
    if (base.empty() || head.empty()) {
      change.presence = base.empty() ? Presence::New : Presence::Gone;
      p_.push_back(
          fisher_p(change.base_having, change.base_traces, change.head_having, change.head_traces));
    } else {
      if (change.head_calls <= change.base_calls) return;
      if (std::min(base.size(), head.size()) < kFewestTraces) return;
      change.is_n_plus_1 =
          change.head_calls >= 2 * change.base_calls && change.head_calls >= change.base_calls + 2;
      p_.push_back(mann_whitney_p(base, head));
    }
    candidates_.push_back(std::move(change));
  }

  const CaptureProfile& base_;
  const CaptureProfile& head_;
  std::vector<PlaceChange> candidates_;
  std::vector<double> p_;  // by candidate
};

void judge_subjects(Comparison& comparison, const Relevance& relevance) {
  std::vector<MeasuredChange*> tested;
  std::vector<double> p;
  for (SubjectChange& subject : comparison.subjects) {
    const bool is_leg = subject.key.kind == SubjectKind::Leg;
    for (MeasuredChange& change : subject.measures) {
      if (is_leg && comparison.mix_moved > kMixMoved) change.verdict = ChangeVerdict::TooFew;
      if (change.verdict == ChangeVerdict::TooFew) continue;
      tested.push_back(&change);
      p.push_back(change.p);
    }
  }
  const std::vector<double> q = false_discovery_rates(p);
  for (std::size_t i = 0; i < tested.size(); ++i) {
    tested[i]->q = q[i];
    tested[i]->verdict = judge(*tested[i], relevance);
  }
}

// By the normal approximation, with the correction for continuity.
double two_shares_p(std::size_t k1, std::size_t n1, std::size_t k2, std::size_t n2) {
  const auto a = static_cast<double>(n1);
  const auto b = static_cast<double>(n2);
  const double share = static_cast<double>(k1 + k2) / (a + b);
  const double error = std::sqrt(share * (1 - share) * (1 / a + 1 / b));
  if (error <= 0) return 1;
  const double apart = std::abs(static_cast<double>(k1) / a - static_cast<double>(k2) / b);
  const double corrected = std::max(0.0, apart - (1 / a + 1 / b) / 2);
  return std::min(1.0, std::erfc(corrected / error / std::sqrt(2.0)));
}

double log_choose(std::size_t n, std::size_t k) {
  const auto log_factorial = [](std::size_t m) { return std::lgamma(static_cast<double>(m) + 1); };
  return log_factorial(n) - log_factorial(k) - log_factorial(n - k);
}

}  // namespace

std::vector<double> false_discovery_rates(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return p[a] != p[b] ? p[a] > p[b] : a < b; });
  std::vector<double> q(p.size());
  double least = 1;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto rank = static_cast<double>(p.size() - i);
    least = std::min(least, p[order[i]] * static_cast<double>(p.size()) / rank);
    q[order[i]] = least;
  }
  return q;
}

double fisher_p(std::size_t k1, std::size_t n1, std::size_t k2, std::size_t n2) {
  constexpr std::size_t kExact = 4000;
  if (n1 + n2 > kExact) return two_shares_p(k1, n1, k2, n2);
  const std::size_t k = k1 + k2;
  const double all = log_choose(n1 + n2, k);
  const auto chance = [&](std::size_t of_first) {
    return std::exp(log_choose(n1, of_first) + log_choose(n2, k - of_first) - all);
  };
  constexpr double kRounding = 1 + 1e-7;
  const double seen = chance(k1) * kRounding;
  double sum = 0;
  for (std::size_t i = k > n2 ? k - n2 : 0; i <= std::min(k, n1); ++i) {
    if (chance(i) <= seen) sum += chance(i);
  }
  return std::min(1.0, sum);
}

Comparison compare(const CaptureProfile& base, const CaptureProfile& head,
                   const Relevance& relevance) {
  Comparison comparison;
  comparison.subjects = compare_subjects(base, head);
  comparison.mix_moved = mix_moved(base, head);
  judge_subjects(comparison, relevance);
  comparison.has_legs = base.tells_legs && head.tells_legs;
  if (comparison.has_legs) comparison.places = PlaceComparison(base, head).take();
  return comparison;
}

}  // namespace trace_cost::latency
