#include "cost/bill/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace trace_cost::cost {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLineEnds = "\r\n";

// The first line that is not empty; quotes may carry it over several.
std::string_view first_line(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kLineEnds);
  if (begin == std::string_view::npos) return {};
  bool is_quoted = false;
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (text[i] == '"') is_quoted = !is_quoted;
    if (!is_quoted && kLineEnds.find(text[i]) != std::string_view::npos) {
      return text.substr(begin, i - begin);
    }
  }
  return text.substr(begin);
}

char most_frequent_separator(std::string_view line) {
  constexpr std::array<char, 3> kSeparators{',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool is_quoted = false;
  for (const char c : line) {
    if (c == '"') is_quoted = !is_quoted;
    for (std::size_t i = 0; !is_quoted && i < kSeparators.size(); ++i) {
      counts[i] += c == kSeparators[i] ? 1 : 0;
    }
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

}  // namespace

CsvLayout csv_layout(std::string_view text) {
  constexpr std::string_view kDeclaration = "sep=";
  CsvLayout layout;
  if (text.starts_with(kByteOrderMark)) layout.start = kByteOrderMark.size();
  text.remove_prefix(layout.start);
  const std::string_view line = first_line(text);
  const bool is_declared = text.starts_with(kDeclaration) && line.size() == kDeclaration.size() + 1;
  if (is_declared) {
    layout.separator = line.back();
    layout.start += line.size();
  } else {
    layout.separator = most_frequent_separator(line);
  }
  return layout;
}

CsvReader::CsvReader(std::string_view text, CsvLayout layout)
    : text_(text), separator_(layout.separator), position_(layout.start), line_(layout.line) {}

bool CsvReader::fail(std::uint64_t line, std::string reason) {
  fault_ = CsvFault{line, std::move(reason)};
  return false;
}

bool CsvReader::at_line_end() const {
  return position_ == text_.size() || kLineEnds.find(text_[position_]) != std::string_view::npos;
}

// False where there is none.
bool CsvReader::skip_line_end() {
  if (position_ == text_.size() || !at_line_end()) return false;
  const bool is_pair = text_.substr(position_).starts_with(kLineEnds);
  position_ += is_pair ? 2 : 1;
  ++line_;
  return true;
}

bool CsvReader::read_quoted(std::string& cell) {
  const std::uint64_t begin_line = line_;
  ++position_;
  while (true) {
    const std::size_t quote = text_.find('"', position_);
    if (quote == std::string_view::npos)
      return fail(begin_line, "a quote is opened and not closed");
    const std::string_view piece = text_.substr(position_, quote - position_);
    line_ += static_cast<std::uint64_t>(std::count(piece.begin(), piece.end(), '\n'));
    cell += piece;
    position_ = quote + 1;
    if (!text_.substr(position_).starts_with('"')) break;
    cell += '"';
    ++position_;
  }
  if (at_line_end() || text_[position_] == separator_) return true;
  return fail(line_, fmt::format("text stands behind a closing quote; expected '{}' or the line's "
                                 "end, and quotes inside a cell to be doubled",
                                 separator_ == '\t' ? "tab" : std::string(1, separator_)));
}

bool CsvReader::read_cell() {
  if (cells_.size() == kMostCells) {
    return fail(record_line_, fmt::format("more than {} cells in a line", kMostCells));
  }
  std::string& cell = cells_.emplace_back();
  if (text_.substr(position_).starts_with('"')) return read_quoted(cell);
  const std::size_t begin = position_;
  while (!at_line_end() && text_[position_] != separator_) ++position_;
  cell = text_.substr(begin, position_ - begin);
  return true;
}

bool CsvReader::next() {
  if (fault_) return false;
  while (skip_line_end()) {
  }
  if (position_ == text_.size()) return false;
  cells_.clear();
  record_line_ = line_;
  while (read_cell()) {
    if (at_line_end()) return true;
    ++position_;  // the separator
  }
  return false;
}

}  // namespace trace_cost::cost
