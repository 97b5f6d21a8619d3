#include "input/capture_reader.h"

#include "input/source_reader.h"

namespace trace_cost::input {

using base::DiagnosticCode;
using base::Severity;

void read_source(ByteSource& bytes, const InputPath& input, const model::AttributeSelection& wanted,
                 model::Capture& capture, base::Diagnostics& diagnostics) {
  const model::SourceIndex source = capture.add_source({});
  const SourceOutcome outcome = read_part(bytes, input.path, wanted, capture, source);
  capture.source(source) = outcome.summary(input.path);
  conclude(outcome, input, diagnostics);
}

model::Capture read_capture(const std::vector<InputPath>& inputs,
                            const model::AttributeSelection& wanted, base::Diagnostics& diagnostics,
                            unsigned threads) {
  model::Capture capture;
  for (const InputPath& input : inputs) {
    const base::Result<std::unique_ptr<ByteSource>> source = open_source(input.path);
    if (source) {
      read_source(**source, input, wanted, capture, diagnostics);
    } else {
      diagnostics.report({DiagnosticCode::CannotRead, Severity::Error, input.path, 0, 0, 0,
                          source.error().message});
    }
  }
  capture.seal(threads);
  return capture;
}

}  // namespace trace_cost::input
