// The spans of one record while it is being decoded. A record commits as a whole or not at all.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "model/attribute_selection.h"
#include "model/capture_shard.h"

namespace trace_cost::input {

// Something in a record that could not be used, while the rest of the record was.
struct Fault {
  base::DiagnosticCode code = base::DiagnosticCode::BadId;
  std::string detail;
};

// Spans and resources are begun, then described: attribute() and the fields of span() go to the one
// begun last. Texts are views into the record or into keep(); they must live until commit().
class SpanBatch {
 public:
  explicit SpanBatch(const model::AttributeSelection& wanted) : wanted_(wanted) {}

  void clear();
  [[nodiscard]] bool empty() const { return spans_.empty(); }
  [[nodiscard]] std::size_t size() const { return spans_.size(); }

  model::Span& begin_span();
  [[nodiscard]] model::Span& span(std::size_t number) { return spans_[number].span; }
  void name(std::string_view text) { spans_.back().name = text; }
  // Begins a resource. Spans that were begun since the last resource get it (a resource may stand
  // before or behind its spans in a record).
  void begin_resource();
  void service(std::string_view text) { resources_.back().service = text; }
  void instance(std::string_view text) { resources_.back().instance = text; }
  // Closes the group: every span without a resource gets the resource begun last.
  void assign_resource();
  // How many resources were begun; the last one's number is one less.
  [[nodiscard]] std::size_t resources() const { return resources_.size(); }
  // Gives one span a resource by number, for formats in which spans name theirs.
  [[nodiscard]] bool has_resource(std::size_t span) const { return spans_[span].resource != kNone; }
  void assign_resource(std::size_t span, std::size_t resource) { spans_[span].resource = resource; }

  [[nodiscard]] bool wants(std::string_view key) const {
    return bool{wanted_.others()} || wants_by_name(key);
  }
  // Not only because every attribute is wanted.
  [[nodiscard]] bool wants_by_name(std::string_view key) const { return bool{wanted_.find(key)}; }
  [[nodiscard]] const model::AttributeSelection& wanted() const { return wanted_; }
  // Keeps the attribute if it is wanted: of the span begun last, or of the resource.
  void span_attribute(std::string_view key, std::string_view text, model::ValueKind kind);
  void resource_attribute(std::string_view key, std::string_view text, model::ValueKind kind);

  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }
  // Says that the record only looked like one of this format and is nobody's. Before any span.
  void disown() { disowned_ = true; }
  [[nodiscard]] bool is_disowned() const { return disowned_; }

  // Says that such a record may also be a part of another one, with which it is lost.
  void may_be_part() { may_be_part_ = true; }
  [[nodiscard]] bool is_maybe_part() const { return may_be_part_; }

  void fault(base::DiagnosticCode code, std::string detail);
  // A record inside of the record that could not be read: a fault that counts as damage.
  void lose(base::DiagnosticCode code, std::string detail);
  [[nodiscard]] std::uint64_t lost() const { return lost_; }
  // Says that a part of the record holds no spans: logs or metrics beside them.
  void ignore_part() { ++ignored_; }
  [[nodiscard]] std::uint64_t ignored() const { return ignored_; }
  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  // The record as a whole cannot be what was written: nothing of it may be used. The first reason
  // stays.
  void condemn(std::string reason);
  [[nodiscard]] const std::string& condemned() const { return condemned_; }

  void commit(model::CaptureShard& shard, model::SourceIndex source) const;

 private:
  struct PendingSpan {
    model::Span span;
    std::string_view name;
    std::size_t first_attribute = 0;
    std::size_t attributes = 0;
    std::size_t resource = kNone;
    std::string others;  // a list of those that were not asked for by name
  };
  struct PendingResource {
    std::string_view service;
    std::string_view instance;
    std::vector<model::DraftAttribute> attributes;
    std::string others;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const model::AttributeSelection& wanted_;
  std::vector<PendingSpan> spans_;
  std::vector<PendingResource> resources_;
  std::vector<model::DraftAttribute> attributes_;
  std::deque<std::string> kept_;
  std::vector<Fault> faults_;
  std::string condemned_;
  std::size_t first_without_resource_ = 0;
  std::uint64_t lost_ = 0;
  std::uint64_t ignored_ = 0;
  bool may_be_part_ = false;
  bool disowned_ = false;
};

}  // namespace trace_cost::input
