// What is to be said, before anybody decides how to print it. A view builds a Document out of
// blocks; every renderer prints every Document. A new kind of block makes every renderer fail to
// compile until it can print it, on purpose (std::visit over Block).
//
// People and machines read the same blocks: a block or column may be kept from one of the two.
// Machine names are dotted paths ("costs.rows", "total_ns.p50") that the JSON renderer opens up
// into objects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/finding.h"
#include "model/instant.h"
#include "model/money.h"

namespace trace_cost::report {

enum class Audience : std::uint8_t { Everyone, People, Machines };

// Colour only ever repeats what a word or sign already says.
enum class Tone : std::uint8_t { Plain, Strong, Dim, Good, Warning, Bad };

// --- values
// ---------------------------------------------------------------------------------------

struct Unknown {};  // null for machines; "–" for people

// People see "~" before it when the sample is too small to trust it, and "–" when it is no more
// than the largest value; machines see the number.
enum class Trust : std::uint8_t { Sound, Rough, None };

struct Duration {
  model::Nanos nanos{0};
  Trust trust = Trust::Sound;
};

// A part of a whole in millionths: 0.299037 for machines, "29.9 %" for people.
struct Share {
  std::int64_t millionths = 0;
};

struct Number {
  double value = 0;  // only for what is no count, no money and no time: a confidence
};

struct Record;  // a nested object; machines only
struct Value;
using Texts = std::vector<std::string>;

struct Records {
  std::vector<Record> items;
};

// Texts are raw bytes of the dump; renderers escape them.
struct Value : std::variant<Unknown, bool, std::string, std::int64_t, Number, model::Money,
                            Duration, model::Instant, Share, Texts, Records> {
  using Base = std::variant<Unknown, bool, std::string, std::int64_t, Number, model::Money,
                            Duration, model::Instant, Share, Texts, Records>;
  using Base::Base;
  Value(const char* text);  // NOLINT(google-explicit-constructor)
  [[nodiscard]] const Base& base() const { return *this; }
};

struct Field {
  std::string path;
  Value value;
};
struct Record {
  std::vector<Field> fields;
};

// Here because a Value may hold Records, and those are complete only now.
inline Value::Value(const char* text) : Base(std::string(text)) {}

// --- blocks
// ---------------------------------------------------------------------------------------

enum class Align : std::uint8_t { Left, Right };

// What may happen to a column when the terminal is narrow. Numbers are never cut, only hidden
// whole.
enum class Fit : std::uint8_t {
  Keep,    // never hidden, never cut
  Shrink,  // text that may be shortened with an ellipsis, never hidden
  Drop,    // hidden whole; the column furthest to the right with this mark goes first
};

struct Column {
  std::string path;   // machine name; empty: people only
  std::string title;  // column heading; empty with Audience::Machines
  Align align = Align::Left;
  Fit fit = Fit::Keep;
  Audience audience = Audience::Everyone;
  bool is_bar = false;  // a Share drawn as a bar, people only
  // Digits after the point of its money for people; empty: as many as the longest needs, two at
  // least. Amounts with more digits than that are printed with all of theirs.
  std::optional<int> places = {};
};

struct Row {
  std::vector<Value> cells;  // parallel to Table::columns
  Tone tone = Tone::Plain;
  Audience audience = Audience::Everyone;  // People: totals, which machines find elsewhere
};

// Rows that are made one at a time, when they are printed: for tables as long as the capture.
struct RowSource {
  std::size_t count = 0;
  std::function<Row(std::size_t)> make;  // row i; what it refers to must outlive the document
};

struct Table {
  std::string path;   // "legs"; empty: people only
  std::string title;  // "WHO WAS SLOW"
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::vector<std::string> footnotes;  // people only, dim, beneath the table
  std::string when_empty;              // said to people in place of an empty table; may be empty
  Audience audience = Audience::Everyone;
  RowSource more_rows = {};  // behind `rows`; machines only
};

// Named values; for machines an object at `path` (or the top level when empty).
struct Facts {
  std::string path;
  std::vector<Field> fields;
};

struct Phrase {
  std::string text;
  Tone tone = Tone::Plain;
};
using Line = std::vector<Phrase>;

enum class Wrapping : std::uint8_t { AtBlanks, Never };

// Lines of running text for people. Wrapped at blanks to the width; what is wrapped hangs two cells
// deeper than its line. Lines to copy are never wrapped.
struct Notes {
  std::string title;
  std::vector<Line> lines;
  Wrapping wrapping = Wrapping::AtBlanks;
};

// Brief: people get one example each, and advice for errors alone.
enum class Detail : std::uint8_t { Full, Brief };

struct Findings {
  std::string title;  // "ALARMS"
  std::vector<model::Finding> findings;
  std::string when_empty;
  // People see at most this many; a line says how many more there are. 0: all.
  std::size_t most = 0;
  Detail detail = Detail::Full;
  Audience audience = Audience::Everyone;
};

// --- the waterfall
// --------------------------------------------------------------------------------

enum class Mark : std::uint8_t { None, Error, Orphan, MissingParent, Cut };

struct TimelineRow {
  std::string service;
  std::string name;
  std::vector<bool> more_at;  // for each level above: does a sibling follow there (draws │, ├ or └)
  std::uint32_t depth = 0;  // true depth, even where more_at was capped
  model::Nanos offset{0};   // start, from the timeline's start
  model::Nanos length{0};   // as drawn; never negative
  bool has_times = true;    // false: no bar
  Value duration;           // Duration or Unknown
  Value self;               // Duration or Unknown
  Value cost;               // Money or Unknown
  Mark mark = Mark::None;
  std::vector<std::pair<model::Nanos, model::Nanos>>
      critical;                            // sections [from, to) on the critical path
  std::vector<std::string> notes;          // lines beneath the row; people only
  Audience audience = Audience::Everyone;  // People: spans that were folded; Machines: each of them
  Record machine;                          // the row as an object for machines
};

// A stretch of a timeline in which nothing happened and which is not drawn.
struct Cut {
  model::Nanos from{0};
  model::Nanos to{0};
};

struct Timeline {
  std::string path;        // "timelines"; each Timeline appends one object there
  Line heading;            // what trace this is
  model::Nanos length{0};  // of the axis; 0 draws no scale
  std::vector<TimelineRow> rows;
  std::vector<Cut> cuts;       // by time, apart from each other; people only
  std::uint64_t left_out = 0;  // rows that were not even made, for want of room
  Record machine;              // trace_id and the like, before "spans"
  Audience audience = Audience::Everyone;
};

using Block = std::variant<Facts, Table, Notes, Findings, Timeline>;

struct Document {
  std::string schema;         // "trace-cost.report.v1"
  std::vector<Block> blocks;  // in the order in which people read them
};

}  // namespace trace_cost::report
