// The whole job on the Python SDK's console output with simdjson's iterate_many(). Prints the
// answer.
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

using simdjson::ondemand::field;
using simdjson::ondemand::object;
using simdjson::ondemand::raw_json_string;
using simdjson::ondemand::value;

// "SpanKind.CLIENT" as OTLP numbers it.
simdjson_inline std::uint8_t kind_number(raw_json_string kind) {
  const char* word = kind.raw() + sizeof "SpanKind." - 1;
  switch (word[0]) {
    case 'I':
      return 1;
    case 'S':
      return 2;
    case 'P':
      return 4;
    default:
      return word[1] == 'L' ? 3 : 5;
  }
}

// "UNSET", "OK" or "ERROR" as OTLP numbers it.
simdjson_inline std::uint8_t status_number(raw_json_string status) {
  switch (status.raw()[0]) {
    case 'U':
      return 0;
    case 'O':
      return 1;
    default:
      return 2;
  }
}

simdjson_inline void read_attribute(field& attribute, Span& span) {
  const raw_json_string key = attribute.key();
  value& of = attribute.value();
  switch (key.raw()[0]) {
    case 'u':
      if (is_key(key, "user.id")) {
        span.user = of.get_string();
      }
      break;
    case 'c':
      if (is_key(key, "cost.usd")) {
        span.charge = parse_nano(number_text(of));
      }
      break;
    case 'g':
      if (is_key(key, "gen_ai.response.model")) {
        span.model = of.get_string();
      } else if (is_key(key, "gen_ai.usage.input_tokens")) {
        span.input_tokens = of.get_uint64();
      } else if (is_key(key, "gen_ai.usage.output_tokens")) {
        span.output_tokens = of.get_uint64();
      }
      break;
    default:
      break;
  }
}

// Ids are written as "0x…".
simdjson_inline void read_context(object context, Span& span) {
  const raw_json_string trace = context.find_field("trace_id");
  span.trace = {parse_hex16(trace.raw() + 2), parse_hex16(trace.raw() + 18)};
  const raw_json_string id = context.find_field("span_id");
  span.id = parse_hex16(id.raw() + 2);
}

simdjson_inline void read_parent(value& parent, Span& span) {
  raw_json_string id;
  if (parent.get_raw_json_string().get(id) == simdjson::SUCCESS) {
    span.parent = parse_hex16(id.raw() + 2);
  }
}

// The members that begin with s or e.
simdjson_inline void read_time_or_status(const raw_json_string& key, value& of, Span& span) {
  if (is_key(key, "start_time")) {
    span.start_ns = parse_iso_ns(of.get_raw_json_string().value().raw());
  } else if (is_key(key, "end_time")) {
    span.end_ns = parse_iso_ns(of.get_raw_json_string().value().raw());
  } else if (is_key(key, "status")) {
    span.status = status_number(of.find_field("status_code").get_raw_json_string());
  }
}

simdjson_inline void read_attributes(const raw_json_string& key, value& of, Span& span) {
  if (is_key(key, "attributes")) {
    for (field attribute : of.get_object()) {
      read_attribute(attribute, span);
    }
  }
}

simdjson_inline void read_resource(const raw_json_string& key, value& of, Span& span,
                                   Interner& services) {
  if (is_key(key, "resource")) {
    span.service =
        services.intern(of.find_field("attributes").find_field("service.name").get_string());
  }
}

simdjson_inline void read_member(field& member, Span& span, Interner& services) {
  const raw_json_string key = member.key();
  value& of = member.value();
  switch (key.raw()[0]) {
    case 'n':
      if (is_key(key, "name")) {
        span.name = of.get_string();
      }
      break;
    case 'c':
      if (is_key(key, "context")) {
        read_context(of.get_object(), span);
      }
      break;
    case 'k':
      if (is_key(key, "kind")) {
        span.kind = kind_number(of.get_raw_json_string());
      }
      break;
    case 'p':
      if (is_key(key, "parent_id")) {
        read_parent(of, span);
      }
      break;
    case 's':
    case 'e':
      read_time_or_status(key, of, span);
      break;
    case 'a':
      read_attributes(key, of, span);
      break;
    case 'r':
      read_resource(key, of, span, services);
      break;
    default:
      break;
  }
}

void read_records(const char* path) {
  constexpr std::size_t kBatch = std::size_t{1} << 20U;
  SpanStore store;
  simdjson::ondemand::parser parser;
  PieceReader reader(path, "\n}\n");
  while (std::optional<std::string_view> piece = reader.next()) {
    simdjson::ondemand::document_stream records =
        parser.iterate_many(piece->data(), piece->size(), kBatch);
    for (simdjson::ondemand::document_reference record : records) {
      Span span;
      for (field member : record.get_object()) {
        read_member(member, span, store.services);
      }
      store.add(span);
    }
  }
  std::fputs(answer(store).c_str(), stdout);
}

}  // namespace

}  // namespace trace_cost::bench

int main(int argc, char** argv) {
  return trace_cost::bench::run_reference(argc, argv, trace_cost::bench::read_records);
}
