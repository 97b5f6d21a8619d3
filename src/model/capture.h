// The one store: all spans of a run, whatever file they came from.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "model/capture_shard.h"
#include "model/source.h"
#include "model/span_store.h"

namespace trace_cost::model {

// A span on its way into the capture. Views need only live during add_span().
struct DraftSpan {
  Span span;  // ids, times, kind, status and marks are taken; the rest is filled in
  std::string_view name;
  std::span<const DraftAttribute> attributes;
};

// Written by `input` alone, then sealed once; after that everything is const. Threads read into
// shards of their own, which the capture adopts.
class Capture {
 public:
  SourceIndex add_source(Source source);
  Source& source(SourceIndex index) { return sources_[index.number()]; }
  void adopt(std::vector<CaptureShard> shards);

  // For whoever has no shard. Equal resources get equal indices.
  ResourceIndex add_resource(std::string_view service, std::string_view instance,
                             std::span<const DraftAttribute> attributes) {
    return own_shard_.add_resource(service, instance, attributes);
  }
  void add_span(const DraftSpan& draft, ResourceIndex resource, SourceIndex source);

  // Drops copies of the same span and puts the rest in canonical order: by trace id, start, end
  // (longest first), span id, then content. From here on an index order IS a content order,
  // whatever the order of files, the shards or the number of threads. Also sorts the sources by
  // name. Call once, after the last add; spans and resources are there to be read only then.
  void seal(unsigned threads = 1);

  // Leaves out the traces that `keep`, by trace, does not name. What is left has new indices, in
  // the same order; sources still tell what was read. Only after seal(), and before anything refers
  // to an index.
  void keep_traces(const std::vector<bool>& keep);

  [[nodiscard]] SpanList spans() const { return SpanList(store_); }
  [[nodiscard]] Span span(SpanIndex index) const { return store_.span(index); }
  [[nodiscard]] const SpanStore& store() const { return store_; }
  [[nodiscard]] const std::vector<Trace>& traces() const { return store_.traces(); }
  [[nodiscard]] TraceIndex trace_of(SpanIndex span) const { return store_.trace_of(span); }
  [[nodiscard]] const std::vector<Source>& sources() const { return sources_; }
  [[nodiscard]] const Resource& resource(ResourceIndex index) const { return resources_[index]; }
  [[nodiscard]] const StringPool& strings() const { return strings_; }
  [[nodiscard]] std::string_view text(StringId id) const { return strings_.text(id); }
  // A number's digits are written into `buffer`, which must live as long as the view.
  [[nodiscard]] std::string_view text(Text text, NumberBuffer& buffer) const {
    return text.is_number() ? text.literal(buffer) : strings_.text(text.interned());
  }
  [[nodiscard]] bool is_empty(Text text) const {
    return !text.is_number() && strings_.text(text.interned()).empty();
  }
  [[nodiscard]] std::string_view name(const Span& span) const { return text(span.name); }
  // Empty when the dump carries no service.name.
  [[nodiscard]] std::string_view service(const Span& span) const { return text(service_id(span)); }
  [[nodiscard]] StringId service_id(const Span& span) const {
    return resources_[span.resource].service;
  }
  [[nodiscard]] std::span<const Attribute> attributes(const Span& span) const {
    return store_.attributes(span.attributes);
  }
  [[nodiscard]] std::span<const Attribute> attributes(ResourceIndex resource) const {
    return resources_.attributes(resource);
  }
  // The span's attribute with this key, or null.
  [[nodiscard]] const Attribute* find(const Span& span, AttributeKey key) const;
  // The first attribute of `ranking` that the span has, or null.
  [[nodiscard]] const Attribute* find(const Span& span, const KeyRanking& ranking) const;

  [[nodiscard]] std::uint64_t duplicates() const { return duplicates_; }
  // Spans that share trace and span id with another but are not the same span, in index order. A
  // server span that shares its client's id (Span::shares_id) is in no conflict with it.
  [[nodiscard]] const std::vector<SpanIndex>& id_conflicts() const { return id_conflicts_; }

 private:
  friend class Seal;
  std::vector<SourceIndex> sort_sources();

  CaptureShard own_shard_;
  std::vector<CaptureShard> shards_;  // adopted, until they are sealed
  StringPool strings_;
  ResourceTable resources_;
  std::vector<Source> sources_;
  SpanStore store_;
  std::vector<SpanIndex> id_conflicts_;
  std::uint64_t duplicates_ = 0;
};

}  // namespace trace_cost::model
