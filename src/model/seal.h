// Makes one capture of what its shards have read.
//
//   shards       strings, resources, origins   merged; the numbers of each shard are translated
//                64 partitions of spans        sorted one by one, on several threads, and copied
//   capture      one list of spans             to where those of the partitions before them end
//
// The memory of a partition is given back as soon as it was copied, so that no more than a few
// partitions are held twice.
#pragma once

#include <array>
#include <vector>

#include "model/capture.h"

namespace trace_cost::model {

class PartitionOrder;

class Seal {
 public:
  // `moved_to`: where each source is now that they are sorted.
  Seal(Capture& capture, const std::vector<SourceIndex>& moved_to);
  void run(unsigned threads);

 private:
  // What the numbers of one shard mean in the capture.
  struct Translation {
    std::vector<StringId> strings;  // empty: they stay as they are
    std::vector<OriginIndex> origins;
  };
  // Where the things of a partition begin.
  struct Place {
    std::size_t span = 0;
    std::size_t attribute = 0;
    std::size_t trace = 0;
  };
  struct Sealed {
    std::vector<Trace> traces;
    std::vector<WideSpan> wide;
    std::vector<SpanIndex> conflicts;
  };
  class Queue;

  void merge(CaptureShard& shard, const std::vector<SourceIndex>& moved_to);
  std::vector<StringId> merge_strings(CaptureShard& shard);
  [[nodiscard]] Attribute translated(const Attribute& attribute, const Translation& to) const;
  void translate(LoggedSpan& logged, const Translation& to) const;
  std::vector<LoggedSpan*> gather(std::size_t partition);
  Sealed seal_partition(std::size_t partition, Queue& queue);
  Sealed copy(const PartitionOrder& order, Place place);
  void append(const Sealed& sealed);

  Capture& capture_;
  SpanStore& store_;
  std::vector<Translation> translations_;  // by shard
};

}  // namespace trace_cost::model
