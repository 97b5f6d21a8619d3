#include "input/capture_reader.h"

#include <mutex>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "input/source_reader.h"

namespace trace_cost::input {

namespace {

// The shards of a run, each used by one thread at a time.
class ShardPool {
 public:
  model::CaptureShard take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return {};
    model::CaptureShard shard = std::move(free_.back());
    free_.pop_back();
    return shard;
  }
  void give_back(model::CaptureShard shard) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(shard));
  }
  std::vector<model::CaptureShard> all() && { return std::move(free_); }

 private:
  std::mutex mutex_;
  std::vector<model::CaptureShard> free_;
};

base::Result<std::unique_ptr<ByteSource>> open_part(const Part& part, const InputPath& input) {
  if (part.file == nullptr) return open_source(input.path);
  const std::uint64_t from = find_record_border(*part.file, part.from);
  const std::uint64_t to = find_record_border(*part.file, part.to);
  return file_range(part.file, from, std::max(from, to));
}

SourceOutcome read(const Part& part, const InputPath& input,
                   const model::AttributeSelection& wanted, model::CaptureShard& shard) {
  const base::Result<std::unique_ptr<ByteSource>> bytes = open_part(part, input);
  const auto source = model::SourceIndex(part.input);
  if (bytes) return read_part(**bytes, {input.path, source}, wanted, shard);
  SourceOutcome outcome;
  outcome.failure = bytes.error();
  return outcome;
}

}  // namespace

void read_source(ByteSource& bytes, const NamedSource& input,
                 const model::AttributeSelection& wanted, model::Capture& capture,
                 base::Diagnostics& diagnostics) {
  const model::SourceIndex source = capture.add_source({});
  std::vector<model::CaptureShard> shards(1);
  const SourceOutcome outcome =
      read_part(bytes, {input.path.path, source, input.lanes}, wanted, shards.front());
  capture.adopt(std::move(shards));
  capture.source(source) = outcome.summary(input.path.path);
  conclude(outcome, input.path, diagnostics);
}

model::Capture read_capture(const std::vector<InputPath>& inputs,
                            const model::AttributeSelection& wanted, base::Diagnostics& diagnostics,
                            ReadOptions options) {
  model::Capture capture;
  for (std::size_t i = 0; i < inputs.size(); ++i) capture.add_source({});
  const std::vector<Part> parts = plan_parts(inputs, options.part_bytes);
  std::vector<SourceOutcome> read_parts(parts.size());
  ShardPool shards;
  base::parallel_for(parts.size(), options.threads, [&](std::size_t i) {
    model::CaptureShard shard = shards.take();
    read_parts[i] = read(parts[i], inputs[parts[i].input], wanted, shard);
    shards.give_back(std::move(shard));
  });
  std::vector<SourceOutcome> outcomes(inputs.size());
  for (std::size_t i = 0; i < parts.size(); ++i)
    outcomes[parts[i].input].append(std::move(read_parts[i]));
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    capture.source(model::SourceIndex(i)) = outcomes[i].summary(inputs[i].path);
    conclude(outcomes[i], inputs[i], diagnostics);
  }
  capture.adopt(std::move(shards).all());
  capture.seal(options.threads);
  return capture;
}

}  // namespace trace_cost::input
