// The spans of one partition, without copies, in canonical order.
//
//   as read       c1 a1 b1 a2 c2 b2 …       letters are traces
//   buckets       a1 a2 │ b1 │ │ c1 c2 b2   by the first bits in which the trace ids differ
//   sorted        a1 a2   b1 b2 …           each bucket by trace id, start, then the rest
//
// Ids are random, so a bucket holds about one trace and its sort is short; ids that are not make
// one bucket of all spans, and the sort is n log n.
#pragma once

#include <cstdint>
#include <vector>

#include "model/canonical_order.h"
#include "model/id_table.h"
#include "model/span_log.h"

namespace trace_cost::model {

class PartitionOrder {
 public:
  // `capture` has its final strings and resources; `origins` are what the spans' origins mean.
  PartitionOrder(const Capture& capture, const std::vector<Origin>& origins)
      : capture_(capture), origins_(origins) {}

  // Each pointer is that of one span of the partition.
  void arrange(const std::vector<LoggedSpan*>& spans);

  [[nodiscard]] const std::vector<const LoggedSpan*>& kept() const { return kept_; }
  // How many of them each trace has, in their order.
  [[nodiscard]] const std::vector<std::uint32_t>& traces() const { return traces_; }
  // The places in kept() of spans that are in conflict with another, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& conflicts() const { return conflicts_; }
  // Of all that are kept.
  [[nodiscard]] std::size_t attributes() const { return attributes_; }

 private:
  struct Key {
    std::uint64_t high = 0;  // of the trace id
    std::uint64_t low = 0;
    Instant start;
    const LoggedSpan* span = nullptr;
  };
  using Run = std::vector<Key>;

  void deal_out(const std::vector<LoggedSpan*>& spans);
  void sort_bucket(std::size_t from, std::size_t to);
  void keep_trace(std::size_t from, std::size_t to);
  bool has_equal_ids(std::size_t from, std::size_t to);
  void settle_equal_ids(std::size_t from, std::size_t to);
  void keep(const LoggedSpan* span);
  [[nodiscard]] SpanView view(const LoggedSpan& logged) const;
  [[nodiscard]] bool comes_before(const LoggedSpan& a, const LoggedSpan& b) const;

  const Capture& capture_;
  const std::vector<Origin>& origins_;
  std::vector<const LoggedSpan*> dealt_;
  std::vector<std::uint32_t> bucket_ends_;
  Run run_;  // of the bucket at hand
  IdTable ids_;
  std::vector<const LoggedSpan*> kept_;
  std::vector<std::uint32_t> traces_;
  std::vector<std::uint32_t> conflicts_;
  std::size_t attributes_ = 0;
};

}  // namespace trace_cost::model
