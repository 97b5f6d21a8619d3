// What was wrong with the data, while the run goes on: damage is reported, counted and survived.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trace_cost::base {

enum class DiagnosticCode {
  RecordCut,       // the input ended inside a record
  RecordBroken,    // a record stopped making sense part of the way
  RecordGlued,     // two torn writes that look like one record
  RecordTooDeep,   // nested deeper than the reader follows
  RecordTooLarge,  // longer than the reader holds at once
  BadId,           // a trace or span id that is not one
  BadField,        // a field of another type than the format has, or a value it does not know
  BadTime,         // a time that is no time, or out of range
  TextRepaired,    // bytes that are no UTF-8, replaced by U+FFFD
  NoSpansInFile,   // readable, but nothing in it is a span
  ForeignFormat,   // a dump of a kind this version does not read
  EncodingBroken,  // compressed bytes that cannot be decoded
  CannotRead,      // the file could not be opened or read to its end
};
inline constexpr std::size_t kDiagnosticCodes = 13;

// Info: worth knowing. DataLoss: something of the input is missing from the results.
// Error: an input that was asked for could not be used; the run ends with exit code 2.
enum class Severity { Info, DataLoss, Error };

struct Diagnostic {
  DiagnosticCode code = DiagnosticCode::RecordBroken;
  Severity severity = Severity::DataLoss;
  std::string file;          // as the user named it; raw bytes, escape before printing
  std::uint64_t offset = 0;  // bytes from the start of the file
  std::uint64_t line = 0;    // counted from 1; 0 when the place is the file as a whole
  std::uint64_t bytes = 0;   // how much was lost; 0 when nothing was
  std::string detail;        // what was found, what was expected, what to do; raw bytes
};

// Collects diagnostics in order of arrival. Keeps all errors (there is at most one for each input)
// and the first kKept others of every code, so that a hostile dump cannot fill the memory; counts
// all.
class Diagnostics {
 public:
  static constexpr std::size_t kKept = 64;

  void report(Diagnostic diagnostic);
  // As if everything that `later` was told had been reported here, that much further on in its
  // file.
  struct Ahead {
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0;
  };
  void add(const Diagnostics& later, Ahead ahead);
  void add(const Diagnostics& later) { add(later, {}); }
  [[nodiscard]] const std::vector<Diagnostic>& kept() const { return kept_; }
  [[nodiscard]] std::uint64_t count(DiagnosticCode code) const;
  // How many were counted but not kept.
  [[nodiscard]] std::uint64_t dropped() const;
  [[nodiscard]] bool has_errors() const { return errors_ != 0; }
  [[nodiscard]] std::uint64_t errors() const { return errors_; }

 private:
  std::vector<Diagnostic> kept_;
  std::array<std::uint64_t, kDiagnosticCodes> counts_{};
  std::uint64_t errors_ = 0;
};

// A stable kebab-case name: "record-cut".
std::string_view name_of(DiagnosticCode code);

}  // namespace trace_cost::base
