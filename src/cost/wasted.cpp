#include "cost/wasted.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace trace_cost::cost {

namespace {

using Place = std::tuple<std::uint64_t, std::uint32_t>;  // parent and name

std::uint64_t number_of(const model::SpanId& id) {
  std::uint64_t number = 0;
  for (const auto byte : id.bytes) number = number << 8U | static_cast<std::uint8_t>(byte);
  return number;
}

// Finds the retries of one trace after the other.
class RetryFinder {
 public:
  RetryFinder(const model::Capture& capture, const FieldKeys& keys)
      : capture_(capture), keys_(keys) {}

  // The spans of `trace` that succeeded, by parent and name.
  void look_at(const model::Trace& trace) {
    succeeded_.clear();
    for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
      const model::Span span = capture_.span(model::SpanIndex(i));
      const bool may_be_retry = span.status != model::StatusCode::Error && span.parent.is_valid() &&
                                span.start != model::kUnknownInstant;
      if (!may_be_retry) continue;
      // By model, the latest start; what names none stands for any.
      model::Instant& latest = succeeded_[place_of(span)][model_of(span)];
      latest = std::max(latest, span.start);
    }
  }

  [[nodiscard]] bool is_retried(const model::Span& failed) const {
    if (!failed.parent.is_valid() || failed.start == model::kUnknownInstant) return false;
    const auto place = succeeded_.find(place_of(failed));
    if (place == succeeded_.end()) return false;
    const model::Text model = model_of(failed);
    const auto is_later = [&](model::Text of) {
      const auto found = place->second.find(of);
      return found != place->second.end() && found->second > failed.start;
    };
    if (model) return is_later(model) || is_later({});
    return std::any_of(place->second.begin(), place->second.end(),
                       [&](const auto& one) { return one.second > failed.start; });
  }

 private:
  static Place place_of(const model::Span& span) {
    return {number_of(span.parent), span.name.number()};
  }
  [[nodiscard]] model::Text model_of(const model::Span& span) const {
    return named_value(capture_, capture_.attributes(span), keys_[Field::Model]);
  }

  const model::Capture& capture_;
  const FieldKeys& keys_;
  std::map<Place, std::unordered_map<model::Text, model::Instant>> succeeded_;
};

}  // namespace

Wasted find_wasted(const model::Ancestry& ancestry, const Ledger& ledger, const FieldKeys& keys) {
  Wasted wasted;
  wasted.of.assign(ledger.entries.size(), Waste::No);
  const model::Capture& capture = ancestry.capture();
  RetryFinder retries(capture, keys);
  model::TraceIndex at;
  for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
    const Entry& entry = ledger.entries[i];
    const model::Span span = capture.span(entry.span);
    if (!entry.charge || entry.charge->is_zero() || span.status != model::StatusCode::Error) {
      continue;
    }
    const model::TraceIndex trace = ancestry.trace_of(entry.span);
    if (trace != at) retries.look_at(ancestry.traces()[trace.number()]);
    at = trace;
    const bool is_retried = retries.is_retried(span);
    wasted.of[i] = is_retried ? Waste::Retried : Waste::Failed;
    WastedSum& sum = is_retried ? wasted.retried : wasted.failed;
    sum.cost += *entry.charge;
    ++sum.charges;
  }
  return wasted;
}

}  // namespace trace_cost::cost
