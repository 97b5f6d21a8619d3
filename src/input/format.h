// A dump format: how its records are recognised by their keys, and how they become spans.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "input/binary_cut.h"
#include "input/json_access.h"
#include "input/span_batch.h"

namespace trace_cost::input {

// The keys by which formats tell their records apart. Everything else about an object is ignored
// until a format has claimed it.
inline constexpr std::array<std::string_view, 43> kTellingKeys{"context",
                                                               "name",
                                                               "kind",
                                                               "parent_id",
                                                               "start_time",
                                                               "trace_id",
                                                               "span_id",
                                                               "span_kind",
                                                               "status_code",
                                                               "start",
                                                               "id",
                                                               "traceId",
                                                               "SpanContext",
                                                               "SpanKind",
                                                               "data",
                                                               "traceID",
                                                               "spans",
                                                               "processes",
                                                               "batches",
                                                               "trace",
                                                               "result",
                                                               "scopeSpans",
                                                               "log",
                                                               "stream",
                                                               "spanId",
                                                               "bookmarked",
                                                               "Traces",
                                                               "resourceSpans",
                                                               "resourceLogs",
                                                               "resourceMetrics",
                                                               "resource_spans",
                                                               "scope_spans",
                                                               "instrumentation_library_spans",
                                                               "instrumentationLibrarySpans",
                                                               "body",
                                                               "startTime",
                                                               "type",
                                                               "parent_observation_id",
                                                               "end_time",
                                                               "in_progress",
                                                               "localEndpoint",
                                                               "duration",
                                                               "spanID"};

// Which of kTellingKeys an object has: itself, one level down in its "context", and one level down
// in what the answers of backends wrap their traces in ("data", "trace", "result", "batches"; of a
// list the first entry counts).
class Shape {
 public:
  // Reads `object` to its end; rewind it afterwards.
  static Shape of(JsonObject& object);

  [[nodiscard]] bool has(std::string_view key) const { return (keys_ & bit(key)) != 0; }
  [[nodiscard]] bool context_has(std::string_view key) const { return (context_ & bit(key)) != 0; }
  [[nodiscard]] bool wrapped_has(std::string_view key) const { return (wrapped_ & bit(key)) != 0; }

 private:
  static std::uint64_t keys_within(JsonValue value);
  // 0 for a key that tells nothing.
  static constexpr std::uint64_t bit(std::string_view key) {
    for (std::size_t i = 0; i < kTellingKeys.size(); ++i) {
      if (kTellingKeys[i] == key) return std::uint64_t{1} << i;
    }
    return 0;
  }
  std::uint64_t keys_ = 0;
  std::uint64_t context_ = 0;
  std::uint64_t wrapped_ = 0;
};

// Records that are JSON objects, told apart by their keys.
struct JsonRecords {
  bool (*recognises)(const Shape& shape) = nullptr;
  // Adds the spans of `object` to `batch`, every span with its resource. May throw
  // simdjson::simdjson_error; what single fields lack goes to batch.fault().
  void (*decode)(JsonObject object, SpanBatch& batch) = nullptr;
  // Keys, as `"key":`, that a record of one writer holds once, the first of them before an object
  // or a list. A record that holds all of them twice has swallowed another one.
  std::span<const std::string_view> once = {};
};

// How far a block goes from the front of a text.
struct Extent {
  enum class State : std::uint8_t {
    Whole,  // it takes `size` bytes
    More,   // not known before more of the text is there
    Torn,   // it makes sense for `size` bytes and is not over there
  };
  State state = State::More;
  std::size_t size = 0;
};

// What a block said that holds for those behind it in the same input.
struct Carried {
  std::string resource;  // rust-stdout prints it once: its lines
};

// Records that are blocks of text and no JSON. Where one begins is asked at every '{' and at the
// start of lines, of blocks that begin otherwise.
struct TextRecords {
  struct Verdict {
    enum class Outcome : std::uint8_t { Spans, NoSpan, Damaged };
    Outcome outcome = Outcome::NoSpan;
    std::string_view reason;  // of Damaged; lives forever

    static Verdict spans() { return {Outcome::Spans, {}}; }
    static Verdict no_span() { return {}; }
    static Verdict damaged(std::string_view reason) { return {Outcome::Damaged, reason}; }
  };

  std::string_view firsts;  // the bytes with which records begin
  std::string_view word;    // stands in their first line, of records that do not begin with '{'
  // Whether a record begins here. `text` holds TextRecords::kFront bytes unless the input ends
  // before; no more are looked at.
  bool (*begins)(std::string_view text) = nullptr;
  // Where the record that begins at the front of `text` ends. The answer does not change when more
  // text comes behind, but for More; with `at_end` nothing comes, and More means that it was cut.
  Extent (*measure)(std::string_view text, bool at_end) = nullptr;
  // Adds the spans of a whole record, which is UTF-8. What the batch got counts only with Spans.
  Verdict (*decode)(std::string_view record, Carried& carried, SpanBatch& batch) = nullptr;

  static constexpr std::size_t kFront = 512;
};

// Input that is no text at all: the format reads it from its first byte to its end.
struct BinaryStream {
  enum class Outcome : std::uint8_t { Spans, NoSpan, Damaged };
  struct Verdict {
    Outcome outcome = Outcome::NoSpan;
    bool repaired = false;  // bytes that are no UTF-8 were replaced
  };

  // How the records of a stream are cut that begins with `head`, which is as much as there is up to
  // RecordReader::kHead; null when the stream is not of this format.
  BinaryCutter (*cutter_of)(std::string_view head) = nullptr;
  // Adds the spans of a record's content. Null: the contents are JSON objects.
  Verdict (*decode)(std::string_view content, SpanBatch& batch) = nullptr;
};

// One kind of record is set, by its functions; JSON objects may also lie in a binary stream.
struct Format {
  std::string_view name;     // as in the JSON output: "python-console"
  std::string_view summary;  // one line for people
  JsonRecords json = {};
  TextRecords text = {};
  BinaryStream binary = {};
};

// All formats, tried in this order.
std::span<const Format> formats();

// Whether the records of any text format begin with `first`.
bool may_begin_block(char first);
// Whether a line may be the first of a block that does not begin with '{', with something in front.
bool may_hold_block(std::string_view line);
// The format whose block begins at the front of `text`, as TextRecords::begins; null when none.
const Format* format_of_block(std::string_view text);

}  // namespace trace_cost::input
