// Tells the rest of a record whose beginning is missing from an app's prints, by its brackets:
//
//     "/chat"}},{"key":"cost.usd",...}],"status":{}}]}]}
//           └┘ closed, never opened  └┘ and then a key
//
// Prints close what they open, or have no keys behind it, and no keys or objects before it.
#pragma once

#include <cstddef>
#include <string_view>

namespace trace_cost::input {

class LooseBrackets {
 public:
  // Text that stands outside of whole objects, in order. True when it shows that all of it since
  // the last restart() is from the middle of a record.
  bool follow(std::string_view text);
  // A whole object stands here, and is no record.
  void pass_object() {
    behind_ = Behind::Other;
    has_content_ = true;
  }
  // A record ends here.
  void restart() { *this = {}; }

 private:
  enum class Behind : unsigned char { Other, Closing, Comma };
  bool close();
  void step(char c);
  bool take_string(std::string_view rest, std::size_t& size);

  std::size_t open_ = 0;
  Behind behind_ = Behind::Other;  // what a bracket that nothing opened is followed by so far
  bool has_content_ = false;       // on this line: an object, or a key outside of all brackets
};

// Whether a line begins in the middle of a record, and there in a string.
bool begins_in_string(std::string_view line);

}  // namespace trace_cost::input
