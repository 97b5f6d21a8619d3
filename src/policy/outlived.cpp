#include "policy/outlived.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/counted.h"
#include "policy/limit_text.h"
#include "policy/rule_book.h"

namespace trace_cost::policy {

namespace {

// By how much for certain; nothing or less where it did not.
model::Nanos outlived_by(const model::Span& parent, const model::Span& child) {
  if (!parent.has_times() || !child.has_times()) return model::Nanos{0};
  if (child.kind == model::SpanKind::Consumer) return model::Nanos{0};
  if (child.resource == parent.resource) return child.end - parent.end;
  return child.duration() - parent.duration();
}

bool may_outlive(std::span<const ServicePair> may, std::string_view caller,
                 std::string_view callee) {
  return std::any_of(may.begin(), may.end(),
                     [&](const ServicePair& pair) { return fits(pair, caller, callee); });
}

}  // namespace

std::vector<model::Finding> outlived_findings(std::span<const ServicePair> may,
                                              const model::Forest& forest) {
  const model::Capture& capture = forest.capture();
  std::map<std::pair<std::string, std::string>, model::Finding> by_pair;
  for (std::uint32_t i = 0; i < capture.spans().size(); ++i) {
    const model::SpanIndex parent_index = forest.parent(model::SpanIndex(i));
    if (!parent_index) continue;
    const model::Span child = capture.span(model::SpanIndex(i));
    const model::Span parent = capture.span(parent_index);
    const model::Nanos by = outlived_by(parent, child);
    const std::string_view caller = capture.service(parent);
    const std::string_view callee = capture.service(child);
    if (by <= model::Nanos{0} || may_outlive(may, caller, callee)) continue;
    const auto [place, is_new] = by_pair.try_emplace({std::string(caller), std::string(callee)},
                                                     model::finding_of(kOutlivesParent));
    model::add_example(child,
                       fmt::format("{} outlives {} by {}", capture.name(child),
                                   capture.name(parent), rough_duration_text(by)),
                       place->second);
  }
  std::vector<model::Finding> found;
  for (auto& [pair, finding] : by_pair) {
    finding.caller = pair.first;
    finding.callee = pair.second;
    finding.message = base::counted(finding.count, "span", "spans") + " ended after the parent";
    found.push_back(std::move(finding));
  }
  return found;
}

}  // namespace trace_cost::policy
