#include "cost/attribution.h"

#include <algorithm>

#include "base/parallel.h"
#include "cost/stitched_users.h"

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

namespace {

bool has_no_owner(const Owner& owner) { return owner.via >= Via::Ambiguous; }

}  // namespace

const AttributionTerms Attribution::kTraceAlone;

SessionUsers::SessionUsers(const model::Ancestry& ancestry, const model::KeyRanking& users,
                           const model::KeyRanking& sessions) {
  Attribution by_user(ancestry, users);
  Attribution by_session(ancestry, sessions);
  for (const model::Trace& trace : ancestry.traces()) {
    const std::span<const Owner> owners = by_user.of(trace);
    const std::span<const Owner> found = by_session.of(trace);
    for (std::uint32_t i = 0; i < trace.count; ++i) {
      if (owners[i].value && found[i].value) add(found[i].value, owners[i].value);
    }
  }
}

void SessionUsers::add(model::Text session, model::Text user) {
  const auto [known, is_new] = users_.try_emplace(session, user);
  if (!is_new && known->second != user) known->second = {};
}

model::Text SessionUsers::user_of(model::Text session) const {
  const auto found = users_.find(session);
  return found == users_.end() ? model::Text{} : found->second;
}

std::span<const Owner> Attribution::of(const model::Trace& trace) {
  name_themselves(trace);
  hand_down(trace, has_no_owner, Via::Ancestor);
  ask_trace();
  if (terms_.stitched_users != nullptr) ask_stitches(trace);
  if (terms_.session_users != nullptr) ask_session(trace);
  if (terms_.asks_resource) ask_resource(trace);
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
void Attribution::hand_down(const model::Trace& trace, bool (*lack)(const Owner&), Via via) {
  is_asked_.assign(trace.count, false);
  for (std::uint32_t i = 0; i < trace.count; ++i) {
    path_.clear();
    std::uint32_t at = i;
    while (lack(owners_[at]) && !is_asked_[at]) {
      is_asked_[at] = true;
      path_.push_back(at);
      const model::SpanIndex parent = ancestry_.parent(model::SpanIndex(trace.first + at));
      if (!parent) break;
      at = parent.number() - trace.first;
    }
    if (lack(owners_[at])) continue;
    for (const std::uint32_t below : path_) owners_[below] = {owners_[at].value, via};
  }
}

void Attribution::ask_trace() {
  model::Text only;
  bool is_ambiguous = false;
  for (const Owner& owner : owners_) {
    if (owner.via != Via::Self) continue;
    is_ambiguous = is_ambiguous || (only && only != owner.value);
    only = owner.value;
  }
  if (!only) return;
  for (Owner& owner : owners_) {
    if (owner.via != Via::Nobody) continue;
    owner = is_ambiguous ? Owner{{}, Via::Ambiguous} : Owner{only, Via::Trace};
  }
}

// A user who came to a trace owns what is beneath the entry; and as the only one, the rest as well.
void Attribution::ask_stitches(const model::Trace& trace) {
  model::Text only;
  bool is_ambiguous = false;
  for (std::uint32_t i = 0; i < trace.count; ++i) {
    if (!has_no_owner(owners_[i])) continue;
    const model::Text user = terms_.stitched_users->user_of(model::SpanIndex(trace.first + i));
    if (!user) continue;
    is_ambiguous = is_ambiguous || (only && only != user);
    only = user;
    owners_[i] = {user, Via::Stitch};
  }
  if (!only) return;
  hand_down(trace, has_no_owner, Via::Stitch);
  for (Owner& owner : owners_) {
    if (owner.via == Via::Nobody && !is_ambiguous) owner = {only, Via::Stitch};
  }
}

void Attribution::ask_session(const model::Trace& trace) {
  const bool has_gaps = std::any_of(owners_.begin(), owners_.end(),
                                    [](const Owner& owner) { return owner.via == Via::Nobody; });
  if (!has_gaps) return;
  Attribution by_session(ancestry_, terms_.sessions);
  const std::span<const Owner> sessions = by_session.of(trace);
  for (std::uint32_t i = 0; i < trace.count; ++i) {
    if (owners_[i].via != Via::Nobody || !sessions[i].value) continue;
    const model::Text user = terms_.session_users->user_of(sessions[i].value);
    if (user) owners_[i] = {user, Via::Session};
  }
}

void Attribution::ask_resource(const model::Trace& trace) {
  const model::Capture& capture = ancestry_.capture();
  for (std::uint32_t i = 0; i < trace.count; ++i) {
    if (owners_[i].via != Via::Nobody) continue;
    const model::Span span = capture.span(model::SpanIndex(trace.first + i));
    const model::Text user = named_value(capture, capture.attributes(span.resource), ranking_);
    if (user) owners_[i] = {user, Via::Resource};
  }
}

std::vector<Owner> attribute_spans(const model::Ancestry& ancestry,
                                   const model::KeyRanking& ranking, const AttributionTerms& terms,
                                   unsigned threads) {
  std::vector<Owner> owners(ancestry.capture().spans().size());
  const auto ranges = model::ranges_of(ancestry.traces());
  base::parallel_for(ranges.size(), threads, [&](std::size_t i) {
    Attribution attribution(ancestry, ranking, terms);
    for (std::size_t t = ranges[i].first; t < ranges[i].last; ++t) {
      const model::Trace& trace = ancestry.traces()[t];
      const auto found = attribution.of(trace);
      std::copy(found.begin(), found.end(), owners.begin() + trace.first);
    }
  });
  return owners;
}

}  // namespace trace_cost::cost
