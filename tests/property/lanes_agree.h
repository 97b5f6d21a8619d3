// Reads a text with the fast lane and without, and tells where the two differ.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "input/capture_reader.h"
#include "model/capture.h"

namespace trace_cost::property {

// All that reading one source has brought about, in words.
inline std::string account_of(const model::Capture& capture, const base::Diagnostics& diagnostics,
                              const model::AttributeSelection& wanted) {
  const model::Source& source = capture.sources()[0];
  std::string account =
      fmt::format("{} {} bytes, {} spans, {} damaged, {} ignored, bytes {} + {} + {}\n",
                  source.format, source.bytes, source.spans, source.damaged, source.ignored,
                  source.parsed_bytes, source.ignored_bytes, source.quarantined_bytes);
  for (const base::Diagnostic& said : diagnostics.kept()) {
    account += fmt::format("{} {}:{} {} {}\n", name_of(said.code), said.line, said.offset,
                           said.bytes, said.detail);
  }
  const auto attributes = [&](auto kept) {
    model::NumberBuffer buffer;
    for (const model::Attribute& attribute : kept) {
      account +=
          fmt::format(" {}={}'{}'", wanted.name(attribute.key()),
                      static_cast<int>(attribute.kind()), capture.text(attribute.text(), buffer));
    }
  };
  for (const model::Span& span : capture.spans()) {
    const model::Resource& resource = capture.resource(span.resource);
    account += fmt::format(
        "{} {} {} {} {} '{}' {}{}{}{}{} '{}' '{}'", to_hex(span.trace), to_hex(span.id),
        to_hex(span.parent), span.start.time_since_epoch().count(),
        span.end.time_since_epoch().count(), capture.name(span), static_cast<int>(span.kind),
        static_cast<int>(span.status), static_cast<int>(span.parent_place), span.parent_unreadable,
        span.shares_id, capture.text(resource.service), capture.text(resource.instance));
    attributes(capture.attributes(span));
    account += " of resource:";
    attributes(capture.attributes(span.resource));
    account += '\n';
  }
  return account;
}

inline std::string account_of(std::string_view text, const model::AttributeSelection& wanted,
                              input::Lanes lanes) {
  model::Capture capture;
  base::Diagnostics diagnostics;
  const auto bytes = input::memory_source(text);
  input::read_source(*bytes, {{"text", input::Named::Directly}, lanes}, wanted, capture,
                     diagnostics);
  capture.seal();
  return account_of(capture, diagnostics, wanted);
}

inline std::string account_of_file(const std::string& file, const model::AttributeSelection& wanted,
                                   input::ReadOptions options) {
  base::Diagnostics diagnostics;
  const model::Capture capture =
      read_capture({{file, input::Named::Directly}}, wanted, diagnostics, options);
  return account_of(capture, diagnostics, wanted);
}

// Both accounts where they differ; empty when they do not.
inline std::string lanes_differ(std::string_view text, const model::AttributeSelection& wanted) {
  const std::string fast = account_of(text, wanted, input::Lanes::All);
  const std::string plain = account_of(text, wanted, input::Lanes::Plain);
  return fast == plain ? std::string{} : "with the fast lane:\n" + fast + "without:\n" + plain;
}

// Keys of several kinds: short and long, of spans and resources, with values of every type.
inline model::AttributeSelection lanes_selection() {
  model::AttributeSelection wanted;
  for (const char* key :
       {"user.id", "cost.usd", "gen_ai.usage.input_tokens", "gen_ai.request.model", "list", "k",
        "flag", "service.name", "telemetry.sdk.language", "session.id"}) {
    wanted.add(key);
  }
  return wanted;
}

}  // namespace trace_cost::property
