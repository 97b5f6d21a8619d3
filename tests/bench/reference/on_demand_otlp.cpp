// The whole job on OTLP JSON lines with simdjson's On-Demand, one line at a time: what a good
// programmer gets from the library. Prints the answer.
#include <simdjson.h>

#include <cstdio>

#include "answer.h"
#include "json_fields.h"
#include "piece_reader.h"
#include "run_reference.h"
#include "scalars.h"
#include "span_store.h"

namespace trace_cost::bench {

namespace {

using simdjson::ondemand::array;
using simdjson::ondemand::field;
using simdjson::ondemand::object;
using simdjson::ondemand::raw_json_string;
using simdjson::ondemand::value;

// Members are taken in the order in which collectors write them, "key" before "value".
simdjson_inline void read_attribute(object attribute, Span& span) {
  const raw_json_string key = attribute.find_field("key");
  switch (key.raw()[0]) {
    case 'u':
      if (is_key(key, "user.id")) {
        span.user = attribute.find_field("value").find_field("stringValue").get_string();
      }
      break;
    case 'c':
      if (is_key(key, "cost.usd")) {
        span.charge = parse_nano(
            number_text(attribute.find_field("value").find_field("doubleValue").value()));
      }
      break;
    case 'g':
      if (is_key(key, "gen_ai.response.model")) {
        span.model = attribute.find_field("value").find_field("stringValue").get_string();
      } else if (is_key(key, "gen_ai.usage.input_tokens")) {
        span.input_tokens =
            attribute.find_field("value").find_field("intValue").get_uint64_in_string();
      } else if (is_key(key, "gen_ai.usage.output_tokens")) {
        span.output_tokens =
            attribute.find_field("value").find_field("intValue").get_uint64_in_string();
      }
      break;
    default:
      break;
  }
}

simdjson_inline std::uint8_t status_code(object status) {
  for (field member : status) {
    if (is_key(member.key(), "code")) {
      return static_cast<std::uint8_t>(member.value().get_uint64().value());
    }
  }
  return 0;
}

simdjson_inline void read_ids(const raw_json_string& key, value& of, Span& span) {
  const char* text = of.get_raw_json_string().value().raw();
  if (is_key(key, "traceId")) {
    span.trace = {parse_hex16(text), parse_hex16(text + 16)};
  } else if (is_key(key, "spanId")) {
    span.id = parse_hex16(text);
  } else if (text[0] != '"') {
    span.parent = parse_hex16(text);
  }
}

// The members that begin with s.
simdjson_inline void read_id_start_or_status(const raw_json_string& key, value& of, Span& span) {
  if (is_key(key, "spanId")) {
    read_ids(key, of, span);
  } else if (is_key(key, "startTimeUnixNano")) {
    span.start_ns = of.get_uint64_in_string();
  } else if (is_key(key, "status")) {
    span.status = status_code(of.get_object());
  }
}

simdjson_inline void read_attributes(const raw_json_string& key, value& of, Span& span) {
  if (is_key(key, "attributes")) {
    for (object attribute : of.get_array()) {
      read_attribute(attribute, span);
    }
  }
}

// The first letter of a key halves the comparisons.
simdjson_inline void read_member(field& member, Span& span) {
  const raw_json_string key = member.key();
  value& of = member.value();
  switch (key.raw()[0]) {
    case 't':
      if (is_key(key, "traceId")) {
        read_ids(key, of, span);
      }
      break;
    case 'p':
      if (is_key(key, "parentSpanId")) {
        read_ids(key, of, span);
      }
      break;
    case 's':
      read_id_start_or_status(key, of, span);
      break;
    case 'e':
      if (is_key(key, "endTimeUnixNano")) {
        span.end_ns = of.get_uint64_in_string();
      }
      break;
    case 'n':
      if (is_key(key, "name")) {
        span.name = of.get_string();
      }
      break;
    case 'k':
      if (is_key(key, "kind")) {
        span.kind = static_cast<std::uint8_t>(of.get_uint64().value());
      }
      break;
    case 'a':
      read_attributes(key, of, span);
      break;
    default:
      break;
  }
}

std::uint32_t service_of(object resource, SpanStore& store) {
  std::uint32_t service = 0;
  for (object attribute : resource["attributes"].get_array()) {
    const raw_json_string key = attribute.find_field("key");
    if (is_key(key, "service.name")) {
      service = store.services.intern(
          attribute.find_field("value").find_field("stringValue").get_string());
    }
  }
  return service;
}

void read_scopes(array scopes, std::uint32_t service, SpanStore& store) {
  for (object scope : scopes) {
    for (object members : scope.find_field("spans").get_array()) {
      Span span;
      span.service = service;
      for (field member : members) {
        read_member(member, span);
      }
      store.add(span);
    }
  }
}

// `line` with PieceReader::kPadding bytes behind it.
void read_line(simdjson::ondemand::parser& parser, std::string_view line, SpanStore& store) {
  simdjson::ondemand::document document =
      parser.iterate(line.data(), line.size(), line.size() + PieceReader::kPadding);
  for (object resource_spans : document["resourceSpans"].get_array()) {
    std::uint32_t service = 0;
    for (field member : resource_spans) {
      if (is_key(member.key(), "resource")) {
        service = service_of(member.value().get_object(), store);
      } else if (is_key(member.key(), "scopeSpans")) {
        read_scopes(member.value().get_array(), service, store);
      }
    }
  }
}

void read_lines(const char* path) {
  SpanStore store;
  simdjson::ondemand::parser parser;
  PieceReader reader(path, "\n");
  while (std::optional<std::string_view> piece = reader.next()) {
    while (!piece->empty()) {
      const std::size_t length = std::min(piece->find('\n'), piece->size());
      if (length > 0) {
        read_line(parser, piece->substr(0, length), store);
      }
      piece->remove_prefix(std::min(length + 1, piece->size()));
    }
  }
  std::fputs(answer(store).c_str(), stdout);
}

}  // namespace

}  // namespace trace_cost::bench

int main(int argc, char** argv) {
  return trace_cost::bench::run_reference(argc, argv, trace_cost::bench::read_lines);
}
