// Messages of protobuf for tests, written field by field:
//
//   bytes_field(5, "chat") + varint_field(6, 3) + fixed64_field(7, 1000)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace trace_cost {

std::string varint(std::uint64_t value);
std::string varint_field(std::uint32_t number, std::uint64_t value);
std::string fixed64_field(std::uint32_t number, std::uint64_t value);
std::string fixed32_field(std::uint32_t number, std::uint32_t value);
std::string double_field(std::uint32_t number, double value);
std::string bytes_field(std::uint32_t number, std::string_view bytes);
// `fields` between the tags that begin and end a group.
std::string group(std::uint32_t number, std::string_view fields);

// 16 and 8 bytes, big-endian.
std::string trace_id_bytes(std::uint64_t id);
std::string span_id_bytes(std::uint64_t id);
// A KeyValue; `value` is an AnyValue.
std::string key_value(std::string_view key, std::string_view value);
// One ResourceSpans with its tag, as a body has it: all of one service.
std::string otlp_body(std::string_view service, std::string_view scope_spans);
// `message` behind its length.
std::string framed(std::string_view message);

}  // namespace trace_cost
