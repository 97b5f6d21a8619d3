// Reads the inputs of a run on several threads, large files in parts.
//
// What a whole file gives does not depend on where it is cut, with one exception: beside damage,
// what follows a record decides about it (torn_heads.h). So a part tells whether it was beside
// damage at its end. Then all that was read of its file is thrown away, and the file read again, in
// parts that are not cut there.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "input/decoded_source.h"
#include "input/input_paths.h"
#include "input/part_plan.h"
#include "input/source_outcome.h"
#include "input/workbench.h"

namespace trace_cost::input {

// Workbenches, each used by one thread at a time.
class WorkbenchPool {
 public:
  // That many parts will be read. After the last of them, what only reading needs is freed.
  void expect(std::size_t parts) { expected_ += parts; }
  std::unique_ptr<Workbench> take(const model::AttributeSelection& wanted);
  void give_back(std::unique_ptr<Workbench> bench);
  void clear() { free_.clear(); }
  // Of all benches, each to be taken once.
  std::vector<model::CaptureShard> take_shards();

 private:
  std::mutex mutex_;
  std::size_t expected_ = 0;
  std::vector<std::unique_ptr<Workbench>> free_;
};

class PartsReader {
 public:
  // Inputs and selection outlive this.
  PartsReader(const std::vector<InputPath>& inputs, const model::AttributeSelection& wanted,
              unsigned threads, const DecodingOptions& decoding)
      : inputs_(inputs), wanted_(wanted), threads_(threads), decoding_(decoding) {}

  void read(std::uint64_t part_bytes);
  // What was read, each to be taken once: of the inputs in their order, and all spans.
  std::vector<SourceOutcome> take_outcomes();
  std::vector<model::CaptureShard> take_shards();

 private:
  struct PartReading {
    Part part;
    SourceOutcome outcome;
    bool is_read = false;

    // As is one that lies within a long record.
    [[nodiscard]] bool is_empty() const {
      return part.file != nullptr && outcome.bytes == 0 && !outcome.failure;
    }
  };
  void read_new();
  SourceOutcome read_one(const Part& part, Workbench& bench) const;
  bool join_open(bool wholly);
  // Files in parts have benches of their own.
  WorkbenchPool& pool_of(const Part& part) {
    return part.file == nullptr ? benches_ : benches_of_.at(part.input);
  }

  const std::vector<InputPath>& inputs_;
  const model::AttributeSelection& wanted_;
  unsigned threads_;
  DecodingOptions decoding_;
  std::vector<PartReading> parts_;  // by input, then by place
  WorkbenchPool benches_;
  std::map<std::size_t, WorkbenchPool> benches_of_;
};

}  // namespace trace_cost::input
