// Messages of protobuf, field by field. Source: protobuf.dev/programming-guides/encoding.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace trace_cost::report {

class ProtobufWriter {
 public:
  void varint_field(std::uint32_t field, std::uint64_t value) {
    tag(field, 0);
    varint(value);
  }
  void fixed32_field(std::uint32_t field, std::uint32_t value) {
    tag(field, 5);
    little_endian(value, 4);
  }
  void fixed64_field(std::uint32_t field, std::uint64_t value) {
    tag(field, 1);
    little_endian(value, 8);
  }
  void double_field(std::uint32_t field, double value) {
    fixed64_field(field, std::bit_cast<std::uint64_t>(value));
  }
  // A text, bytes, or a message that was made before.
  void bytes_field(std::uint32_t field, std::string_view bytes) {
    tag(field, 2);
    varint(bytes.size());
    message_ += bytes;
  }
  [[nodiscard]] const std::string& message() const { return message_; }

 private:
  void tag(std::uint32_t field, std::uint32_t type) { varint(field << 3U | type); }
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) message_ += static_cast<char>(value | 0x80);
    message_ += static_cast<char>(value);
  }
  void little_endian(std::uint64_t value, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) message_ += static_cast<char>(value >> 8 * i);
  }

  std::string message_;
};

}  // namespace trace_cost::report
