#include "report/convert/span_groups.h"

#include <algorithm>

namespace trace_cost::report {

namespace {

// A request has at most so many spans, and ends early where its attributes are long.
constexpr std::size_t kMostSpans = 512;
constexpr std::size_t kEnoughBytes = std::size_t{256} << 10U;

std::size_t bytes_of(const model::Capture& capture, const model::Span& span) {
  std::size_t bytes = 0;
  for (const model::Attribute& attribute : capture.attributes(span)) {
    model::NumberBuffer digits;
    bytes += capture.text(attribute.text(), digits).size();
  }
  return bytes;
}

std::vector<model::SpanIndex>& spans_of(model::ResourceIndex resource, SpanGroups& groups) {
  const auto known = std::find_if(groups.begin(), groups.end(), [&](const SpanGroup& group) {
    return group.resource == resource;
  });
  return known != groups.end() ? known->spans : groups.emplace_back(SpanGroup{resource, {}}).spans;
}

}  // namespace

void for_each_request(const model::Capture& capture,
                      const std::function<bool(const SpanGroups&)>& write) {
  const std::size_t count = capture.spans().size();
  for (std::size_t i = 0; i < count;) {
    SpanGroups groups;
    std::size_t bytes = 0;
    const std::size_t last = std::min(count, i + kMostSpans);
    for (; i < last && bytes < kEnoughBytes; ++i) {
      const model::Span span = capture.span(model::SpanIndex(i));
      spans_of(span.resource, groups).emplace_back(i);
      bytes += bytes_of(capture, span);
    }
    if (!write(groups)) return;
  }
}

}  // namespace trace_cost::report
