#include "input/capture_reader.h"

#include <utility>

#include "input/parts_reader.h"
#include "input/source_reader.h"

namespace trace_cost::input {

void read_source(ByteSource& bytes, const NamedSource& input,
                 const model::AttributeSelection& wanted, model::Capture& capture,
                 base::Diagnostics& diagnostics) {
  const model::SourceIndex source = capture.add_source({});
  Workbench bench(wanted);
  const SourceOutcome outcome = read_part(bytes, {input.path.path, source, input.lanes}, bench);
  std::vector<model::CaptureShard> shards;
  shards.push_back(bench.take_shard());
  capture.adopt(std::move(shards));
  capture.source(source) = outcome.summary(input.path.path);
  conclude(outcome, input.path, diagnostics);
}

model::Capture read_capture(const std::vector<InputPath>& inputs,
                            const model::AttributeSelection& wanted, base::Diagnostics& diagnostics,
                            ReadOptions options) {
  model::Capture capture;
  for (std::size_t i = 0; i < inputs.size(); ++i) capture.add_source({});
  PartsReader reader(inputs, wanted, options.threads,
                     {options.limits, options.threads > 1, options.consumed});
  reader.read(options.part_bytes);
  const std::vector<SourceOutcome> outcomes = reader.take_outcomes();
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    capture.source(model::SourceIndex(i)) = outcomes[i].summary(inputs[i].path);
    conclude(outcomes[i], inputs[i], diagnostics);
  }
  capture.adopt(reader.take_shards());
  capture.seal(options.threads);
  return capture;
}

}  // namespace trace_cost::input
