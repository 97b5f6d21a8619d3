// A story (see made_capture.h) with its ledger.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cost/cost_table.h"
#include "made_capture.h"

namespace trace_cost::cost {

model::Money usd(std::string_view dollars);

class MadeBooks {
 public:
  explicit MadeBooks(std::string_view story, const ExtraKeys& extra = {},
                     const LedgerTerms& terms = {})
      : MadeBooks(made::read_story(story), extra, terms) {}
  explicit MadeBooks(const std::vector<made::MadeSpan>& spans, const ExtraKeys& extra = {},
                     const LedgerTerms& terms = {});

  model::AttributeSelection selection;
  FieldKeys keys;
  made::MadeCapture made;
  Ledger ledger;

  [[nodiscard]] const model::Forest& forest() const { return made.forest(); }
  [[nodiscard]] const model::Capture& capture() const { return made.capture(); }
  [[nodiscard]] CostTable table(const std::vector<std::string>& by);
  // "alice 0.5; - 0.25": the rows of the table in their order, "-" for has none.
  [[nodiscard]] std::string rows(const std::vector<std::string>& by);
};

}  // namespace trace_cost::cost
