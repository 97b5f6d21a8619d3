#include "base/diagnostics.h"

#include <numeric>
#include <utility>

namespace trace_cost::base {

namespace {
constexpr std::array<std::string_view, kDiagnosticCodes> kNames{
    "record-cut",       "record-broken",  "record-too-deep", "record-too-large",
    "bad-id",           "bad-field",      "bad-time",        "text-repaired",
    "no-spans-in-file", "foreign-format", "cannot-read"};

std::size_t slot(DiagnosticCode code) { return static_cast<std::size_t>(code); }
}  // namespace

void Diagnostics::report(Diagnostic diagnostic) {
  const bool is_error = diagnostic.severity == Severity::Error;
  const std::uint64_t before = counts_[slot(diagnostic.code)]++;
  if (is_error) ++errors_;
  if (is_error || before < kKept) kept_.push_back(std::move(diagnostic));
}

std::uint64_t Diagnostics::count(DiagnosticCode code) const { return counts_[slot(code)]; }

std::uint64_t Diagnostics::dropped() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0}) - kept_.size();
}

std::string_view name_of(DiagnosticCode code) { return kNames[slot(code)]; }

}  // namespace trace_cost::base
