// What is converted reads back as the same spans.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cost/attribution.h"
#include "cost/conventions.h"
#include "cost/ledger.h"
#include "input/capture_reader.h"
#include "input/input_paths.h"
#include "latency/self_time.h"
#include "report/convert/attribute_value.h"
#include "report/convert/target.h"

namespace trace_cost::property {

namespace {

struct Settings {
  model::AttributeSelection selection;
  cost::FieldKeys fields;
};

// Everything is kept, as the command does.
const Settings& settings() {
  static const Settings kSettings = [] {
    Settings made;
    made.fields = cost::select_fields({}, made.selection);
    made.selection.keep_others();
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

std::string converted(const report::Analysis& analysis, std::string_view target,
                      report::Weight weight = report::Weight::SelfTime) {
  std::string text;
  const report::Conversion conversion{analysis, settings().selection, {}, weight};
  {
    report::Outlet outlet([&](std::string_view piece) {
      text += piece;
      return true;
    });
    report::find_target(target)->write(conversion, outlet);
  }
  return text;
}

// What formats write differently is told alike.
std::string value_of(const report::NamedAttribute& attribute) {
  if (attribute.kind == model::ValueKind::Text) return attribute.text;
  if (attribute.kind == model::ValueKind::Number) {
    return fmt::format("{}", std::strtod(attribute.text.c_str(), nullptr));
  }
  std::string plain;
  report::append_plain_value(attribute, plain);
  return plain.starts_with('"') ? attribute.text : plain;  // a list that is no JSON
}

// Jaeger writes these as it likes, and whole microseconds.
bool is_of_jaeger(const report::NamedAttribute& attribute) {
  return attribute.key == "span.kind" || attribute.key == "error" ||
         attribute.key == "otel.status_code";
}

struct Digits {
  std::int64_t unit = 1;  // of times, in nanoseconds
};

// All that is kept of every span, one a line.
std::string told(const report::Analysis& analysis, Digits digits = {}) {
  const model::Capture& capture = *analysis.capture;
  const report::Conversion conversion{analysis, settings().selection};
  std::string text;
  for (const model::Span& span : capture.spans()) {
    text += fmt::format(
        "{} {} {} {} {} {}+{} '{}' {}@{}", model::to_hex(span.trace), model::to_hex(span.id),
        model::to_hex(span.parent), model::name_of(span.kind), model::name_of(span.status),
        span.start.time_since_epoch().count() / digits.unit, span.duration().count() / digits.unit,
        capture.name(span), capture.service(span),
        capture.text(capture.resource(span.resource).instance));
    for (const auto& attributes : {report::attributes_of(conversion, span),
                                   report::attributes_of(conversion, span.resource)}) {
      for (const report::NamedAttribute& attribute : attributes) {
        if (!is_of_jaeger(attribute))
          text += fmt::format(" {}={}", attribute.key, value_of(attribute));
      }
    }
    text += '\n';
  }
  return text;
}

// The first line of `now` that is not as in `before`; empty when there is none.
std::string first_change(const std::string& before, const std::string& now) {
  std::istringstream lines(before);
  std::istringstream others(now);
  std::string line;
  std::string other;
  while (std::getline(lines, line)) {
    if (!std::getline(others, other)) return "missing: " + line;
    if (line != other) return other.append("\nin place of\n").append(line);
  }
  return std::getline(others, other) ? "too much: " + other : "";
}

constexpr std::array<const char*, 8> kCaptures{
    "python-console/four-services", "python-console/no-faults",   "otlp-json/four-services",
    "otlp-json/two-requests",       "otlp-protobuf/ten-requests", "js-console/four-services",
    "jaeger-json/four-services",    "php-console/two-requests"};

}  // namespace

TEST_CASE("property/convert: spans, ids, times and attributes survive OTLP") {
  for (const char* capture : kCaptures) {
    const report::Analysis original = read_files(capture);
    for (const char* target : {"otlp-jsonl", "otlp-proto"}) {
      CAPTURE(capture);
      CAPTURE(target);
      CHECK(first_change(told(original), told(read_text(converted(original, target)))) == "");
    }
  }
}

TEST_CASE("property/convert: and Jaeger, but for what is below the microsecond") {
  for (const char* capture : kCaptures) {
    CAPTURE(capture);
    const report::Analysis original = read_files(capture);
    const report::Analysis again = read_text(converted(original, "jaeger"));
    CHECK(first_change(told(original, {1'000}), told(again, {1'000})) == "");
  }
}

TEST_CASE("property/convert: on Perfetto's threads slices nest, and every span is one") {
  for (const char* capture : kCaptures) {
    CAPTURE(capture);
    const report::Analysis original = read_files(capture);
    const auto json = nlohmann::json::parse(converted(original, "perfetto"));
    std::map<std::pair<int, int>, std::vector<double>> open;  // ends, by process and thread
    std::size_t slices = 0;
    std::size_t badly_nested = 0;
    for (const auto& event : json.at("traceEvents")) {
      if (event.at("ph") != "X") continue;
      ++slices;
      const double start = event.at("ts");
      const double end = start + event.at("dur").get<double>();
      auto& ends = open[{event.at("pid"), event.at("tid")}];
      constexpr double kRounding = 1e-4;  // of doubles, in microseconds
      while (!ends.empty() && ends.back() <= start + kRounding) ends.pop_back();
      if (!ends.empty() && end > ends.back() + kRounding) ++badly_nested;
      ends.push_back(end);
    }
    CHECK(slices == original.capture->spans().size());
    CHECK(badly_nested == 0);
  }
}

namespace {

std::int64_t sum_of(const std::vector<model::Nanos>& lengths) {
  std::int64_t sum = 0;
  for (const model::Nanos length : lengths) sum += length.count();
  return sum;
}

std::int64_t folded_sum(const std::string& folded) {
  std::int64_t sum = 0;
  std::istringstream lines(folded);
  for (std::string line; std::getline(lines, line);) {
    sum += std::stoll(line.substr(line.rfind(' ') + 1));
  }
  return sum;
}

}  // namespace

TEST_CASE("property/convert: folded stacks add up to all self time, and to all money") {
  for (const char* capture : kCaptures) {
    CAPTURE(capture);
    const report::Analysis original = read_files(capture);
    CHECK(folded_sum(converted(original, "folded")) == sum_of(original.self_times));
    const std::int64_t picos = folded_sum(converted(original, "folded", report::Weight::Cost));
    CHECK(model::Money::from_picos(picos) == original.ledger.total);
  }
}

TEST_CASE("property/convert: speedscope's stacks have frames, and weights for all of them") {
  for (const char* capture : kCaptures) {
    CAPTURE(capture);
    const report::Analysis original = read_files(capture);
    const auto json = nlohmann::json::parse(converted(original, "speedscope"));
    const std::size_t frames = json.at("shared").at("frames").size();
    for (const auto& profile : json.at("profiles")) {
      std::int64_t weight = 0;
      for (const auto& of_sample : profile.at("weights")) weight += of_sample.get<std::int64_t>();
      CHECK(profile.at("samples").size() == profile.at("weights").size());
      CHECK(profile.at("endValue") == weight);
      for (const auto& stack : profile.at("samples")) {
        CHECK(!stack.empty());
        for (const std::size_t frame : stack) CHECK(frame < frames);
      }
    }
    CHECK(json.at("profiles").at(0).at("endValue") == sum_of(original.self_times));
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
