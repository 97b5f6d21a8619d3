#include "report/views/sibling_folds.h"

#include <map>
#include <utility>

namespace trace_cost::report {

namespace {

constexpr std::size_t kFewestAlike = 4;
constexpr std::size_t kShownAlike = 2;

using Likeness = std::pair<model::StringId, model::StringId>;  // service and name

}  // namespace

std::vector<Siblings> fold_siblings(const model::Forest& forest,
                                    std::span<const model::SpanIndex> children) {
  const model::Capture& capture = forest.capture();
  const auto is_plain = [&](model::SpanIndex child) {
    return forest.children(child).empty() && capture.span(child).status != model::StatusCode::Error;
  };
  const auto likeness = [&](model::SpanIndex child) {
    const model::Span span = capture.span(child);
    return Likeness(capture.service_id(span), span.name);
  };
  std::map<Likeness, std::size_t> alike;
  for (const model::SpanIndex child : children) {
    if (is_plain(child)) ++alike[likeness(child)];
  }
  struct Seen {
    std::size_t count = 0;
    std::size_t fold = 0;  // its place among the siblings
  };
  std::map<Likeness, Seen> seen;
  std::vector<Siblings> siblings;
  for (const model::SpanIndex child : children) {
    const bool is_folded = is_plain(child) && alike[likeness(child)] >= kFewestAlike &&
                           ++seen[likeness(child)].count > kShownAlike;
    if (!is_folded) {
      siblings.push_back({{child}});
    } else if (Seen& before = seen[likeness(child)]; before.count == kShownAlike + 1) {
      before.fold = siblings.size();
      siblings.push_back({{child}});
    } else {
      siblings[before.fold].spans.push_back(child);
    }
  }
  return siblings;
}

}  // namespace trace_cost::report
