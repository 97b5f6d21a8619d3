// What an analysis has found: a record, said in words by the views and judged by `policy`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace trace_cost::model {

enum class FindingSeverity : std::uint8_t { Info, Warning, Error };

// Certain follows from ids and structure; Inferred carries a probability; Hint is worth a look.
enum class Certainty : std::uint8_t { Certain, Inferred, Hint };

// A rule's id is never renumbered or reused. `advice` says what to do about a finding.
struct Rule {
  std::string_view id;     // "TC-P003"
  std::string_view title;  // "parent is in another trace"
  FindingSeverity severity = FindingSeverity::Warning;
  Certainty certainty = Certainty::Certain;
  std::string_view meaning;  // what it says, and why it matters
  std::string_view advice;
  std::string_view example = {};  // a case of it in one sentence; empty: the meaning says it all
};

struct FindingExample {
  TraceId trace;
  SpanId span;       // invalid: the example is the trace as a whole
  std::string note;  // one short clause; raw bytes of the dump may be in it
};

// All texts may hold raw bytes of the dump. Empty texts mean: not about one such thing.
struct Finding {
  const Rule* rule = nullptr;
  FindingSeverity severity = FindingSeverity::Warning;
  Certainty certainty = Certainty::Certain;
  std::uint32_t confidence_percent = 100;  // 0..100; 100 for what is certain
  std::string message;                     // who, what, how much; one sentence without a full stop
  std::optional<std::string> caller;       // service; an empty text is a service without a name
  std::optional<std::string> callee;
  std::optional<std::string> service;
  std::optional<std::string> user;
  std::vector<std::string> evidence;  // what speaks for it, a clause each, the weightiest first
  std::string advice;                 // what to do in this very case; empty: what the rule says
  std::uint64_t count = 0;            // occurrences; examples hold at most kExamples of them
  std::vector<FindingExample> examples;

  static constexpr std::size_t kExamples = 3;
};

// A finding of `rule` with the rule's own severity and certainty, and nothing else filled in.
Finding finding_of(const Rule& rule);

// Counts one more occurrence of `finding` at `span`, and keeps it as an example while there is
// room.
void add_example(const Span& span, std::string note, Finding& finding);

// What to do about it: the finding's own advice, else its rule's.
std::string_view advice_of(const Finding& finding);

// Moves `more` behind the findings of `all`.
void append(std::vector<Finding> more, std::vector<Finding>& all);

// Errors first, then by rule, caller, callee, service, user and message: a total order over what is
// said, never over how it was found.
void sort_findings(std::vector<Finding>& findings);
bool is_before(const Finding& a, const Finding& b);  // that order

std::string_view name_of(FindingSeverity severity);  // "error"
std::string_view name_of(Certainty certainty);       // "certain"

}  // namespace trace_cost::model
