#include "report/convert/folded_stacks.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "report/convert/call_weights.h"

namespace trace_cost::report {

namespace {

// A semicolon ends a frame.
std::string folded_name(const Conversion& conversion, const latency::Call& call) {
  std::string name = frame_name(conversion, call);
  std::replace(name.begin(), name.end(), ';', ':');
  return name;
}

void append_stack(const Conversion& conversion, const latency::CallTree& tree,
                  latency::CallIndex call, std::string& out) {
  const latency::CallTree::Path path = tree.path_to(call, kMostFrames);
  for (std::size_t i = 0; i < path.calls.size(); ++i) {
    if (i > 0) out += ';';
    if (path.left_out > 0 && i == kMostFrames / 2) out += cut_frame(path.left_out) + ";";
    out += folded_name(conversion, tree.calls()[path.calls[i].number()]);
  }
}

}  // namespace

void write_folded_stacks(const Conversion& conversion, Outlet& outlet) {
  const latency::CallTree tree(*conversion.analysis.forest);
  const std::vector<std::int64_t> weights = call_weights(conversion, tree);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] == 0) continue;
    append_stack(conversion, tree, latency::CallIndex(i), outlet.text());
    fmt::format_to(std::back_inserter(outlet.text()), " {}\n", weights[i]);
    if (!outlet.end_item()) return;
  }
}

}  // namespace trace_cost::report
