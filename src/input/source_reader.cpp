#include "input/source_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "base/counted.h"
#include "input/record_decoder.h"
#include "input/record_reader.h"

namespace trace_cost::input {

namespace {

using base::DiagnosticCode;
using base::Severity;

// Keys that only span records have. A torn object that shows one is a lost record; one that shows
// none may as well be a line an app has printed.
constexpr std::array<std::string_view, 8> kSpanMarks{
    "\"trace_id\"",      "\"span_id\"", "\"traceId\"",    "\"spanId\"",
    "\"resourceSpans\"", "\"context\"", "\"start_time\"", "\"parent_id\""};

// Looks for the marks near the front: a record's first keys are there, and a torn one may be a GB.
bool shows_span_marks(std::string_view text) {
  constexpr std::size_t kFront = 4096;
  const std::string_view front = text.substr(0, kFront);
  return std::any_of(kSpanMarks.begin(), kSpanMarks.end(), [front](std::string_view mark) {
    return front.find(mark) != std::string_view::npos;
  });
}

bool is_blank_or_list_syntax(std::string_view text) {
  return text.find_first_not_of(" \t\r\n,[]") == std::string_view::npos;
}

class SourceReader {
 public:
  SourceReader(ByteSource& bytes, const InputPath& input, const model::AttributeSelection& wanted,
               model::Capture& capture, base::Diagnostics& diagnostics)
      : records_(bytes),
        input_(input),
        capture_(capture),
        diagnostics_(diagnostics),
        batch_(wanted) {
    summary_.name = input.path;
    source_ = capture.add_source(summary_);
  }

  void run();

 private:
  void take(const Piece& piece);
  void take_object(const Piece& piece);
  void take_text(const Piece& piece);
  void take_broken(const Piece& piece);
  void ignore(const Piece& piece);
  void damaged(const Piece& piece, DiagnosticCode code, std::string detail);
  void report_faults(const Piece& piece);
  void note_foreign(const ForeignFormat* foreign);
  void conclude();
  void say_foreign();
  void say_no_spans();
  void report(DiagnosticCode code, Severity severity, std::string detail);
  void report_at(const Piece& piece, DiagnosticCode code, std::string detail);

  RecordReader records_;
  const InputPath& input_;
  model::Capture& capture_;
  base::Diagnostics& diagnostics_;
  SpanBatch batch_;
  RecordDecoder decoder_;
  model::Source summary_;
  model::SourceIndex source_;
  std::set<std::string_view> formats_;
  const ForeignFormat* foreign_ = nullptr;
  std::uint64_t quarantined_until_ =
      0;                            // stream offset; up to there a lost record has been counted
  std::uint64_t ignored_line_ = 0;  // the last line on which something was counted as ignored
  std::uint64_t other_json_ = 0;
  std::uint64_t lines_with_marks_ = 0;  // text that has a span's keys in it, as behind a log prefix
};

void SourceReader::run() {
  foreign_ = foreign_by_magic(records_.head());
  const ForeignFormat* binary = binary_by_head(records_.head());
  if (foreign_ == nullptr) {
    while (const std::optional<Piece> piece = records_.next()) take(*piece);
  }
  if (summary_.spans == 0) note_foreign(binary);
  summary_.bytes = records_.bytes_read();
  for (const std::string_view name : formats_) {
    summary_.format += (summary_.format.empty() ? "" : "+");
    summary_.format += name;
  }
  capture_.source(source_) = summary_;
  conclude();
}

void SourceReader::take(const Piece& piece) {
  switch (piece.kind) {
    case Piece::Kind::Object:
      return take_object(piece);
    case Piece::Kind::Text:
      return take_text(piece);
    case Piece::Kind::Broken:
      return take_broken(piece);
  }
}

void SourceReader::take_object(const Piece& piece) {
  const Decoding decoding = decoder_.decode(piece.text, batch_);
  switch (decoding.outcome) {
    case Decoding::Outcome::Spans:
      formats_.insert(decoding.format->name);
      summary_.spans += batch_.size();
      if (batch_.empty()) ++other_json_;
      report_faults(piece);
      batch_.commit(capture_, source_);
      break;
    case Decoding::Outcome::Foreign:
      if (piece.offset >= quarantined_until_) note_foreign(decoding.foreign);
      ++other_json_;
      ignore(piece);
      break;
    case Decoding::Outcome::NoSpan:
      ++other_json_;
      ignore(piece);
      break;
    case Decoding::Outcome::Damaged:
      damaged(piece, DiagnosticCode::RecordBroken, decoding.reason);
      break;
  }
  if (decoding.repaired) {
    report_at(piece, DiagnosticCode::TextRepaired,
              "bytes that are no UTF-8 were replaced by U+FFFD");
  }
}

void SourceReader::take_text(const Piece& piece) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::string_view text = piece.text;
  if (piece.offset == 0 && text.starts_with(kByteOrderMark)) text.remove_prefix(3);
  if (is_blank_or_list_syntax(text)) return;
  if (foreign_ == nullptr) note_foreign(foreign_by_line(text));
  if (shows_span_marks(text)) ++lines_with_marks_;
  ignore(piece);
}

void SourceReader::take_broken(const Piece& piece) {
  const bool is_record = shows_span_marks(piece.text) || (piece.starts_line && piece.has_member) ||
                         piece.reason == DiagnosticCode::RecordTooLarge ||
                         piece.reason == DiagnosticCode::RecordTooDeep;
  if (!is_record || piece.offset < quarantined_until_) {
    if (!piece.comes_again) ignore(piece);
    return;
  }
  std::string detail;
  switch (piece.reason) {
    case DiagnosticCode::RecordTooDeep:
      detail = fmt::format("record nested deeper than {} levels", ObjectScanner::kDepth);
      break;
    case DiagnosticCode::RecordCut:
      detail = fmt::format("record cut at the end of the input; spans read before it: {}",
                           summary_.spans);
      break;
    case DiagnosticCode::RecordTooLarge:
      detail = fmt::format("record longer than {} MiB", RecordReader::kLargestRecord >> 20);
      break;
    default:
      detail = "record torn: no JSON from here on";
      break;
  }
  damaged(piece, piece.reason, detail);
  quarantined_until_ = piece.offset + piece.text.size();
}

// A line counts once, however many pieces stand on it. What lies inside a lost record was counted
// with it.
void SourceReader::ignore(const Piece& piece) {
  if (piece.offset < quarantined_until_) return;
  if (piece.line != ignored_line_) ++summary_.ignored;
  const auto feeds = std::count(piece.text.begin(), piece.text.end(), '\n');
  const bool ends_line = piece.text.ends_with('\n');
  ignored_line_ = piece.line + static_cast<std::uint64_t>(feeds) - (ends_line ? 1 : 0);
}

void SourceReader::damaged(const Piece& piece, DiagnosticCode code, std::string detail) {
  ++summary_.damaged;
  base::Diagnostic diagnostic{code,       Severity::DataLoss, input_.path,      piece.offset,
                              piece.line, piece.text.size(),  std::move(detail)};
  diagnostics_.report(std::move(diagnostic));
}

void SourceReader::report_faults(const Piece& piece) {
  for (const Fault& fault : batch_.faults()) report_at(piece, fault.code, fault.detail);
}

void SourceReader::note_foreign(const ForeignFormat* foreign) {
  if (foreign_ == nullptr) foreign_ = foreign;
}

void SourceReader::conclude() {
  if (const base::Failure& failure = records_.failure()) {
    report(DiagnosticCode::CannotRead, Severity::Error, failure->message);
  } else if (foreign_ != nullptr) {
    say_foreign();
  } else if (summary_.spans == 0 && summary_.damaged == 0) {
    say_no_spans();
  }
}

// A file that was named must be of use; one met in a folder only deserves to be mentioned.
void SourceReader::say_foreign() {
  const bool must_serve = input_.named == Named::Directly && summary_.spans == 0;
  const char* text = summary_.spans == 0
                         ? "no spans found; it looks like {}, which this version does not read; {}"
                         : "holds {} beside the spans that were read, and that was left out; {}";
  report(DiagnosticCode::ForeignFormat, must_serve ? Severity::Error : Severity::DataLoss,
         fmt::format(fmt::runtime(text), foreign_->name, foreign_->advice));
}

void SourceReader::say_no_spans() {
  constexpr std::string_view kExpected =
      "expected the Python SDK's ConsoleSpanExporter output or OTLP JSON";
  if (summary_.bytes == 0) {
    return report(DiagnosticCode::NoSpansInFile, Severity::Info, "the input is empty");
  }
  if (lines_with_marks_ > 0) {
    return report(
        DiagnosticCode::NoSpansInFile, Severity::Error,
        "no spans found, but their keys are there: does every line begin with a log prefix? "
        "Take the log without one (docker compose logs --no-log-prefix, kubectl logs "
        "without --prefix and --timestamps)");
  }
  if (other_json_ + summary_.ignored == 0) {
    return report(DiagnosticCode::NoSpansInFile, Severity::Info,
                  fmt::format("no spans found; {}", kExpected));
  }
  const bool unknown_json = other_json_ > 0 && input_.named == Named::Directly;
  const std::string found =
      other_json_ > 0 ? base::counted(other_json_, "JSON object", "JSON objects")
                      : base::counted(summary_.ignored, "line", "lines") + " of other text";
  report(DiagnosticCode::NoSpansInFile, unknown_json ? Severity::Error : Severity::Info,
         fmt::format("no spans found in {}; {}", found, kExpected));
}

void SourceReader::report(DiagnosticCode code, Severity severity, std::string detail) {
  diagnostics_.report({code, severity, input_.path, 0, 0, 0, std::move(detail)});
}

void SourceReader::report_at(const Piece& piece, DiagnosticCode code, std::string detail) {
  diagnostics_.report(
      {code, Severity::Info, input_.path, piece.offset, piece.line, 0, std::move(detail)});
}

}  // namespace

void read_source(ByteSource& bytes, const InputPath& input, const model::AttributeSelection& wanted,
                 model::Capture& capture, base::Diagnostics& diagnostics) {
  SourceReader(bytes, input, wanted, capture, diagnostics).run();
}

}  // namespace trace_cost::input
