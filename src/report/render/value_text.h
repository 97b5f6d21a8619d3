// Values as people read them: units, thousands, a money sign. Machines get theirs from json.cpp and
// csv.cpp.
#pragma once

#include <cstdint>
#include <string>

#include "report/document.h"
#include "report/render/renderer.h"

namespace trace_cost::report {

// "504.7 ms", "1.234 s", "2 min 03 s", "18.9 ms", "812 µs", "0 ns": three or four digits, rounded
// half up, "-" before what is negative.
std::string duration_text(model::Nanos nanos);

// "$0.0066646", "-$0.50": exactly, with at least `places` digits after the point.
std::string money_text(model::Money money, int places);

// "16 204"
std::string count_text(std::int64_t count);

// "29.9 %". Only what is whole is "100.0 %" and only nothing is "0.0 %": "> 99.9 %", "< 0.1 %".
std::string share_text(Share share);

// "2026-11-22 16:08:22.156 UTC"
std::string instant_text(model::Instant instant);

struct Wording {
  Charset charset = Charset::Unicode;
  int money_places = 2;  // the fewest digits after the point
};

// shown() text. Unknown is "–". Records are for machines only and give an empty text.
std::string value_text(const Value& value, Wording wording);

// Digits after the point that `value` needs as money, at least 2. The most of a column aligns it.
int money_places(const Value& value);

}  // namespace trace_cost::report
