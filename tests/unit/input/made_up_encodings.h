// Encoded bytes for tests, and what a decoder makes of them.
#pragma once

#include <string>
#include <string_view>

#include "input/byte_source.h"
#include "input/decoding_log.h"

namespace trace_cost::input {

std::string gzip_of(std::string_view text);
std::string zstd_of(std::string_view text);        // one frame, with a checksum
std::string message_of(std::string_view text);     // length and frame, as the collector writes it
std::string utf16_of(std::u16string_view text);    // little-endian, without a mark
std::string swapped_pairs(std::string_view text);  // little-endian <-> big-endian
// Lines that shrink little, so that a text of some size stays one when it is compressed.
std::string noisy_lines(std::size_t lines);

// "damaged 7: gzip damaged: ..." one a line; 7 is the offset.
std::string faults_of(const DecodingLog& log);

struct Unpacked {
  std::string text;
  std::string faults;  // as faults_of()
};

// Reads to the end. An error is appended as "<message>".
std::string all_of(ByteSource& source, std::size_t room = std::size_t{1} << 20);

}  // namespace trace_cost::input
