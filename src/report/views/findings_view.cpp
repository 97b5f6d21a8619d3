#include "report/views/findings_view.h"

namespace trace_cost::report {

void add_findings(const Analysis& analysis, std::size_t most, Document& document) {
  Findings block;
  block.title = "ALARMS";
  block.findings = analysis.findings;
  block.when_empty = "nothing found wrong";
  block.most = most;
  block.detail = Detail::Brief;
  document.blocks.emplace_back(std::move(block));
}

}  // namespace trace_cost::report
