// What is converted reads back as the same spans.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "cost/attribution.h"
#include "cost/conventions.h"
#include "cost/ledger.h"
#include "input/capture_reader.h"
#include "input/input_paths.h"
#include "latency/self_time.h"
#include "report/convert/target.h"

namespace trace_cost::property {

namespace {

struct Settings {
  model::AttributeSelection selection;
  cost::FieldKeys fields;
};

const Settings& settings() {
  static const Settings kSettings = [] {
    Settings made;
    made.fields = cost::select_fields({}, made.selection);
    return made;
  }();
  return kSettings;
}

report::Analysis analysed(model::Capture capture) {
  report::Analysis analysis;
  analysis.capture = std::make_unique<model::Capture>(std::move(capture));
  analysis.forest = std::make_shared<model::Forest>(*analysis.capture);
  analysis.ancestry = analysis.forest;
  analysis.ledger = cost::build_ledger(*analysis.ancestry, settings().fields);
  analysis.charges = analysis.ledger.charge_list();
  analysis.users = cost::attribute_spans(*analysis.ancestry, settings().fields[cost::Field::User]);
  analysis.paths = std::make_unique<latency::CriticalPaths>(*analysis.forest);
  analysis.self_times = latency::self_times(*analysis.forest);
  return analysis;
}

report::Analysis read_files(const std::string& path) {
  base::Diagnostics diagnostics;
  const auto inputs = input::expand_inputs({path}, diagnostics);
  return analysed(input::read_capture(inputs, settings().selection, diagnostics));
}

report::Analysis read_text(const std::string& text) {
  base::Diagnostics diagnostics;
  model::Capture capture;
  const auto source = input::memory_source(text);
  input::read_source(*source, {{"converted"}}, settings().selection, capture, diagnostics);
  capture.seal();
  CHECK(diagnostics.kept().empty());
  return analysed(std::move(capture));
}

std::string converted(const report::Analysis& analysis, std::string_view target) {
  std::string text;
  const report::Conversion conversion{analysis, settings().selection};
  {
    report::Outlet outlet([&](std::string_view piece) {
      text += piece;
      return true;
    });
    report::find_target(target)->write(conversion, outlet);
  }
  return text;
}

// All that is kept of every span, one a line.
std::string told(const model::Capture& capture) {
  std::string text;
  for (const model::Span& span : capture.spans()) {
    text +=
        fmt::format("{} {} {} {} {} {}..{} '{}' {}", model::to_hex(span.trace),
                    model::to_hex(span.id), model::to_hex(span.parent), model::name_of(span.kind),
                    model::name_of(span.status), span.start.time_since_epoch().count(),
                    span.end.time_since_epoch().count(), capture.name(span), capture.service(span));
    for (const model::Attribute& attribute : capture.attributes(span)) {
      model::NumberBuffer digits;
      text +=
          fmt::format(" {}={}:{}", settings().selection.name(attribute.key()),
                      static_cast<int>(attribute.kind()), capture.text(attribute.text(), digits));
    }
    text += '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("property/convert: spans, ids, times and attributes survive OTLP") {
  for (const char* capture :
       {"python-console/four-services", "python-console/no-faults", "otlp-json/four-services",
        "otlp-protobuf/ten-requests", "js-console/four-services", "jaeger-json/four-services"}) {
    CAPTURE(capture);
    const report::Analysis original = read_files(capture);
    const report::Analysis again = read_text(converted(original, "otlp-jsonl"));
    CHECK(told(*again.capture) == told(*original.capture));
  }
}

TEST_CASE("property/convert: what was converted once comes out the same again") {
  const std::string once = converted(read_files("bad-input"), "otlp-jsonl");
  CHECK(converted(analysed([&] {
                    base::Diagnostics diagnostics;
                    model::Capture capture;
                    const auto source = input::memory_source(once);
                    input::read_source(*source, {{"converted"}}, settings().selection, capture,
                                       diagnostics);
                    capture.seal();
                    return capture;
                  }()),
                  "otlp-jsonl") == once);
}

TEST_CASE("property/convert: a sink that takes no more is not asked again") {
  const report::Analysis original = read_files("python-console/four-services");
  for (const report::Target& target : report::targets()) {
    CAPTURE(target.name);
    int pieces = 0;
    {
      report::Outlet outlet([&](std::string_view) {
        ++pieces;
        return false;
      });
      target.write({original, settings().selection}, outlet);
    }
    CHECK(pieces == 1);
  }
}

}  // namespace trace_cost::property
