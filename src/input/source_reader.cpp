#include "input/source_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "input/binary_reader.h"
#include "input/decoded_source.h"
#include "input/docker_json_line.h"
#include "input/log_source.h"
#include "input/loose_brackets.h"
#include "input/record_decoder.h"
#include "input/record_reader.h"
#include "input/span_marks.h"
#include "input/torn_heads.h"

namespace trace_cost::input {

namespace {

using base::DiagnosticCode;
using base::Severity;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// What stands between records of a list.
bool is_blank_or_list_syntax(std::string_view text) {
  return text.find_first_not_of(" \t\r\n,[]") == std::string_view::npos;
}

// Whether a record without its beginning ends with this piece: its '}' stands alone at the start of
// a line when it was indented, else at the end of one.
bool is_end_of_record(const Piece& piece) {
  const bool is_closing = piece.text.starts_with('}') || piece.text.starts_with(']');
  if (is_closing && piece.starts_line && is_blank_or_list_syntax(piece.text.substr(1))) return true;
  return piece.text.ends_with("}\n") || piece.text.ends_with("}\r\n");
}

class SourceReader {
 public:
  SourceReader(ByteSource& bytes, const PartOrigin& origin, Workbench& bench)
      : bytes_(bytes),
        file_(origin.file),
        shard_(bench.shard()),
        source_(origin.source),
        batch_(bench.wanted()) {
    records_.emplace(bytes, bench.take_buffer());
    // The fast lane steps over what nobody asked for.
    if (origin.lanes == Lanes::Plain || bench.wanted().others()) return;
    fast_ = &bench.fast_lane();
    fast_->begin(source_);
  }

  SourceOutcome run();
  ReadBuffer take_buffer() { return records_->take_buffer(); }

 private:
  SourceOutcome all_ignored(std::size_t head);
  bool take_fast_lane();
  void take(Piece& piece);
  void take_object(Piece& piece);
  void take_block(const Piece& piece);
  void take_decoded(const Piece& piece, const Decoding& decoding, std::string_view behind);
  void take_spans(const Piece& piece, const Format& format, std::string_view behind);
  [[nodiscard]] bool has_telling_fault(std::string_view behind) const;
  void take_other(const Piece& piece);
  void take_text(const Piece& piece);
  bool begins_log(Piece& piece);
  void read_as_log(const Piece& piece, LogPrefixes prefixes);
  void take_broken(const Piece& piece);
  void ignore(const Piece& piece);
  void leave_out(const Piece& piece);
  [[nodiscard]] bool is_beside_damage() const { return !heads_.empty() || headless_; }
  void end_headless();
  void quarantine(const Piece& piece, DiagnosticCode code, std::string detail);
  [[nodiscard]] std::string what_broke(const Piece& piece) const;
  void damaged(const Piece& piece, DiagnosticCode code, std::string detail);
  void report_faults(const Piece& piece);
  void note_foreign(const ForeignFormat* foreign);
  [[nodiscard]] Place place_of(const Piece& piece) const;
  void report_at(const Piece& piece, DiagnosticCode code, std::string detail);

  ByteSource& bytes_;
  std::optional<LogSource> log_;  // once prefixes were met, what records_ reads
  std::optional<RecordReader> records_;
  const std::string& file_;
  model::CaptureShard& shard_;
  model::SourceIndex source_;
  SpanBatch batch_;
  RecordDecoder decoder_;
  FastLane* fast_ = nullptr;  // null: nothing may take it
  SourceOutcome outcome_;
  TornHeads heads_;
  LooseBrackets brackets_;  // of what is no record, since the last one
  std::uint64_t quarantined_until_ =
      0;                            // stream offset; up to there a lost record has been counted
  std::uint64_t ignored_line_ = 0;  // the last line on which something was counted as ignored

  // A record without its beginning, while it goes on.
  struct Headless {
    Place place;
    std::uint64_t bytes = 0;
    bool is_loss = true;  // false: its beginning was counted as damaged
  };
  std::optional<Headless> headless_;
  // That were read since something beside damage was; as many as one likes where nothing was.
  std::uint64_t sound_records_ = std::numeric_limits<std::uint32_t>::max();
};

SourceOutcome SourceReader::run() {
  outcome_.foreign = foreign_by_magic(records_->head());
  const ForeignFormat* binary = binary_by_head(records_->head());
  if (const auto stream = binary_format_of(records_->head())) {
    binary = nullptr;
    outcome_ = BinaryReader(*records_, file_, batch_, shard_, source_).run(*stream);
  } else if (outcome_.foreign == nullptr) {
    while (true) {
      if (take_fast_lane()) continue;
      std::optional<Piece> piece = records_->next();
      if (!piece) break;
      if (is_beside_damage()) sound_records_ = 0;
      take(*piece);
      if (piece->kind == Piece::Kind::Object) ++sound_records_;
    }
    outcome_.is_open = is_beside_damage() || sound_records_ <= TornHeads::kRecordsAhead || log_;
    end_headless();
  } else {
    return all_ignored(records_->head().size());
  }
  if (outcome_.spans == 0) note_foreign(binary);
  outcome_.bytes += log_ ? log_->bytes_read() : records_->bytes_read();
  if (log_) outcome_.ignored_bytes += log_->bytes_read() - log_->bytes_of_text();
  outcome_.lines = (log_ ? log_->place_of(records_->offset()).line : records_->line()) - 1;
  outcome_.failure = records_->failure();
  return std::move(outcome_);
}

// Of what is not read on. How much of it is in memory is chance, and does not count.
SourceOutcome SourceReader::all_ignored(std::size_t head) {
  outcome_.bytes = head;
  outcome_.ignored_bytes = head;
  outcome_.failure = records_->failure();
  return std::move(outcome_);
}

// What the fast lane leaves comes again as a piece.
bool SourceReader::take_fast_lane() {
  // Beside damage every record is looked at twice.
  if (fast_ == nullptr || is_beside_damage()) return false;
  const std::string_view text = records_->whole_lines();
  if (text.empty()) return false;
  const FastLane::Taken taken = fast_->take(text, records_->offset());
  if (taken.format == nullptr) return false;
  outcome_.formats.insert(taken.format->name);
  outcome_.spans += taken.spans;
  outcome_.parsed_bytes += taken.bytes - taken.line_ends;
  outcome_.ignored_bytes += taken.line_ends;
  outcome_.other_json += taken.without_spans;
  outcome_.fast_records += taken.records;
  sound_records_ += taken.records;
  brackets_.restart();
  records_->skip_lines(taken.bytes, taken.lines);
  if (log_) log_->forget_before(records_->offset());
  return true;
}

void SourceReader::take(Piece& piece) {
  if (log_) log_->forget_before(piece.offset);
  switch (piece.kind) {
    case Piece::Kind::Object:
      return take_object(piece);
    case Piece::Kind::Block:
      return take_block(piece);
    case Piece::Kind::Text:
      return begins_log(piece) ? void() : take_text(piece);
    case Piece::Kind::Broken:
      return take_broken(piece);
  }
}

void SourceReader::take_object(Piece& piece) {
  std::string_view behind;
  if (!heads_.empty()) {
    const std::size_t size = piece.text.size();
    const std::string_view text = records_->look_ahead(heads_.reach(size));
    piece.text = text.substr(0, size);
    behind = text.substr(size);
  }
  take_decoded(piece, decoder_.decode(piece.text, batch_), behind);
}

// Blocks of text have no grammar that two halves could be glued by unseen.
void SourceReader::take_block(const Piece& piece) {
  take_decoded(piece, decoder_.decode_block(*piece.format, piece.text, batch_), {});
}

void SourceReader::take_decoded(const Piece& piece, const Decoding& decoding,
                                std::string_view behind) {
  switch (decoding.outcome) {
    case Decoding::Outcome::Spans:
      take_spans(piece, *decoding.format, behind);
      break;
    case Decoding::Outcome::Foreign:
      if (piece.offset >= quarantined_until_) note_foreign(decoding.foreign);
      take_other(piece);
      break;
    case Decoding::Outcome::NoSpan:
      if (!log_ && piece.starts_line && read_docker_json_line(piece.text)) {
        return read_as_log(piece, {});
      }
      take_other(piece);
      break;
    case Decoding::Outcome::Damaged:
      quarantine(piece, DiagnosticCode::RecordBroken, decoding.reason);
      break;
  }
  if (decoding.repaired) {
    report_at(piece, DiagnosticCode::TextRepaired,
              "bytes that are no UTF-8 were replaced by U+FFFD");
  }
}

// Beside a torn record, an object must prove that it is whole: spans are never invented.
void SourceReader::take_spans(const Piece& piece, const Format& format, std::string_view behind) {
  if (batch_.is_maybe_part() && piece.offset < quarantined_until_) return leave_out(piece);
  if (!heads_.empty() && piece.kind == Piece::Kind::Object) {
    const Glue glue = heads_.glue(behind);
    heads_.pass(piece.text);
    if (glue == Glue::Surely || has_telling_fault(behind)) {
      return quarantine(piece, DiagnosticCode::RecordGlued,
                        "record glued together of two that were torn");
    }
    if (glue == Glue::Maybe) {
      report_at(piece, DiagnosticCode::RecordGlued,
                "record inside of a torn one was read; its end may be the other one's");
    }
  }
  if (holds_another_record(piece.text, format.json.once)) {
    return quarantine(piece, DiagnosticCode::RecordGlued, "record with another one inside");
  }
  end_headless();
  brackets_.restart();
  outcome_.formats.insert(format.name);
  outcome_.spans += batch_.size();
  outcome_.parsed_bytes += piece.text.size();
  if (batch_.empty()) ++outcome_.other_json;
  report_faults(piece);
  ++outcome_.plain_records;
  batch_.commit(shard_, source_);
}

// Two halves seldom make an id or a time. Other faults may be usual for a dump, and tell nothing of
// a record that the next one follows at once.
bool SourceReader::has_telling_fault(std::string_view behind) const {
  const bool is_followed = TornHeads::begins_record(behind);
  const std::vector<Fault>& faults = batch_.faults();
  return std::any_of(faults.begin(), faults.end(), [is_followed](const Fault& fault) {
    return !is_followed || fault.code == DiagnosticCode::BadId ||
           fault.code == DiagnosticCode::BadTime;
  });
}

void SourceReader::take_other(const Piece& piece) {
  ++outcome_.other_json;
  brackets_.pass_object();
  leave_out(piece);
}

// Behind a prefix, every line but the first of an indented record is text, and so is what stands
// before its first brace. Only there it is worth looking.
bool SourceReader::begins_log(Piece& piece) {
  const bool ends_before_brace = !piece.text.ends_with('\n');
  const bool may_begin = piece.starts_line && (ends_before_brace || may_hold_block(piece.text));
  if (log_ || !may_begin || is_blank_or_list_syntax(piece.text)) return false;
  const std::size_t size = piece.text.size();
  const std::string_view text = records_->look_ahead(LogPrefixes::kEnough);
  piece.text = text.substr(0, size);
  LogPrefixes prefixes;
  if (!prefixes.begin_log(text) && !prefixes.begins_block(text)) return false;
  read_as_log(piece, std::move(prefixes));
  return true;
}

// From the start of `piece` on, which begins a line.
void SourceReader::read_as_log(const Piece& piece, LogPrefixes prefixes) {
  outcome_.bytes = piece.offset;
  log_.emplace(std::move(prefixes), records_->in_memory(), Place{piece.offset, piece.line}, bytes_);
  records_.emplace(*log_);
  if (fast_ != nullptr) fast_->begin(source_);
  heads_ = {};
  brackets_.restart();
  quarantined_until_ = 0;
  ignored_line_ = 0;
}

Place SourceReader::place_of(const Piece& piece) const {
  return log_ ? log_->place_of(piece.offset) : Place{piece.offset, piece.line};
}

void SourceReader::take_text(const Piece& piece) {
  if (piece.starts_line && is_encoded(piece.text)) {
    damaged(piece, DiagnosticCode::RecordBroken,
            "compressed bytes begin amid text; give them as an input of their own");
  }
  const bool is_loose = brackets_.follow(piece.text);
  const auto is_amid = [&] {
    return is_loose || is_amid_record(piece.text) ||
           (piece.starts_line && begins_in_string(piece.text));
  };
  if (!headless_ && piece.offset >= quarantined_until_ && is_amid()) {
    headless_ = {place_of(piece), 0, heads_.empty()};
  }
  const bool ends = headless_ && is_end_of_record(piece);
  leave_out(piece);
  if (ends) end_headless();
  if (is_blank_or_list_syntax(piece.text)) return;
  if (outcome_.foreign == nullptr) note_foreign(foreign_by_line(piece.text));
  if (shows_span_marks(piece.text)) ++outcome_.lines_with_marks;
}

void SourceReader::take_broken(const Piece& piece) {
  const bool is_record = shows_span_marks(piece.text) || (piece.starts_line && piece.has_member) ||
                         piece.format != nullptr ||
                         piece.reason == DiagnosticCode::RecordTooLarge ||
                         piece.reason == DiagnosticCode::RecordTooDeep;
  if (piece.comes_again && piece.text.find('"') != std::string_view::npos) heads_.add();
  if (is_record && piece.offset >= quarantined_until_) {
    if (piece.starts_line) end_headless();
    const bool is_told = piece.reason == DiagnosticCode::RecordCut && records_->is_cut();
    if (!is_told) damaged(piece, piece.reason, what_broke(piece));
    quarantined_until_ = piece.offset + piece.text.size();
  }
  if (!piece.comes_again) leave_out(piece);
}

std::string SourceReader::what_broke(const Piece& piece) const {
  const bool is_block = piece.format != nullptr;
  switch (piece.reason) {
    case DiagnosticCode::RecordTooDeep:
      return fmt::format("record nested deeper than {} levels", ObjectScanner::kDepth);
    case DiagnosticCode::RecordCut:
      return fmt::format("record cut at the end of the input; spans read before it: {}",
                         outcome_.spans);
    case DiagnosticCode::RecordTooLarge:
      return fmt::format(
          "record longer than {} MiB",
          (is_block ? RecordReader::kLargestBlock : RecordReader::kLargestRecord) >> 20);
    default:
      return is_block ? fmt::format("record of {} torn after this", piece.format->name)
                      : "record torn: no JSON from here on";
  }
}

// A piece that is no span: part of a record that was lost, or of no interest.
void SourceReader::leave_out(const Piece& piece) {
  const bool is_of_torn = !heads_.empty() && heads_.follow(piece.text);
  if (is_of_torn || headless_) {
    outcome_.quarantined_bytes += piece.text.size();
    if (headless_) headless_->bytes += piece.text.size();
    return;
  }
  // What is left of a torn record ends in the middle of a piece.
  const std::uint64_t lost = std::max(quarantined_until_, piece.offset) - piece.offset;
  const std::uint64_t quarantined = std::min<std::uint64_t>(lost, piece.text.size());
  outcome_.quarantined_bytes += quarantined;
  outcome_.ignored_bytes += piece.text.size() - quarantined;
  if (quarantined == 0) ignore(piece);
}

void SourceReader::end_headless() {
  const std::optional<Headless> ended = std::exchange(headless_, std::nullopt);
  if (!ended || !ended->is_loss) return;
  ++outcome_.damaged;
  outcome_.diagnostics.report({DiagnosticCode::RecordBroken, Severity::DataLoss, file_,
                               ended->place.offset, ended->place.line, ended->bytes,
                               "record without its beginning"});
}

// A line counts once, however many pieces stand on it. What lies inside a lost record was counted
// with it.
void SourceReader::ignore(const Piece& piece) {
  std::string_view text = piece.text;
  if (piece.offset == 0 && text.starts_with(kByteOrderMark)) text.remove_prefix(3);
  if (is_blank_or_list_syntax(text)) return;
  if (piece.line != ignored_line_) ++outcome_.ignored;
  const auto feeds = std::count(piece.text.begin(), piece.text.end(), '\n');
  const bool ends_line = piece.text.ends_with('\n');
  ignored_line_ = piece.line + static_cast<std::uint64_t>(feeds) - (ends_line ? 1 : 0);
}

void SourceReader::quarantine(const Piece& piece, DiagnosticCode code, std::string detail) {
  outcome_.quarantined_bytes += piece.text.size();
  damaged(piece, code, std::move(detail));
}

void SourceReader::damaged(const Piece& piece, DiagnosticCode code, std::string detail) {
  ++outcome_.damaged;
  const Place place = place_of(piece);
  outcome_.diagnostics.report({code, Severity::DataLoss, file_, place.offset, place.line,
                               piece.text.size(), std::move(detail)});
}

void SourceReader::report_faults(const Piece& piece) {
  outcome_.damaged += batch_.lost();
  outcome_.ignored += batch_.ignored();
  for (const Fault& fault : batch_.faults()) report_at(piece, fault.code, fault.detail);
}

void SourceReader::note_foreign(const ForeignFormat* foreign) {
  if (outcome_.foreign == nullptr) outcome_.foreign = foreign;
}

void SourceReader::report_at(const Piece& piece, DiagnosticCode code, std::string detail) {
  const Place place = place_of(piece);
  const bool is_loss =
      code == DiagnosticCode::RecordBroken || code == DiagnosticCode::RecordTooDeep;
  const Severity severity = is_loss ? Severity::DataLoss : Severity::Info;
  outcome_.diagnostics.report(
      {code, severity, file_, place.offset, place.line, 0, std::move(detail)});
}

}  // namespace

SourceOutcome read_part(ByteSource& bytes, const PartOrigin& origin, Workbench& bench) {
  SourceReader reader(bytes, origin, bench);
  SourceOutcome outcome = reader.run();
  bench.give_back(reader.take_buffer());
  return outcome;
}

}  // namespace trace_cost::input
