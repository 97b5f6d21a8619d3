// The one store: all spans of a run, whatever file they came from.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/span.h"

namespace trace_cost::model {

// One input of the run and what became of it.
struct Source {
  std::string name;    // as the user named it; raw bytes
  std::string format;  // the format's name; several joined by '+'; empty: no spans in it
  std::uint64_t bytes = 0;
  std::uint64_t spans = 0;    // records read as spans, before duplicates are dropped
  std::uint64_t damaged = 0;  // records lost to damage
  std::uint64_t ignored = 0;  // records that are no spans: logs, metrics, lines an app printed
  // Every byte is one of these; together they are `bytes`.
  std::uint64_t parsed_bytes = 0;   // of records that were read as spans
  std::uint64_t ignored_bytes = 0;  // of what is no span, of blanks, list syntax and log prefixes
  std::uint64_t quarantined_bytes = 0;  // of what damage has cost
};

// A span on its way into the capture. Views need only live during add_span().
struct DraftAttribute {
  AttributeKey key;
  std::string_view text;
  ValueKind kind = ValueKind::Text;
};
struct DraftSpan {
  Span span;  // ids, times, kind, status and parent_place are taken; the rest is filled in
  std::string_view name;
  std::span<const DraftAttribute> attributes;
};

// Written by `input` alone, then sealed once; after that everything is const.
class Capture {
 public:
  SourceIndex add_source(Source source);
  Source& source(SourceIndex index) { return sources_[index.number()]; }
  // Equal resources get equal indices.
  ResourceIndex add_resource(std::string_view service, std::string_view instance,
                             std::span<const DraftAttribute> attributes);
  void add_span(const DraftSpan& draft, ResourceIndex resource, SourceIndex source);

  // Drops copies of the same span and puts the rest in canonical order: by trace id, start, end
  // (longest first), span id, then content. From here on an index order IS a content order,
  // whatever the order of files. Also sorts the sources by name. Call once, after the last add.
  void seal();

  [[nodiscard]] const std::vector<Span>& spans() const { return spans_; }
  [[nodiscard]] const Span& span(SpanIndex index) const { return spans_[index.number()]; }
  [[nodiscard]] const std::vector<Source>& sources() const { return sources_; }
  [[nodiscard]] const Resource& resource(ResourceIndex index) const {
    return resources_[index.number()];
  }
  [[nodiscard]] const StringPool& strings() const { return strings_; }
  [[nodiscard]] std::string_view text(StringId id) const { return strings_.text(id); }
  [[nodiscard]] std::string_view name(const Span& span) const { return text(span.name); }
  // Empty when the dump carries no service.name.
  [[nodiscard]] std::string_view service(const Span& span) const;
  [[nodiscard]] StringId service_id(const Span& span) const;
  [[nodiscard]] std::span<const Attribute> attributes(AttributeRange range) const;
  // The span's attribute with this key, or null.
  [[nodiscard]] const Attribute* find(const Span& span, AttributeKey key) const;
  // The first attribute of `ranking` that the span has, or null.
  [[nodiscard]] const Attribute* find(const Span& span, const KeyRanking& ranking) const;

  // Known after seal().
  [[nodiscard]] std::uint64_t duplicates() const { return duplicates_; }
  // Spans that share trace and span id with another but are not the same span, in index order.
  [[nodiscard]] const std::vector<SpanIndex>& id_conflicts() const { return id_conflicts_; }

 private:
  AttributeRange keep(std::span<const DraftAttribute> attributes);
  void sort_sources();

  StringPool strings_;
  std::vector<Source> sources_;
  std::vector<Resource> resources_;
  std::unordered_map<std::string, ResourceIndex> resource_ids_;
  std::vector<Attribute> attributes_;
  std::vector<Span> spans_;
  std::vector<SpanIndex> id_conflicts_;
  std::uint64_t duplicates_ = 0;
};

}  // namespace trace_cost::model
