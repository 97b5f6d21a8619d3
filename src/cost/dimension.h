// What money can be grouped by.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cost/calendar.h"
#include "cost/grouping.h"
#include "cost/ledger.h"

namespace trace_cost::cost {

struct DimensionInfo {
  std::string_view name;  // what --by takes
  std::string_view summary;
};
// The named ones; beside them there is "attr:KEY" for any attribute.
std::span<const DimensionInfo> dimensions();

// One dimension of a run. user, session, tenant and attr:KEY follow the rule of attribution.h
// (self, ancestor, trace); model and provider are the span's own attributes, operation is its name,
// status its status code; trace, span, service and the calendar's hour, day, week and month (by the
// span's start) are there unless the dump does not tell them.
class Dimension {
 public:
  // `spec` is a name of dimensions() or "attr:KEY"; an attr key is added to `selection`. An error
  // names the nearest dimension. Construct before the capture is read.
  static base::Result<Dimension> parse(std::string_view spec, const FieldKeys& keys,
                                       model::AttributeSelection& selection);

  // "user", "attr:team.id": the name of the column and the key in JSON.
  [[nodiscard]] const std::string& name() const { return name_; }

  // Those of these names.
  static Dimension by_model(const FieldKeys& keys);
  static Dimension by_trace();

  // The same with hours, days, weeks and months at `offset`; they are UTC's otherwise.
  [[nodiscard]] Dimension at(UtcOffset offset) const;

  // Ledger::entries by their value; no two groups have the same name.
  [[nodiscard]] Grouping group(const model::Ancestry& ancestry, const Ledger& ledger) const;

 private:
  enum class How { User, Owner, Own, SpanName, Trace, Span, Service, Status, Calendar };
  [[nodiscard]] std::vector<model::Text> texts(const model::Ancestry& ancestry,
                                               const Ledger& ledger) const;
  [[nodiscard]] model::Text text_of(const model::Capture& capture, const Entry& entry) const;

  std::string name_;
  How how_ = How::Owner;
  model::KeyRanking ranking_;
  CalendarUnit unit_ = CalendarUnit::Day;  // of How::Calendar
  UtcOffset offset_;
};

}  // namespace trace_cost::cost
