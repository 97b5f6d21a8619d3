// Finds where a JSON object ends in text that may be anything.
//
// Dumps are objects with an app's own prints between them, and prints hold braces too. So the
// scanner is strict where it costs nothing: it stops at the first byte that no JSON text could have
// there. A raw line feed inside a string, or a '{' where a key belongs, ends a torn object at the
// tear instead of swallowing the objects behind it. Scalars are taken by their alphabet only, since
// dumps hold NaN and Infinity; the format's decoder judges them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace trace_cost::input {

class ObjectScanner {
 public:
  enum class State : std::uint8_t {
    More,      // fine so far; feed again with more text
    Complete,  // position() is one past the closing brace
    Broken,    // position() is the byte that cannot be there
    TooDeep,   // position() is the bracket that goes below kDepth
  };
  // Deeper nesting than any exporter writes, and less than the JSON parser's own limit.
  static constexpr std::size_t kDepth = 512;

  // Forgets everything; the next feed() begins a new object.
  void restart();
  // `object` begins at the object's '{' and holds everything fed before, unchanged, plus more.
  State feed(std::string_view object);
  // Goes on with text that follows what was fed, but lies elsewhere: position() counts from its
  // start, and open_objects() is not to be asked any more. After Broken, the scanner stands before
  // the byte that cannot be there, and may go on with other text.
  State feed_on(std::string_view more);

  [[nodiscard]] std::size_t position() const { return at_; }
  // Where the objects begin that were open when the scan stopped, outermost (0) first. Scanning any
  // of them anew would stop at the same place.
  [[nodiscard]] std::vector<std::size_t> open_objects() const;
  [[nodiscard]] bool is_within_string() const {
    return within_ == Within::String || within_ == Within::Escape;
  }
  // True once a whole `"key":` was seen.
  [[nodiscard]] bool saw_member() const { return saw_member_; }

 private:
  enum class Expect : std::uint8_t { KeyOrEnd, Key, Colon, Value, ValueOrEnd, CommaOrEnd };
  enum class Within : std::uint8_t { Nothing, String, Escape, Scalar };
  struct Open {
    std::size_t at;
    bool is_object;
  };

  bool step(char c);
  bool structural(char c);
  bool open(char c);
  bool close(char c);
  bool begin_string();
  bool begin_value(char c);
  void skip_plain(std::string_view object);

  std::vector<Open> open_;
  std::size_t at_ = 0;
  Expect expect_ = Expect::Value;
  Within within_ = Within::Nothing;
  bool too_deep_ = false;
  bool saw_member_ = false;
};

}  // namespace trace_cost::input
