#include <array>

#include "input/aws_xray.h"
#include "input/cpp_ostream.h"
#include "input/dotnet_console.h"
#include "input/format.h"
#include "input/go_stdouttrace.h"
#include "input/jaeger_json.h"
#include "input/jaeger_v3_json.h"
#include "input/js_console.h"
#include "input/langfuse_json.h"
#include "input/otlp_json.h"
#include "input/otlp_protobuf.h"
#include "input/phoenix_json.h"
#include "input/php_console.h"
#include "input/python_console.h"
#include "input/rust_stdout.h"
#include "input/tempo_json.h"
#include "input/zipkin_json.h"

namespace trace_cost::input {

std::span<const Format> formats() {
  static const std::array kFormats{kOtlpJson,      kOtlpProtobuf, kTempoJson,     kJaegerV3Json,
                                   kPythonConsole, kPhpConsole,   kPhoenixJson,   kGoStdouttrace,
                                   kJaegerJson,    kLangfuseJson, kZipkinJson,    kAwsXray,
                                   kJsConsole,     kCppOstream,   kDotnetConsole, kRustStdout};
  return kFormats;
}

}  // namespace trace_cost::input
