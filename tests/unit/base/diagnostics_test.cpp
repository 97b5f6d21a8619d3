#include "base/diagnostics.h"

#include <doctest/doctest.h>

#include <set>

namespace trace_cost::base {

namespace {

Diagnostic diagnostic(DiagnosticCode code, Severity severity, std::uint64_t line = 0) {
  Diagnostic made;
  made.code = code;
  made.severity = severity;
  made.line = line;
  return made;
}

}  // namespace

TEST_CASE(
    "base/diagnostics: the first of every code are kept in order of arrival, all are counted") {
  Diagnostics diagnostics;
  const std::uint64_t many = Diagnostics::kKept + 36;
  for (std::uint64_t i = 1; i <= many; ++i) {
    diagnostics.report(diagnostic(DiagnosticCode::BadId, Severity::Info, i));
  }
  diagnostics.report(diagnostic(DiagnosticCode::RecordCut, Severity::DataLoss, 7));

  CHECK(diagnostics.count(DiagnosticCode::BadId) == many);
  CHECK(diagnostics.count(DiagnosticCode::RecordCut) == 1);
  CHECK(diagnostics.count(DiagnosticCode::BadTime) == 0);
  CHECK(diagnostics.dropped() == 36);
  REQUIRE(diagnostics.kept().size() == Diagnostics::kKept + 1);
  CHECK(diagnostics.kept().front().line == 1);
  CHECK(diagnostics.kept()[Diagnostics::kKept - 1].line == Diagnostics::kKept);
  CHECK(diagnostics.kept().back().code == DiagnosticCode::RecordCut);
  CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE("base/diagnostics: an error is kept however many others came before") {
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < Diagnostics::kKept; ++i) {
    diagnostics.report(diagnostic(DiagnosticCode::NoSpansInFile, Severity::Info));
  }
  CHECK_FALSE(diagnostics.has_errors());
  diagnostics.report(diagnostic(DiagnosticCode::NoSpansInFile, Severity::Error));
  CHECK(diagnostics.errors() == 1);
  CHECK(diagnostics.kept().size() == Diagnostics::kKept + 1);
  CHECK(diagnostics.dropped() == 0);
}

TEST_CASE("base/diagnostics: what others were told counts as if told here") {
  Diagnostics first;
  Diagnostics second;
  for (std::size_t i = 0; i < Diagnostics::kKept - 1; ++i) {
    first.report(diagnostic(DiagnosticCode::RecordBroken, Severity::DataLoss));
  }
  for (std::size_t i = 0; i < Diagnostics::kKept + 5; ++i) {
    second.report(diagnostic(DiagnosticCode::RecordBroken, Severity::DataLoss));
  }
  second.report(diagnostic(DiagnosticCode::CannotRead, Severity::Error));
  first.add(second);
  CHECK(first.count(DiagnosticCode::RecordBroken) == 2 * Diagnostics::kKept + 4);
  CHECK(first.kept().size() == Diagnostics::kKept + 1);
  CHECK(first.dropped() == Diagnostics::kKept + 4);
  CHECK(first.errors() == 1);
}

TEST_CASE("base/diagnostics: every code has a kebab-case name of its own") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kDiagnosticCodes; ++i) {
    const std::string_view name = name_of(static_cast<DiagnosticCode>(i));
    CHECK_FALSE(name.empty());
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string_view::npos);
    names.insert(name);
  }
  CHECK(names.size() == kDiagnosticCodes);
  CHECK(name_of(DiagnosticCode::RecordCut) == "record-cut");
  CHECK(name_of(DiagnosticCode::CannotRead) == "cannot-read");
}

}  // namespace trace_cost::base
