#include "made_protobuf.h"

#include <bit>

namespace trace_cost {

namespace {

std::string tag(std::uint32_t number, unsigned type) { return varint(number << 3U | type); }

std::string little_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
  return text;
}

std::string big_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = bytes; i-- > 0;) text.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
  return text;
}

}  // namespace

std::string varint(std::uint64_t value) {
  std::string text;
  for (; value >= 0x80; value >>= 7U) text.push_back(static_cast<char>((value & 0x7F) | 0x80));
  text.push_back(static_cast<char>(value));
  return text;
}

std::string varint_field(std::uint32_t number, std::uint64_t value) {
  return tag(number, 0) + varint(value);
}
std::string fixed64_field(std::uint32_t number, std::uint64_t value) {
  return tag(number, 1) + little_endian(value, 8);
}
std::string fixed32_field(std::uint32_t number, std::uint32_t value) {
  return tag(number, 5) + little_endian(value, 4);
}
std::string double_field(std::uint32_t number, double value) {
  return fixed64_field(number, std::bit_cast<std::uint64_t>(value));
}
std::string bytes_field(std::uint32_t number, std::string_view bytes) {
  return tag(number, 2) + varint(bytes.size()) + std::string(bytes);
}
std::string group(std::uint32_t number, std::string_view fields) {
  return tag(number, 3) + std::string(fields) + tag(number, 4);
}

std::string trace_id_bytes(std::uint64_t id) { return std::string(8, '\0') + big_endian(id, 8); }
std::string span_id_bytes(std::uint64_t id) { return big_endian(id, 8); }

std::string key_value(std::string_view key, std::string_view value) {
  return bytes_field(1, key) + bytes_field(2, value);
}

std::string otlp_body(std::string_view service, std::string_view scope_spans) {
  const std::string resource = bytes_field(1, key_value("service.name", bytes_field(1, service)));
  return bytes_field(1, bytes_field(1, resource) + bytes_field(2, scope_spans));
}

std::string framed(std::string_view message) {
  return big_endian(message.size(), 4) + std::string(message);
}

}  // namespace trace_cost
