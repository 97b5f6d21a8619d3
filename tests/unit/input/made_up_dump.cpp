#include "made_up_dump.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "input/capture_reader.h"
#include "made_up_json.h"

namespace trace_cost::input {

namespace {

ReadDump read_in_steps(std::string_view text, std::size_t step) {
  model::Capture capture;
  base::Diagnostics diagnostics;
  const auto bytes = memory_source(text, step);
  read_source(*bytes, {{"a.log", Named::Directly}}, test_selection(), capture, diagnostics);
  capture.seal();
  const model::Source& source = capture.sources().at(0);
  CHECK(source.parsed_bytes + source.ignored_bytes + source.quarantined_bytes == text.size());
  ReadDump dump;
  dump.counts =
      fmt::format("{}/{}/{} {}", source.spans, source.damaged, source.ignored, source.format);
  dump.account =
      fmt::format("{}+{}+{}", source.parsed_bytes, source.ignored_bytes, source.quarantined_bytes);
  dump.spans = spans_of(capture);
  for (const base::Diagnostic& entry : diagnostics.kept()) {
    dump.told += fmt::format("{} {}:{} +{} {}\n", name_of(entry.code), entry.offset, entry.line,
                             entry.bytes, entry.detail);
  }
  return dump;
}

}  // namespace

ReadDump read_dump(std::string_view text) {
  ReadDump whole = read_in_steps(text, text.size() + 1);
  const ReadDump stepped = read_in_steps(text, 1);
  CHECK(stepped.counts == whole.counts);
  CHECK(stepped.account == whole.account);
  CHECK(stepped.spans == whole.spans);
  CHECK(stepped.told == whole.told);
  return whole;
}

std::string prefixed(std::string_view prefix, std::string_view text) {
  std::string log;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    log += prefix;
    log += text.substr(0, size);
    text.remove_prefix(size);
  }
  return log;
}

}  // namespace trace_cost::input
