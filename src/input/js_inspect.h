// Reads what util.inspect of Node.js prints, and so console.log and console.dir: JavaScript values
// that look like JSON and are none.
//
//   {
//     name: 'POST /chat',                        keys mostly without quotes
//     parent: undefined,
//     text: "it's\x07 long\n" +                  quotes of three kinds, escapes of JavaScript,
//       'and goes on',                           long texts in several parts
//     numbers: [
//        0,  1,  2,
//       ... 97 more items                        lists are cut after 100 items, texts after 10,000
//     ],                                         characters
//     deep: [Object],                            and what lies too deep is only named
//     state: TraceStateImpl { map: Map(1) { 'a' => 'b' } }
//   }
//
// On a terminal there are colours around the values. Everything else that inspect can print
// (functions, errors, regular expressions) is taken as far as it looks like the above.
//
// Source: Node.js, lib/internal/util/inspect.js, and dumps of Node 20.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "input/span_batch.h"

namespace trace_cost::input {

struct InspectToken {
  enum class Kind : std::uint8_t {
    Key,
    Text,     // a string
    Literal,  // a number, true, undefined, a date
    Elided,   // [Object]: a value that was not printed
    Object,   // an object begins, of whatever class
    List,     // a list begins
    End,      // of the object or list begun last
    Omitted,  // "... 97 more items" in the place of items
    Done,     // the value is over
    More,     // the text ends before the value does
    Torn,     // position() is the byte that cannot be there
  };
  Kind kind = Kind::Done;
  std::string_view raw;  // as printed, with quotes
  bool cut = false;      // of Text: "... 3 more characters" stands behind it
};

// One object or list, token by token. Depth is bounded, so that objects that begin inside of others
// which turn out to be torn are not read all too often.
class InspectReader {
 public:
  static constexpr std::size_t kDepth = 16;

  // Reads the object or list at the front of `text`, which must outlive the reader.
  explicit InspectReader(std::string_view text) : text_(text) {}

  // The next token. After Done, More and Torn comes the same again.
  InspectToken next();
  // Behind `token`, the first one of a value: steps over the rest of that value. False when part of
  // it was not printed.
  bool skip(const InspectToken& token);
  // Of the byte behind the last token, or of the one that cannot be there.
  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

 private:
  using Kind = InspectToken::Kind;
  // Entries is what Map and Set have between their braces: values, or pairs of them.
  enum class Within : std::uint8_t { Object, Entries, List };
  enum class Expect : std::uint8_t { Value, Item, ItemOrEnd, CommaOrEnd, Nothing };

  void skip_blanks();
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] bool ahead(std::string_view text) const {
    return text_.substr(at_).starts_with(text);
  }
  InspectToken stop(Kind kind);
  InspectToken taken(Kind kind, std::size_t begin);
  InspectToken comma_or_end();
  InspectToken item();
  InspectToken omitted();
  InspectToken key();
  InspectToken value();
  InspectToken text();
  InspectToken word();
  InspectToken bracket();
  InspectToken named(Kind kind, std::size_t begin);
  InspectToken open(Within within, std::size_t begin);
  InspectToken end();
  bool scan_quoted();
  bool scan_parts();
  bool scan_to(char closing);
  bool scan_cut_note();

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Within> open_;
  Expect expect_ = Expect::Value;
  Kind stopped_ = Kind::Done;  // why a scan came to no end: More or Torn
};

// What the Key or Text printed as `raw` says. A lone surrogate or an escape that is none becomes
// U+FFFD. `batch` keeps texts that are not in `raw` as they are.
std::string_view inspected_text(std::string_view raw, SpanBatch& batch);

}  // namespace trace_cost::input
