// How OTLP lies in binary streams: bodies of requests, and requests behind their lengths.
#pragma once

#include <cstdint>
#include <string_view>

#include "input/binary_cut.h"

namespace trace_cost::input {

// As RecordSize. A body is one ResourceSpans with its tag, 0A; a frame is 4 bytes of length,
// big-endian, and a TracesData or an object of JSON. Text is neither: a line feed is 0A too, but no
// text has such lengths behind it.
std::uint64_t otlp_body_size(std::string_view front);
std::uint64_t otlp_frame_size(std::string_view front);
std::uint64_t json_frame_size(std::string_view front);

BinaryCut cut_otlp_bodies(const BinaryFront& front);
BinaryCut cut_otlp_frames(const BinaryFront& front);
BinaryCut cut_json_frames(const BinaryFront& front);

}  // namespace trace_cost::input
