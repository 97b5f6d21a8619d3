#include "cost/attribution.h"

namespace trace_cost::cost {

namespace {

// The one value that the spans of a trace name; no text for none or several.
model::Text only_value(const std::vector<Owner>& owners, const model::Trace& trace) {
  model::Text only;
  for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
    if (owners[i].via != Via::Self) continue;
    if (only && only != owners[i].value) return {};
    only = owners[i].value;
  }
  return only;
}

}  // namespace

model::Text named_value(const model::Capture& capture, const model::Span& span,
                        const model::KeyRanking& ranking) {
  // Key by key, so that an empty value of one key does not hide the next key.
  for (const model::AttributeKey key : ranking) {
    const model::Attribute* found = capture.find(span, key);
    if (found == nullptr) continue;
    const bool names_one =
        found->kind() == model::ValueKind::Text || found->kind() == model::ValueKind::Number;
    if (names_one && !capture.is_empty(found->text())) return found->text();
  }
  return {};
}

std::vector<Owner> attribute_spans(const model::Forest& forest, const model::KeyRanking& ranking) {
  const model::Capture& capture = forest.capture();
  std::vector<Owner> owners(capture.spans().size());
  for (const model::SpanIndex span : forest.preorder()) {
    Owner& owner = owners[span.number()];
    if (const model::Text own = named_value(capture, capture.span(span), ranking)) {
      owner = {own, Via::Self};
    } else if (const model::SpanIndex parent = forest.parent(span)) {
      const Owner& above = owners[parent.number()];
      if (above.value) owner = {above.value, Via::Ancestor};
    }
  }
  for (const model::Trace& trace : forest.traces()) {
    const model::Text only = only_value(owners, trace);
    if (!only) continue;
    for (std::uint32_t i = trace.first; i < trace.first + trace.count; ++i) {
      if (owners[i].via == Via::Nobody) owners[i] = {only, Via::Trace};
    }
  }
  return owners;
}

}  // namespace trace_cost::cost
