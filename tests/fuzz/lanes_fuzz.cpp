// Any bytes at all are read alike with the fast lane and without.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../property/lanes_agree.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const trace_cost::model::AttributeSelection kWanted =
      trace_cost::property::lanes_selection();
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string difference = trace_cost::property::lanes_differ(text, kWanted);
  if (difference.empty()) return 0;
  std::fputs(difference.c_str(), stderr);
  std::abort();
}
