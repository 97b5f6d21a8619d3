// Records of comma-separated values, one at a time:
//
//   date,"what ""it"" was",amount␍␊        quotes around a cell keep separators, line breaks and,
//                                         doubled, quotes; the last line may end without a break
//
// Source: RFC 4180. A quote inside a cell that does not begin with one is taken as it stands; LF
// and CR end a line as CR LF does; empty lines are no records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trace_cost::cost {

// Where the records of a text begin, and what stands between their cells.
struct CsvLayout {
  char separator = ',';
  std::size_t start = 0;   // bytes: behind a byte order mark, and behind a line "sep=;"
  std::uint64_t line = 1;  // the line of `start`
};
// The separator is the one of ',', ';' and tab that stands most often, outside of quotes, in the
// first line that is not empty, or what a first line "sep=;" says, which spreadsheets write.
CsvLayout csv_layout(std::string_view text);

struct CsvFault {
  std::uint64_t line = 0;  // from 1
  std::string reason;      // what was found and what was expected
};

class CsvReader {
 public:
  // A record with more is a fault.
  static constexpr std::size_t kMostCells = 4096;

  // `text` must outlive the reader.
  CsvReader(std::string_view text, CsvLayout layout);

  // Goes to the next record; false at the end, or when there is a fault().
  bool next();
  // Of the record; valid until the next call. At least one.
  [[nodiscard]] const std::vector<std::string>& cells() const { return cells_; }
  // On which the record begins, from 1.
  [[nodiscard]] std::uint64_t line() const { return record_line_; }
  [[nodiscard]] const std::optional<CsvFault>& fault() const { return fault_; }

 private:
  bool read_cell();
  bool read_quoted(std::string& cell);
  bool skip_line_end();
  [[nodiscard]] bool at_line_end() const;
  bool fail(std::uint64_t line, std::string reason);

  std::string_view text_;
  char separator_;
  std::size_t position_;
  std::uint64_t line_;
  std::uint64_t record_line_ = 0;
  std::vector<std::string> cells_;
  std::optional<CsvFault> fault_;
};

}  // namespace trace_cost::cost
