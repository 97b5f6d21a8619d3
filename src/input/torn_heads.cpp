#include "input/torn_heads.h"

#include <algorithm>
#include <array>

namespace trace_cost::input {

namespace {

constexpr std::size_t kMostHeads = 8;
constexpr std::size_t kMostRecordsSince = 8;
constexpr std::size_t kMostTextsSince = 256;
// Lines behind a record at which a tail may begin: the record's own line feed, a print.
constexpr int kLinesToTry = 4;

// What may stand before a text that goes on within an object, as a member of it or an element of a
// list there.
constexpr std::array<std::string_view, 2> kInsides{"{\"\":{}", "{\"\":[{}"};
// What may stand before the end of a record, wherever that was cut off.
constexpr std::array<std::string_view, 8> kHeads{
    "{", "{\"", "{\"\"", "{\"\":", "{\"\":\"", "{\"\":1", "{\"\":[", "{\"\":[\""};

bool begins_with(std::string_view text, char c) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == c;
}

bool may_be_torn_by_pipe(std::size_t head, std::size_t tail) {
  constexpr std::size_t kPage = TornHeads::kPage;
  const std::size_t write = head + tail + 1;  // and a line feed
  return write > kPage && (head % kPage == 0 || head % kPage == write % kPage);
}

}  // namespace

bool TornHeads::begins_record(std::string_view behind) {
  const std::size_t first = behind.find_first_not_of(" \t\r\n,[");
  return first != std::string_view::npos && behind[first] == '{';
}

void TornHeads::add() {
  // What begins here may be where a head ends, or part of it.
  const std::size_t known = heads_.size();
  for (std::size_t i = 0; i < known; ++i) {
    if (heads_[i].ended) continue;
    heads_.push_back(heads_[i]);
    heads_.back().ended = true;
  }
  heads_.emplace_back().scanner.restart();
  if (heads_.size() > kMostHeads) {
    heads_.erase(heads_.begin(), heads_.end() - static_cast<std::ptrdiff_t>(kMostHeads));
  }
}

// Takes `text` as the head's continuation: all of it, or up to its end within; or nothing.
TornHeads::Fit TornHeads::try_on(Head& head, std::string_view text) {
  ObjectScanner tried = head.scanner;
  const ObjectScanner::State state = tried.feed_on(text);
  const bool fits = state == ObjectScanner::State::More || state == ObjectScanner::State::Complete;
  // The first text that breaks is where the head ends, in its middle.
  if (fits || !head.ended) {
    head.size += tried.position();
    head.scanner = std::move(tried);
  }
  if (!fits) {
    head.ended = true;
    return Fit::No;
  }
  return state == ObjectScanner::State::Complete ? Fit::Whole : Fit::More;
}

bool TornHeads::follow(std::string_view text) {
  followed_ += text.size();
  is_at_line_start_ = text.ends_with('\n');
  const bool is_blank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  const bool has_quote = text.find('"') != std::string_view::npos;
  bool fits = false;
  for (Head& head : heads_) {
    // Within a string, and between tokens, almost anything fits.
    const bool tells = head.scanner.is_within_string() ? has_quote : !is_blank;
    const Fit fit = try_on(head, text);
    fits |= fit != Fit::No && tells;
    head.texts_since += head.ended ? 1 : 0;
    head.done = fit == Fit::Whole || head.texts_since > kMostTextsSince;
  }
  std::erase_if(heads_, [](const Head& head) { return head.done; });
  return fits;
}

// A record that stands where a value may stand can be part of the head, or foreign to it.
void TornHeads::pass(std::string_view record) {
  is_at_line_start_ = false;
  followed_ += record.size();
  const std::size_t known = heads_.size();
  for (std::size_t i = 0; i < known && heads_.size() < kMostHeads; ++i) {
    Head with = heads_[i];
    if (!with.ended && try_on(with, record) == Fit::More) heads_.push_back(std::move(with));
  }
  for (Head& head : heads_) ++head.records_since;
  std::erase_if(heads_, [](const Head& head) { return head.records_since > kMostRecordsSince; });
}

std::size_t TornHeads::reach(std::size_t size) const {
  constexpr std::size_t kLeast = std::size_t{1} << 14;
  constexpr std::size_t kMost = std::size_t{1} << 24;
  for (const Head& head : heads_) size = std::max(size, head.size);
  return std::min(kLeast + 4 * size, kMost);
}

// The tail that speaks of the record need not follow at once: other writers' records may come
// first.
Glue TornHeads::glue(std::string_view behind) {
  // A hostile input may make every look a long one. Then everything near is held for glued.
  constexpr std::uint64_t kScansOfAByte = 32;
  constexpr std::uint64_t kAtLeast = std::uint64_t{1} << 26;
  if (scanned_ > kAtLeast + kScansOfAByte * followed_) return Glue::Surely;
  Glue found = followed_by_tail(behind);
  for (std::size_t records = 0; records < kRecordsAhead && found == Glue::No; ++records) {
    const std::size_t size = record_at(behind);
    if (size == 0) break;
    behind.remove_prefix(size);
    // A comma goes on with the list of a tail, or with that of the dump.
    if (!begins_record(behind) || begins_with(behind, ',')) found = followed_by_tail(behind);
  }
  return found;
}

// The size of what `text` begins with: a whole object, with blanks before it; 0 for anything else.
std::size_t TornHeads::record_at(std::string_view text) {
  if (!begins_record(text)) return 0;
  const std::size_t before = text.find('{');
  ObjectScanner scanner;
  scanner.restart();
  const ObjectScanner::State state = scanner.feed(text.substr(before));
  scanned_ += scanner.position();
  return state == ObjectScanner::State::Complete ? before + scanner.position() : 0;
}

Glue TornHeads::followed_by_tail(std::string_view behind) {
  Glue found = Glue::No;
  for (const Head& head : heads_) {
    const std::size_t rest = tail(head, behind);
    if (rest == 0) continue;
    if (!may_be_torn_by_pipe(head.size, rest)) return Glue::Surely;
    found = Glue::Maybe;
  }
  if (found != Glue::No) return found;
  const bool is_glued = is_inside_of_object(behind) || is_tail(behind);
  return is_glued ? Glue::Surely : Glue::No;
}

// Whether what follows an object goes on as if it were a member of another, or an element of a
// list there: `, "events": [ ...` up to the other's '}'. So it is when the braces of a glued object
// closed too early.
bool TornHeads::is_inside_of_object(std::string_view behind) {
  return std::any_of(kInsides.begin(), kInsides.end(),
                     [&](std::string_view before) { return completes(before, behind); });
}

// Whether a record's end stands here. A glued object has one behind it even when it does not fit
// the head, since a quote behind the head's last backslash was taken for the beginning of a text.
bool TornHeads::is_tail(std::string_view behind) {
  behind.remove_prefix(std::min(behind.find_first_not_of("\r\n"), behind.size()));
  if (begins_record(behind)) return false;
  // Behind a record in a line of its own, a print may look like any tail but one with a whole key.
  if (is_at_line_start_) return begins_with(behind, '"') && completes("{", behind);
  return std::any_of(kHeads.begin(), kHeads.end(),
                     [&](std::string_view before) { return completes(before, behind); });
}

bool TornHeads::completes(std::string_view before, std::string_view behind) {
  ObjectScanner scanner;
  scanner.restart();
  scanner.feed(before);
  const ObjectScanner::State state = scanner.feed_on(behind);
  scanned_ += scanner.position();
  return state == ObjectScanner::State::Complete;
}

std::size_t TornHeads::tail(const Head& head, std::string_view behind) {
  for (int line = 0; line < kLinesToTry && !behind.empty(); ++line) {
    ObjectScanner scanner = head.scanner;
    const ObjectScanner::State state = scanner.feed_on(behind);
    scanned_ += scanner.position();
    if (state == ObjectScanner::State::Complete && scanner.saw_member()) {
      return scanner.position();
    }
    // Within a string, the brace of the line may be the string's: it was worth one look.
    const bool looked_at = !head.scanner.is_within_string() || behind.front() != '\n';
    if (TornHeads::begins_record(behind) && looked_at) return 0;
    behind.remove_prefix(std::min(behind.find('\n'), behind.size() - 1) + 1);
  }
  return 0;
}

}  // namespace trace_cost::input
