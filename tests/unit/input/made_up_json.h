// Decoding for tests: one record -> what became of it, as text.
#pragma once

#include <string>
#include <string_view>

#include "input/record_decoder.h"
#include "model/capture.h"

namespace trace_cost::input {

// "user.id", "cost.usd", "http.url" and some more are wanted, and numbered in that order.
const model::AttributeSelection& test_selection();

struct Decoded {
  Decoding::Outcome outcome = Decoding::Outcome::NoSpan;
  std::string format;  // of ours or foreign; empty when nobody's
  std::string spans;   // one line a span, in order of the record
  std::string faults;  // one line a fault, "bad-id: trace_id is ..."
  bool repaired = false;
};
Decoded decoded(std::string_view object);

// The spans of a capture, one line each: "trace/span<parent kind status place start end service
// instance 'name' key=text:kind ...", ids without their leading zeros, "-" for what is unknown.
std::string spans_of(const model::Capture& capture);

}  // namespace trace_cost::input
