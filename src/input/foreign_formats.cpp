#include "input/foreign_formats.h"

#include <algorithm>
#include <array>

namespace trace_cost::input {

namespace {

struct ByMagic {
  std::string_view magic;
  ForeignFormat format;
};
constexpr std::array kByMagic{
    ByMagic{"\xFD"
            "7zXZ",
            {"xz", "unpack it first: xz -dc FILE | trace-cost report"}},
    ByMagic{"BZh", {"bzip2", "unpack it first: bzip2 -dc FILE | trace-cost report"}},
    ByMagic{"\x04\x22\x4D\x18", {"lz4", "unpack it first: lz4 -dc FILE | trace-cost report"}},
    ByMagic{"PK\x03\x04", {"a zip archive", "unpack it first: unzip -p FILE | trace-cost report"}},
};
constexpr ForeignFormat kBinary{"a binary file",
                                "give a dump of spans; trace-cost formats lists the kinds"};
constexpr ForeignFormat kOtherSignals{"OTLP logs or metrics", "give the file of the traces"};

struct ByLine {
  std::string_view needle;
  ForeignFormat format;
};
constexpr std::array kByLine{
    ByLine{"#<struct OpenTelemetry::SDK::Trace::SpanData",
           {"Ruby's console exporter",
            "its ids cannot be recovered; set OTEL_TRACES_EXPORTER=otlp and let a collector's file "
            "exporter write the dump"}},
    ByLine{"'span_id': '0x",
           {"a Python repr of spans, with single quotes",
            "it is no JSON; print span.to_json(), or json.dumps of the dict"}},
    ByLine{"SpanContext(trace_id=0x",
           {"a Python repr of span objects (print(span), or the console exporter up to SDK 0.7)",
            "it lacks attributes and services; print span.to_json(), or use ConsoleSpanExporter() "
            "of SDK 0.8 or later"}},
    ByLine{"[tracer: ",
           {"Java's LoggingSpanExporter",
            "it writes neither times nor parents; set OTEL_TRACES_EXPORTER=logging-otlp "
            "(OtlpJsonLoggingSpanExporter)"}},
};

bool is_langfuse_trace(const Shape& s) {
  return s.has("bookmarked") || s.wrapped_has("bookmarked");
}

struct ByShape {
  bool (*matches)(const Shape&) = nullptr;
  ForeignFormat format;
};
constexpr std::array kByShape{
    ByShape{is_langfuse_trace,
            {"Langfuse's list of traces",
             "it has no spans; export observations_v2, which have the users too"}},
};

}  // namespace

const ForeignFormat* foreign_by_magic(std::string_view head) {
  for (const ByMagic& entry : kByMagic) {
    if (head.starts_with(entry.magic)) return &entry.format;
  }
  return nullptr;
}

const ForeignFormat* binary_by_head(std::string_view head) {
  return head.find('\0') != std::string_view::npos ? &kBinary : nullptr;
}

const ForeignFormat* foreign_by_shape(const Shape& shape) {
  const auto found = std::find_if(kByShape.begin(), kByShape.end(),
                                  [&](const ByShape& entry) { return entry.matches(shape); });
  return found == kByShape.end() ? nullptr : &found->format;
}

const ForeignFormat* foreign_by_line(std::string_view line) {
  const auto found = std::find_if(kByLine.begin(), kByLine.end(), [&](const ByLine& entry) {
    return line.find(entry.needle) != std::string_view::npos;
  });
  return found == kByLine.end() ? nullptr : &found->format;
}

const ForeignFormat& other_signals() { return kOtherSignals; }

}  // namespace trace_cost::input
