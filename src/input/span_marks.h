// Whether text that is no record shows the keys of one.
#pragma once

#include <span>
#include <string_view>

namespace trace_cost::input {

// Looks for keys that only span records have near the front of `text`: a record's first keys are
// there, and a torn one may be a GB. A torn object that shows one is a lost record; one that shows
// none may as well be a line an app has printed.
bool shows_span_marks(std::string_view text);

// Whether `text`, at most a line, is from the middle of a record: such a key with its colon begins
// it, or stands behind a comma.
bool is_amid_record(std::string_view text);

// Whether a whole record has another one inside, in the place of a value: all keys of `once` (see
// JsonRecords) stand there twice, the first before an object or a list both times.
bool holds_another_record(std::string_view record, std::span<const std::string_view> once);

}  // namespace trace_cost::input
