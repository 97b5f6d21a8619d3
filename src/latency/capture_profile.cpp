#include "latency/capture_profile.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "latency/call_tree.h"

namespace trace_cost::latency {

namespace {

using model::SpanIndex;

using Values = std::vector<std::int64_t>;
using Places = std::map<CallPath, Values>;

// Paths of deeper places are as long as the trees are deep, which may be a million.
constexpr std::size_t kDeepestPlace = 24;

std::int64_t picos_of(model::Money money) {
  constexpr base::Int128 kMost = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(std::clamp<base::Int128>(money.picos(), -kMost, kMost));
}

bool is_id(std::string_view segment) {
  const bool has_digit = segment.find_first_of("0123456789") != std::string_view::npos;
  const bool is_number = segment.find_first_not_of("0123456789") == std::string_view::npos;
  const bool is_hex =
      segment.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
  constexpr std::size_t kShortestHex = 8;
  return has_digit && (is_number || (is_hex && segment.size() >= kShortestHex));
}

class ProfileMaker {
 public:
  ProfileMaker(const model::Forest& forest, model::Charges charges,
               const std::vector<std::int64_t>& tokens)
      : forest_(forest), capture_(forest.capture()), charges_(charges), tokens_(tokens) {
    profile_.traces = forest.traces().size();
    profile_.spans = capture_.spans().size();
  }

  void add_operations() {
    for (const model::Trace& trace : forest_.traces()) {
      add_operation(trace, forest_.head(trace));
    }
  }

  // Calls come trace by trace.
  void add_legs(const LegCalls& calls) {
    name_legs(calls);
    const std::vector<LegCall>& all = calls.all();
    for (std::size_t i = 0; i < all.size();) {
      std::map<LegNumber, OfTrace> legs;
      const model::TraceIndex trace = all[i].trace;
      for (; i < all.size() && all[i].trace == trace; ++i) add_call(all[i], calls, legs);
      add_sums(forest_.traces()[trace.number()], legs);
      for (const auto& [number, of_trace] : legs) add_leg(legs_[number], of_trace);
    }
  }

  void add_places() {
    const CallTree tree(forest_);
    std::vector<Places::iterator> place_of;  // by call; end() below the deepest level
    for (std::size_t i = 0; i < tree.calls().size(); ++i) {
      const bool is_deep = tree.calls()[i].depth >= kDeepestPlace;
      place_of.push_back(is_deep ? profile_.places.end()
                                 : profile_.places.try_emplace(path_of(tree, CallIndex(i))).first);
    }
    for (const model::Trace& trace : forest_.traces()) {
      std::map<Values*, std::int64_t> of_trace;
      for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
        const auto place = place_of[tree.call_of(SpanIndex(i)).number()];
        if (place != profile_.places.end()) ++of_trace[&place->second];
      }
      for (const auto& [values, count] : of_trace) values->push_back(count);
    }
  }

  CaptureProfile take() { return std::move(profile_); }

 private:
  using LegNumber = std::uint32_t;
  static constexpr LegNumber kNoLeg = 0xffffffff;

  // What one trace has of a leg.
  struct OfTrace {
    std::int64_t calls = 0;
    std::int64_t timed = 0;
    std::int64_t total = 0;  // of the timed ones
    model::Money cost;
    std::int64_t tokens = 0;
    bool has_failed = false;
  };

  // Of the root; without one from the first start to the last end.
  [[nodiscard]] std::optional<model::Nanos> length_of(const model::Trace& trace,
                                                      SpanIndex head) const {
    const model::Span root = capture_.span(head);
    if (forest_.top(head) == model::Top::Root) {
      return root.has_times() ? std::optional(root.duration()) : std::nullopt;
    }
    std::optional<model::Instant> first;
    model::Instant last{};
    for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
      const model::Span span = capture_.span(SpanIndex(i));
      if (!span.has_times()) continue;
      first = std::min(first.value_or(span.start), span.start);
      last = std::max(last, span.drawn_end());
    }
    return first ? std::optional(last - *first) : std::nullopt;
  }

  void add_operation(const model::Trace& trace, SpanIndex head) {
    const model::Span root = capture_.span(head);
    const SubjectKey key{SubjectKind::Operation, std::string(capture_.service(root)),
                         without_ids(capture_.name(root))};
    SubjectValues& subject = profile_.subjects[key];
    const std::size_t last = std::size_t{trace.first} + trace.count;
    if (const auto length = length_of(trace, head)) {
      subject.values(Measure::Latency).push_back(length->count());
    }
    if (!charges_.empty()) subject.values(Measure::Cost).push_back(cost_of(trace.first, last));
    std::int64_t tokens = 0;
    bool has_failed = false;
    for (std::size_t i = trace.first; i < last; ++i) {
      if (!tokens_.empty()) tokens += tokens_[i];
      has_failed |= capture_.span(SpanIndex(i)).status == model::StatusCode::Error;
    }
    if (!tokens_.empty()) subject.values(Measure::Tokens).push_back(tokens);
    subject.values(Measure::Calls).push_back(trace.count);
    subject.values(Measure::Errors).push_back(has_failed ? 1 : 0);
  }

  [[nodiscard]] std::int64_t cost_of(std::size_t first, std::size_t last) const {
    model::Money sum;
    for (const model::Charge& charge : model::charges_between(charges_, first, last)) {
      sum += charge.amount;
    }
    return picos_of(sum);
  }

  // A span belongs to the leg by which its service was entered.
  void name_legs(const LegCalls& calls) {
    std::map<std::pair<model::StringId, model::StringId>, LegNumber> numbers;
    leg_of_.assign(capture_.spans().size(), kNoLeg);
    for (const LegCall& call : calls.all()) {
      const auto [known, is_new] =
          numbers.try_emplace({call.caller, call.callee}, static_cast<LegNumber>(legs_.size()));
      if (is_new) {
        legs_.push_back({SubjectKind::Leg, std::string(capture_.text(call.caller)),
                         std::string(capture_.text(call.callee))});
      }
      for (const model::Hop& hop : calls.hops_of(call)) {
        leg_of_[hop.server.number()] = known->second;
      }
    }
    for (const SpanIndex span : forest_.preorder()) {
      const SpanIndex parent = forest_.parent(span);
      if (leg_of_[span.number()] == kNoLeg && parent) {
        leg_of_[span.number()] = leg_of_[parent.number()];
      }
    }
  }

  void add_call(const LegCall& call, const LegCalls& calls, std::map<LegNumber, OfTrace>& legs) {
    OfTrace& leg = legs[leg_of_[calls.hops_of(call).front().server.number()]];
    ++leg.calls;
    leg.has_failed |= call.has_failed;
    if (!call.total) return;
    ++leg.timed;
    leg.total = model::saturating_sum(model::Nanos{leg.total}, *call.total).count();
  }

  void add_sums(const model::Trace& trace, std::map<LegNumber, OfTrace>& legs) {
    const std::size_t last = std::size_t{trace.first} + trace.count;
    for (const model::Charge& charge : model::charges_between(charges_, trace.first, last)) {
      const LegNumber leg = leg_of_[charge.span.number()];
      if (leg != kNoLeg) legs[leg].cost += charge.amount;
    }
    for (std::size_t i = trace.first; i < last && !tokens_.empty(); ++i) {
      if (leg_of_[i] != kNoLeg) legs[leg_of_[i]].tokens += tokens_[i];
    }
  }

  void add_leg(const SubjectKey& key, const OfTrace& of_trace) {
    SubjectValues& subject = profile_.subjects[key];
    if (of_trace.timed > 0) {
      subject.values(Measure::Latency).push_back(of_trace.total / of_trace.timed);
    }
    if (!charges_.empty()) subject.values(Measure::Cost).push_back(picos_of(of_trace.cost));
    if (!tokens_.empty()) subject.values(Measure::Tokens).push_back(of_trace.tokens);
    subject.values(Measure::Calls).push_back(of_trace.calls);
    subject.values(Measure::Errors).push_back(of_trace.has_failed ? 1 : 0);
  }

  [[nodiscard]] CallPath path_of(const CallTree& tree, CallIndex index) const {
    CallPath steps;
    for (const CallIndex step : tree.path_to(index, kDeepestPlace).calls) {
      const Call& call = tree.calls()[step.number()];
      steps.push_back(std::string(capture_.text(call.service)) + " " +
                      without_ids(capture_.text(call.name)));
    }
    return steps;
  }

  const model::Forest& forest_;
  const model::Capture& capture_;
  model::Charges charges_;
  const std::vector<std::int64_t>& tokens_;
  std::vector<SubjectKey> legs_;   // by number
  std::vector<LegNumber> leg_of_;  // by span index
  CaptureProfile profile_;
};

}  // namespace

std::string without_ids(std::string_view name) {
  constexpr std::string_view kEnds = "/ ?:,";
  std::string out;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.size(), name.find_first_of(kEnds, at));
    const std::string_view segment = name.substr(at, end - at);
    const bool follows_slash = at > 0 && name[at - 1] == '/';
    if (follows_slash && is_id(segment)) {
      out += '#';
    } else {
      out += segment;
    }
    if (end < name.size()) out += name[end];
    at = end + 1;
  }
  return out;
}

CaptureProfile profile_of(const model::Forest& forest, const LegCalls& calls,
                          model::Charges charges, const std::vector<std::int64_t>& tokens) {
  ProfileMaker maker(forest, charges, tokens);
  maker.add_operations();
  maker.add_legs(calls);
  maker.add_places();
  return maker.take();
}

}  // namespace trace_cost::latency
