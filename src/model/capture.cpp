#include "model/capture.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "model/canonical_order.h"
#include "model/same_span.h"

namespace trace_cost::model {

SourceIndex Capture::add_source(Source source) {
  sources_.push_back(std::move(source));
  return SourceIndex(sources_.size() - 1);
}

AttributeRange Capture::keep(std::span<const DraftAttribute> attributes) {
  const AttributeRange range{static_cast<std::uint32_t>(attributes_.size()),
                             static_cast<std::uint32_t>(attributes.size())};
  for (const DraftAttribute& draft : attributes) {
    attributes_.push_back({draft.key, strings_.intern(draft.text), draft.kind});
  }
  const auto begin = attributes_.begin() + static_cast<std::ptrdiff_t>(range.first);
  std::stable_sort(begin, attributes_.end(),
                   [](const Attribute& a, const Attribute& b) { return a.key < b.key; });
  return range;
}

ResourceIndex Capture::add_resource(std::string_view service, std::string_view instance,
                                    std::span<const DraftAttribute> attributes) {
  std::vector<DraftAttribute> sorted(attributes.begin(), attributes.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const DraftAttribute& a, const DraftAttribute& b) { return a.key < b.key; });
  // Lengths stand before the texts, so that no two different resources share an identity.
  std::string identity;
  const auto append = [&identity](std::string_view text) {
    identity += std::to_string(text.size());
    identity += ':';
    identity += text;
  };
  append(service);
  append(instance);
  for (const DraftAttribute& attribute : sorted) {
    identity += std::to_string(attribute.key.number());
    identity += static_cast<char>('a' + static_cast<int>(attribute.kind));
    append(attribute.text);
  }
  const auto [entry, is_new] =
      resource_ids_.try_emplace(identity, ResourceIndex(resources_.size()));
  if (is_new) {
    resources_.push_back({strings_.intern(service), strings_.intern(instance), keep(sorted)});
  }
  return entry->second;
}

void Capture::add_span(const DraftSpan& draft, ResourceIndex resource, SourceIndex source) {
  Span span = draft.span;
  span.name = strings_.intern(draft.name);
  span.resource = resource;
  span.source = source;
  span.attributes = keep(draft.attributes);
  spans_.push_back(span);
}

std::string_view Capture::service(const Span& span) const { return text(service_id(span)); }

StringId Capture::service_id(const Span& span) const { return resource(span.resource).service; }

std::span<const Attribute> Capture::attributes(AttributeRange range) const {
  return std::span(attributes_).subspan(range.first, range.count);
}

const Attribute* Capture::find(const Span& span, AttributeKey key) const {
  const auto kept = attributes(span.attributes);
  const auto found = std::find_if(kept.begin(), kept.end(),
                                  [key](const Attribute& entry) { return entry.key == key; });
  return found == kept.end() ? nullptr : &*found;
}

const Attribute* Capture::find(const Span& span, const KeyRanking& ranking) const {
  for (const AttributeKey key : ranking) {
    if (const Attribute* found = find(span, key)) return found;
  }
  return nullptr;
}

namespace {

using Order = std::vector<std::uint32_t>;

Order numbered(std::size_t count) {
  Order order(count);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

struct Survivors {
  Order kept;
  std::vector<bool> in_conflict;  // parallel to `kept`
};

// Of one group with equal ids, in canonical order: merges what is the same span, keeps the best
// record of each, and marks all of them when more than one span is left. Copies stand close
// together in that order, so a look at the last few is enough and hostile input cannot make it
// quadratic.
void settle_group(const Capture& capture, std::span<const std::uint32_t> group, Survivors& out) {
  constexpr std::size_t kLookBack = 16;
  const std::size_t first = out.kept.size();
  const auto& spans = capture.spans();
  for (const std::uint32_t number : group) {
    const std::size_t from =
        std::max(first, out.kept.size() - std::min(kLookBack, out.kept.size()));
    const auto same = std::find_if(
        out.kept.begin() + static_cast<std::ptrdiff_t>(from), out.kept.end(),
        [&](std::uint32_t other) { return is_same_span(capture, spans[number], spans[other]); });
    if (same == out.kept.end()) {
      out.kept.push_back(number);
    } else if (is_better_record(capture, spans[number], spans[*same])) {
      *same = number;
    }
  }
  out.in_conflict.resize(out.kept.size(), out.kept.size() - first > 1);
}

// Groups by (trace id, span id). A span without a valid id is a group of its own: all invalid ids
// being equal says nothing about the spans.
Survivors without_copies(const Capture& capture) {
  const auto& spans = capture.spans();
  const auto source_name = [&](const Span& span) -> const std::string& {
    return capture.sources()[span.source.number()].name;
  };
  Order order = numbered(spans.size());
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Span& left = spans[a];
    const Span& right = spans[b];
    if (left.trace != right.trace) return left.trace < right.trace;
    if (left.id != right.id) return left.id < right.id;
    if (const auto by = canonical_order(capture, left, right); by != 0) return by < 0;
    return source_name(left) < source_name(right);
  });
  Survivors survivors;
  for (std::size_t i = 0; i < order.size();) {
    const Span& leader = spans[order[i]];
    std::size_t end = i + 1;
    const bool valid = leader.trace.is_valid() && leader.id.is_valid();
    while (valid && end < order.size() && spans[order[end]].trace == leader.trace &&
           spans[order[end]].id == leader.id) {
      ++end;
    }
    settle_group(capture, std::span(order).subspan(i, end - i), survivors);
    i = end;
  }
  return survivors;
}

}  // namespace

void Capture::seal() {
  const Survivors survivors = without_copies(*this);
  duplicates_ = spans_.size() - survivors.kept.size();
  Order order = numbered(survivors.kept.size());
  // Stable, so that spans which differ in nothing but their source stay in order of its name.
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return canonical_order(*this, spans_[survivors.kept[a]], spans_[survivors.kept[b]]) < 0;
  });
  std::vector<Span> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t i : order) {
    if (survivors.in_conflict[i]) id_conflicts_.emplace_back(sorted.size());
    sorted.push_back(spans_[survivors.kept[i]]);
  }
  spans_ = std::move(sorted);
  sort_sources();
}

void Capture::sort_sources() {
  Order order = numbered(sources_.size());
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return sources_[a].name < sources_[b].name;
  });
  std::vector<Source> sorted;
  std::vector<SourceIndex> moved_to(sources_.size());
  for (const std::uint32_t i : order) {
    moved_to[i] = SourceIndex(sorted.size());
    sorted.push_back(std::move(sources_[i]));
  }
  sources_ = std::move(sorted);
  for (Span& span : spans_) span.source = moved_to[span.source.number()];
}

}  // namespace trace_cost::model
