#include "cost/attribution.h"

#include <algorithm>

#include "base/parallel.h"

namespace trace_cost::cost {

model::Text named_value(const model::Capture& capture, std::span<const model::Attribute> attributes,
                        const model::KeyRanking& ranking) {
  // Key by key, so that an empty value of one key does not hide the next key.
  for (const model::AttributeKey key : ranking) {
    const model::Attribute* found = model::find(attributes, key);
    if (found == nullptr) continue;
    const bool names_one =
        found->kind() == model::ValueKind::Text || found->kind() == model::ValueKind::Number;
    if (names_one && !capture.is_empty(found->text())) return found->text();
  }
  return {};
}

std::span<const Owner> Attribution::of(const model::Trace& trace) {
  name_themselves(trace);
  ask_ancestors(trace);
  ask_trace();
  return owners_;
}

void Attribution::name_themselves(const model::Trace& trace) {
  const model::Capture& capture = ancestry_.capture();
  owners_.assign(trace.count, {});
  for (std::uint32_t i = 0; i < trace.count; ++i) {
    const auto attributes = capture.store().attributes(model::SpanIndex(trace.first + i));
    if (attributes.empty()) continue;
    const model::Text own = named_value(capture, attributes, ranking_);
    if (own) owners_[i] = {own, Via::Self};
  }
}

// Every span is walked over once: what was found out at the end of a walk holds for its whole path.
void Attribution::ask_ancestors(const model::Trace& trace) {
  is_asked_.assign(trace.count, false);
  for (std::uint32_t i = 0; i < trace.count; ++i) {
    path_.clear();
    std::uint32_t at = i;
    while (owners_[at].via == Via::Nobody && !is_asked_[at]) {
      is_asked_[at] = true;
      path_.push_back(at);
      const model::SpanIndex parent = ancestry_.parent(model::SpanIndex(trace.first + at));
      if (!parent) break;
      at = parent.number() - trace.first;
    }
    if (owners_[at].via == Via::Nobody) continue;
    for (const std::uint32_t below : path_) owners_[below] = {owners_[at].value, Via::Ancestor};
  }
}

void Attribution::ask_trace() {
  model::Text only;
  for (const Owner& owner : owners_) {
    if (owner.via != Via::Self) continue;
    if (only && only != owner.value) return;
    only = owner.value;
  }
  if (!only) return;
  for (Owner& owner : owners_) {
    if (owner.via == Via::Nobody) owner = {only, Via::Trace};
  }
}

std::vector<Owner> attribute_spans(const model::Ancestry& ancestry,
                                   const model::KeyRanking& ranking, unsigned threads) {
  std::vector<Owner> owners(ancestry.capture().spans().size());
  const auto ranges = model::ranges_of(ancestry.traces());
  base::parallel_for(ranges.size(), threads, [&](std::size_t i) {
    Attribution attribution(ancestry, ranking);
    for (std::size_t t = ranges[i].first; t < ranges[i].last; ++t) {
      const model::Trace& trace = ancestry.traces()[t];
      const auto found = attribution.of(trace);
      std::copy(found.begin(), found.end(), owners.begin() + trace.first);
    }
  });
  return owners;
}

}  // namespace trace_cost::cost
