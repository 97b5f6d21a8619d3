#include "base/diagnostics.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace trace_cost::base {

namespace {
constexpr std::array<std::string_view, kDiagnosticCodes> kNames{
    "record-cut",     "record-broken",   "record-glued", "record-too-deep", "record-too-large",
    "bad-id",         "bad-field",       "bad-time",     "text-repaired",   "no-spans-in-file",
    "foreign-format", "encoding-broken", "cannot-read"};

std::size_t slot(DiagnosticCode code) { return static_cast<std::size_t>(code); }
}  // namespace

void Diagnostics::report(Diagnostic diagnostic) {
  const bool is_error = diagnostic.severity == Severity::Error;
  const std::uint64_t before = counts_[slot(diagnostic.code)]++;
  if (is_error) ++errors_;
  if (is_error || before < kKept) kept_.push_back(std::move(diagnostic));
}

void Diagnostics::add(const Diagnostics& later, Ahead ahead) {
  for (Diagnostic diagnostic : later.kept_) {
    diagnostic.offset += ahead.bytes;
    if (diagnostic.line != 0) diagnostic.line += ahead.lines;
    report(std::move(diagnostic));
  }
  // What was counted and not kept there is none of the first ones here either.
  for (std::size_t i = 0; i < kDiagnosticCodes; ++i) {
    const auto is_kept = [i](const Diagnostic& kept) { return slot(kept.code) == i; };
    const auto kept = std::count_if(later.kept_.begin(), later.kept_.end(), is_kept);
    counts_[i] += later.counts_[i] - static_cast<std::uint64_t>(kept);
  }
}

std::uint64_t Diagnostics::count(DiagnosticCode code) const { return counts_[slot(code)]; }

std::uint64_t Diagnostics::dropped() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0}) - kept_.size();
}

std::string_view name_of(DiagnosticCode code) { return kNames[slot(code)]; }

}  // namespace trace_cost::base
