#include "base/diagnostics.h"

#include <numeric>
#include <utility>

namespace trace_cost::base {

namespace {
constexpr std::array<std::string_view, kDiagnosticCodes> kNames{
    "record-cut",    "record-broken",    "record-too-large", "bad-id",     "bad-time",
    "text-repaired", "no-spans-in-file", "foreign-format",   "cannot-read"};

std::size_t slot(DiagnosticCode code) { return static_cast<std::size_t>(code); }
}  // namespace

void Diagnostics::report(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::Error) ++errors_;
  if (counts_[slot(diagnostic.code)]++ < kKept) kept_.push_back(std::move(diagnostic));
}

std::uint64_t Diagnostics::count(DiagnosticCode code) const { return counts_[slot(code)]; }

std::uint64_t Diagnostics::dropped() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0}) - kept_.size();
}

std::string_view name_of(DiagnosticCode code) { return kNames[slot(code)]; }

}  // namespace trace_cost::base
