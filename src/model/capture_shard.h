// What one reading thread has read, before Capture::adopt() makes all shards one capture.
//
// Spans are dealt out by the top bits of their trace id, so that the capture can be sealed one
// part after the other, each small enough for the processor's cache, and the parts in their order
// are in order of trace id.
#pragma once

#include <array>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "model/resource_table.h"
#include "model/span_log.h"
#include "model/string_pool.h"

namespace trace_cost::model {

// For one thread. Ids and indices are those of the shard that gave them, and no other's.
class CaptureShard {
 public:
  static constexpr std::size_t kPartitions = 64;

  StringId intern(std::string_view text) { return strings_.intern(text); }
  // Of an id of this shard. Valid as long as the shard, also after it was moved from and to.
  [[nodiscard]] std::string_view text(StringId id) const { return strings_.text(id); }
  // Equal resources get equal indices.
  ResourceIndex add_resource(std::string_view service, std::string_view instance,
                             std::span<const DraftAttribute> attributes);
  // `text` as Attribute tells it, or its fingerprint. `key` is what AttributeSelection::find gave.
  Attribute attribute(AttributeKey key, std::string_view text, ValueKind kind);
  // `span` with name and resource of this shard, and the source of the capture; its range of
  // attributes is not looked at. The attributes may be in any order of keys.
  void add_span(const Span& span, std::span<const Attribute> attributes);
  // How many were added.
  [[nodiscard]] std::size_t spans() const;

 private:
  friend class Seal;
  OriginIndex origin_of(const Span& span);
  OriginIndex add_origin(Origin origin);

  StringPool strings_;
  ResourceTable resources_;
  std::vector<Origin> origins_;
  std::map<Origin, OriginIndex> origin_ids_;
  OriginIndex last_origin_;
  BlockPool pool_;
  std::array<SpanLog, kPartitions> logs_;
};

inline OriginIndex CaptureShard::origin_of(const Span& span) {
  const Origin origin{span.resource, span.source};
  const bool is_last = last_origin_ && origins_[last_origin_.number()] == origin;
  return is_last ? last_origin_ : add_origin(origin);
}

}  // namespace trace_cost::model
