// Captures written as stories, short enough to stand inside a test. One line is one span:
//
//   t1/a          frontend SERVER   0..100  GET /
//   t1/b<a        frontend CLIENT   5..95   POST /ask | url.full=http://backend:80/ask
//   t1/c<remote:b backend  SERVER!  10..?   POST /ask | user.id=alice, cost.usd=0.5
//
// trace/span<parent, service, kind, start..end in ms, name, attributes.
// Ids are up to 8 letters; "-" is the invalid one. The service may have an instance ("backend@2"),
// "-" is none. "!" marks status ERROR. "?" is an unknown time; "0.001" is a microsecond. Values are
// read as in JSON: "42" is a text, 42 and NaN are numbers, bare words are texts. "#" starts a
// comment line.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/forest.h"

namespace trace_cost::made {

struct MadeAttribute {
  std::string key;
  std::string text;
  model::ValueKind kind = model::ValueKind::Text;
};

struct MadeSpan {
  std::string trace;
  std::string id;
  std::string parent;  // empty: a root
  std::string service;
  std::string instance;
  std::string name;
  model::SpanKind kind = model::SpanKind::Internal;
  model::StatusCode status = model::StatusCode::Unset;
  model::ParentPlace parent_place = model::ParentPlace::Unknown;
  model::Instant start;
  model::Instant end;
  std::vector<MadeAttribute> attributes;
};

// The moment from which stories count.
inline constexpr model::Instant kBeginning{std::chrono::seconds{1'767'225'600}};  // 2026-01-01

model::Nanos ms(std::int64_t count);
model::Instant at_ms(std::int64_t count);
// In milliseconds, for messages and short expectations; "1.5", never rounded.
std::string in_ms(model::Nanos length);

std::vector<MadeSpan> read_story(std::string_view story);

// A sealed capture with its forest. Attributes whose keys are not in the selection are left out, as
// the reader does.
class MadeCapture {
 public:
  explicit MadeCapture(std::string_view story, const model::AttributeSelection& selection = {});
  explicit MadeCapture(const std::vector<MadeSpan>& spans,
                       const model::AttributeSelection& selection = {});

  [[nodiscard]] const model::Capture& capture() const { return *capture_; }
  [[nodiscard]] const model::Forest& forest() const { return *forest_; }
  // The span that a story calls "t1/a"; fails the test when there is none.
  [[nodiscard]] model::SpanIndex span(std::string_view trace_and_id) const;
  // "t1/a"
  [[nodiscard]] std::string id_of(model::SpanIndex span) const;

 private:
  std::unique_ptr<model::Capture> capture_;
  std::unique_ptr<model::Forest> forest_;
};

// Numbers that are the same on every machine and in every standard library.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  // In [0, sides).
  std::int64_t roll(std::int64_t sides);

 private:
  std::uint64_t state_;
};

}  // namespace trace_cost::made
