#include "input/source_outcome.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/counted.h"

namespace trace_cost::input {

namespace {

using base::DiagnosticCode;
using base::Severity;

class Conclusion {
 public:
  Conclusion(const SourceOutcome& outcome, const InputPath& input, base::Diagnostics& diagnostics)
      : outcome_(outcome), input_(input), diagnostics_(diagnostics) {}

  void conclude();

 private:
  void say_foreign();
  void say_no_spans();
  void report(DiagnosticCode code, Severity severity, std::string detail);

  const SourceOutcome& outcome_;
  const InputPath& input_;
  base::Diagnostics& diagnostics_;
};

void Conclusion::conclude() {
  if (const base::Failure& failure = outcome_.failure) {
    report(DiagnosticCode::CannotRead, Severity::Error, failure->message);
  } else if (outcome_.foreign != nullptr) {
    say_foreign();
  } else if (outcome_.spans == 0 && outcome_.damaged == 0) {
    say_no_spans();
  }
}

// A file that was named must be of use; one met in a folder only deserves to be mentioned.
void Conclusion::say_foreign() {
  const bool must_serve = input_.named == Named::Directly && outcome_.spans == 0;
  const char* text = outcome_.spans == 0
                         ? "no spans found; it looks like {}, which this version does not read; {}"
                         : "holds {} beside the spans that were read, and that was left out; {}";
  report(DiagnosticCode::ForeignFormat, must_serve ? Severity::Error : Severity::DataLoss,
         fmt::format(fmt::runtime(text), outcome_.foreign->name, outcome_.foreign->advice));
}

void Conclusion::say_no_spans() {
  constexpr std::string_view kExpected = "'trace-cost formats' lists the dumps that are read";
  if (outcome_.bytes == 0) {
    return report(DiagnosticCode::NoSpansInFile, Severity::Info, "the input is empty");
  }
  if (outcome_.lines_with_marks > 0) {
    return report(
        DiagnosticCode::NoSpansInFile, Severity::Error,
        "no spans found, but their keys are there: does every line begin with a log prefix? "
        "Take the log without one (docker compose logs --no-log-prefix, kubectl logs "
        "without --prefix and --timestamps)");
  }
  if (outcome_.other_json + outcome_.ignored == 0) {
    return report(DiagnosticCode::NoSpansInFile, Severity::Info,
                  fmt::format("no spans found; {}", kExpected));
  }
  const bool unknown_json = outcome_.other_json > 0 && input_.named == Named::Directly;
  const std::string found =
      outcome_.other_json > 0 ? base::counted(outcome_.other_json, "JSON object", "JSON objects")
                              : base::counted(outcome_.ignored, "line", "lines") + " of other text";
  report(DiagnosticCode::NoSpansInFile, unknown_json ? Severity::Error : Severity::Info,
         fmt::format("no spans found in {}; {}", found, kExpected));
}

void Conclusion::report(DiagnosticCode code, Severity severity, std::string detail) {
  diagnostics_.report({code, severity, input_.path, 0, 0, 0, std::move(detail)});
}

std::string words_of_failure(const DecodingFault& fault) {
  return fault.is_loss() ? fmt::format("{} (byte {})", fault.reason, fault.offset) : fault.reason;
}

}  // namespace

void SourceOutcome::add(const DecodingLog& log, const InputPath& input) {
  encoding = log.encoding();
  if (!encoding.empty()) encoded_bytes = log.raw_bytes();
  damaged += log.damaged();
  const bool must_serve = input.named == Named::Directly && bytes == 0;
  for (const DecodingFault& fault : log.faults()) {
    const bool is_repaired = fault.kind == DecodingFault::Kind::Repaired;
    if (fault.kind == DecodingFault::Kind::Limit || (must_serve && !is_repaired)) {
      failure = {base::ErrorCode::CannotRead, words_of_failure(fault)};
      return;
    }
    diagnostics.report({is_repaired ? DiagnosticCode::TextRepaired : DiagnosticCode::EncodingBroken,
                        is_repaired ? Severity::Info : Severity::DataLoss, input.path, fault.offset,
                        0, 0, fault.reason});
  }
}

void SourceOutcome::append(SourceOutcome next) {
  diagnostics.add(next.diagnostics, {bytes, lines});
  bytes += next.bytes;
  encoded_bytes += next.encoded_bytes;
  encoding = std::move(next.encoding);
  spans += next.spans;
  damaged += next.damaged;
  ignored += next.ignored;
  parsed_bytes += next.parsed_bytes;
  ignored_bytes += next.ignored_bytes;
  quarantined_bytes += next.quarantined_bytes;
  lines += next.lines;
  is_open = next.is_open;
  fast_records += next.fast_records;
  plain_records += next.plain_records;
  formats.merge(next.formats);
  if (foreign == nullptr) foreign = next.foreign;
  other_json += next.other_json;
  lines_with_marks += next.lines_with_marks;
  if (!failure) failure = std::move(next.failure);
}

model::Source SourceOutcome::summary(std::string_view file) const {
  model::Source source;
  source.name = file;
  for (const std::string_view name : formats) {
    source.format += (source.format.empty() ? "" : "+");
    source.format += name;
  }
  source.encoding = encoding;
  source.bytes = encoding.empty() ? bytes : encoded_bytes;
  source.decoded_bytes = bytes;
  source.spans = spans;
  source.damaged = damaged;
  source.ignored = ignored;
  source.fast_records = fast_records;
  source.plain_records = plain_records;
  source.parsed_bytes = parsed_bytes;
  source.ignored_bytes = ignored_bytes;
  source.quarantined_bytes = quarantined_bytes;
  return source;
}

void conclude(const SourceOutcome& outcome, const InputPath& input,
              base::Diagnostics& diagnostics) {
  diagnostics.add(outcome.diagnostics);
  Conclusion(outcome, input, diagnostics).conclude();
}

}  // namespace trace_cost::input
