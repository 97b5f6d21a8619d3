// The spans of a sealed capture, side by side in canonical order.
#pragma once

#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "base/pages.h"
#include "model/packed_span.h"

namespace trace_cost::model {

using TraceIndex = base::Index<struct TraceTag>;

// The spans [first, first + count) of the capture share a trace id. A span whose trace id is
// invalid is a trace of its own.
struct Trace {
  TraceId id;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

struct StoredSpan {
  PackedSpan packed;
  std::uint32_t first_attribute = 0;
  TraceIndex trace;
};
static_assert(sizeof(StoredSpan) == 48);

struct WideSpan {
  SpanIndex span;
  WideFields fields;
};

// Filled by Seal, then only read.
class SpanStore {
 public:
  SpanStore() = default;
  // Room for so many; the memory is taken as it is filled.
  SpanStore(std::size_t most_spans, std::size_t most_attributes);

  // As Capture::keep_traces().
  void keep_traces(const std::vector<bool>& keep);

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Span span(SpanIndex index) const;
  [[nodiscard]] const std::vector<Trace>& traces() const { return traces_; }
  [[nodiscard]] TraceIndex trace_of(SpanIndex index) const { return at(index).trace; }
  [[nodiscard]] const PackedSpan& packed(SpanIndex index) const { return at(index).packed; }
  [[nodiscard]] std::span<const Attribute> attributes(AttributeRange range) const {
    return {attributes() + range.first, range.count};
  }
  [[nodiscard]] std::span<const Attribute> attributes(SpanIndex index) const;

 private:
  friend class Seal;
  // NOLINTBEGIN(*-reinterpret-cast): both hold nothing else
  [[nodiscard]] StoredSpan* spans() { return reinterpret_cast<StoredSpan*>(spans_.data()); }
  [[nodiscard]] Attribute* attributes() { return reinterpret_cast<Attribute*>(attributes_.data()); }
  [[nodiscard]] const Attribute* attributes() const {
    return reinterpret_cast<const Attribute*>(attributes_.data());
  }
  [[nodiscard]] const StoredSpan& at(SpanIndex index) const {
    return reinterpret_cast<const StoredSpan*>(spans_.data())[index.number()];
  }
  // NOLINTEND(*-reinterpret-cast)
  // Precondition: the span is wide.
  [[nodiscard]] [[gnu::pure]] const WideFields& wide(SpanIndex index) const;

  base::Pages spans_;
  base::Pages attributes_;
  std::size_t size_ = 0;
  std::vector<Trace> traces_;
  std::vector<WideSpan> wide_;  // by index
  std::vector<Origin> origins_;
};

inline Span SpanStore::span(SpanIndex index) const {
  const StoredSpan& stored = at(index);
  Span span = stored.packed.head();
  span.trace = traces_[stored.trace.number()].id;
  const Origin& origin = origins_[stored.packed.origin.number()];
  span.resource = origin.resource;
  span.source = origin.source;
  span.attributes = {stored.first_attribute, stored.packed.attributes()};
  if (stored.packed.is_wide()) {
    const WideFields& fields = wide(index);
    span.end = fields.end;
    span.attributes.count = static_cast<std::uint32_t>(fields.attributes);
  } else {
    span.end = stored.packed.end();
  }
  return span;
}

inline std::span<const Attribute> SpanStore::attributes(SpanIndex index) const {
  const StoredSpan& stored = at(index);
  const std::uint64_t count =
      stored.packed.is_wide() ? wide(index).attributes : stored.packed.attributes();
  return {attributes() + stored.first_attribute, count};
}

// Spans by value: `for (const Span& span : capture.spans())`.
class SpanList {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Span;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Span;
    Iterator(const SpanStore* store, std::uint32_t at) : store_(store), at_(at) {}
    Span operator*() const { return store_->span(SpanIndex(at_)); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const SpanStore* store_;
    std::uint32_t at_;
  };

  explicit SpanList(const SpanStore& store) : store_(&store) {}
  [[nodiscard]] std::size_t size() const { return store_->size(); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] Span operator[](std::size_t number) const {
    return store_->span(SpanIndex(number));
  }
  [[nodiscard]] Span front() const { return (*this)[0]; }
  [[nodiscard]] Span back() const { return (*this)[size() - 1]; }
  [[nodiscard]] Iterator begin() const { return {store_, 0}; }
  [[nodiscard]] Iterator end() const { return {store_, static_cast<std::uint32_t>(size())}; }

 private:
  const SpanStore* store_;
};

}  // namespace trace_cost::model
