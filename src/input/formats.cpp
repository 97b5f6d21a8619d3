#include <array>

#include "input/format.h"
#include "input/otlp_json.h"
#include "input/python_console.h"

namespace trace_cost::input {

std::span<const Format> formats() {
  static const std::array<Format, 2> kFormats{kOtlpJson, kPythonConsole};
  return kFormats;
}

}  // namespace trace_cost::input
