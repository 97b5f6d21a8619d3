#include "input/parts_reader.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "base/parallel.h"
#include "input/source_reader.h"

namespace trace_cost::input {

namespace {

base::Result<std::unique_ptr<ByteSource>> open_part(const Part& part, const InputPath& input) {
  if (part.file == nullptr) return open_source(input.path);
  const std::uint64_t from = find_record_border(*part.file, part.from, part.to);
  // A part that no record begins in reads nothing, and does not look for where the next one ends:
  // else a file without borders would be searched once for every part.
  if (from == part.to) return file_range(part.file, from, from);
  return file_range(part.file, from, find_record_border(*part.file, part.to, part.file->size()));
}

}  // namespace

std::unique_ptr<Workbench> WorkbenchPool::take(const model::AttributeSelection& wanted) {
  const std::lock_guard lock(mutex_);
  if (free_.empty()) return std::make_unique<Workbench>(wanted);
  std::unique_ptr<Workbench> bench = std::move(free_.back());
  free_.pop_back();
  return bench;
}

void WorkbenchPool::give_back(std::unique_ptr<Workbench> bench) {
  const std::lock_guard lock(mutex_);
  free_.push_back(std::move(bench));
  if (--expected_ > 0) return;
  for (const auto& idle : free_) idle->clear_away();
}

std::vector<model::CaptureShard> WorkbenchPool::take_shards() {
  std::vector<model::CaptureShard> shards;
  for (const auto& bench : free_) shards.push_back(bench->take_shard());
  free_.clear();
  return shards;
}

void PartsReader::read(std::uint64_t part_bytes) {
  for (Part& part : plan_parts(inputs_, part_bytes)) {
    if (part.file != nullptr) benches_of_.try_emplace(part.input);
    parts_.push_back({std::move(part), {}, false});
  }
  read_new();
  // Joined parts may be open at their end again.
  for (const bool wholly : {false, true}) {
    if (join_open(wholly)) read_new();
  }
}

void PartsReader::read_new() {
  for (const PartReading& reading : parts_) {
    if (!reading.is_read) pool_of(reading.part).expect(1);
  }
  base::parallel_for(parts_.size(), threads_, [&](std::size_t i) {
    PartReading& reading = parts_[i];
    if (std::exchange(reading.is_read, true)) return;
    WorkbenchPool& pool = pool_of(reading.part);
    std::unique_ptr<Workbench> bench = pool.take(wanted_);
    reading.outcome = read_one(reading.part, *bench);
    pool.give_back(std::move(bench));
  });
}

SourceOutcome PartsReader::read_one(const Part& part, Workbench& bench) const {
  const InputPath& input = inputs_[part.input];
  SourceOutcome outcome;
  base::Result<std::unique_ptr<ByteSource>> file = open_part(part, input);
  if (!file) {
    outcome.failure = file.error();
    return outcome;
  }
  DecodedSource bytes(std::move(*file), decoding_);
  outcome = read_part(bytes, {input.path, model::SourceIndex(part.input)}, bench);
  outcome.add(bytes.close(), input);
  return outcome;
}

// Whether there is something to read again. `wholly`: makes one part of a file.
bool PartsReader::join_open(bool wholly) {
  std::erase_if(parts_, [](const PartReading& reading) { return reading.is_empty(); });
  std::set<std::size_t> torn;
  for (std::size_t i = 0; i + 1 < parts_.size(); ++i) {
    const bool goes_on = parts_[i + 1].part.input == parts_[i].part.input;
    if (goes_on && parts_[i].outcome.is_open) torn.insert(parts_[i].part.input);
  }
  std::vector<PartReading> joined;
  for (PartReading& next : parts_) {
    const bool is_torn = torn.count(next.part.input) != 0;
    const bool goes_on = !joined.empty() && joined.back().part.input == next.part.input;
    if (is_torn && goes_on && (wholly || joined.back().outcome.is_open)) {
      joined.back().part.to = next.part.to;
      joined.back().outcome.is_open = next.outcome.is_open;
    } else {
      joined.push_back(std::move(next));
    }
    if (is_torn) joined.back().is_read = false;
  }
  parts_ = std::move(joined);
  for (const std::size_t input : torn) benches_of_.at(input).clear();
  return !torn.empty();
}

std::vector<SourceOutcome> PartsReader::take_outcomes() {
  std::vector<SourceOutcome> outcomes(inputs_.size());
  for (PartReading& reading : parts_) {
    outcomes[reading.part.input].append(std::move(reading.outcome));
  }
  return outcomes;
}

std::vector<model::CaptureShard> PartsReader::take_shards() {
  std::vector<model::CaptureShard> all = benches_.take_shards();
  for (auto& [input, pool] : benches_of_) {
    for (model::CaptureShard& shard : pool.take_shards()) all.push_back(std::move(shard));
  }
  return all;
}

}  // namespace trace_cost::input
