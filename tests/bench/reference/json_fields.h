// Short cuts that simdjson's On-Demand leaves to its user.
#pragma once

#include <simdjson.h>

#include <cstring>
#include <string_view>

namespace trace_cost::bench {

// Whether a raw key is `key`, whose quotes are left out.
template <std::size_t Size>
bool is_key(simdjson::ondemand::raw_json_string raw, const char (&key)[Size]) {
  return std::memcmp(raw.raw(), key, Size - 1) == 0 && raw.raw()[Size - 1] == '"';
}

// A number as it is written. On-Demand's token reaches to the next one.
inline std::string_view number_text(simdjson::ondemand::value value) {
  const std::string_view token = value.raw_json_token();
  return token.substr(0, token.find_last_not_of(" \n}") + 1);
}

}  // namespace trace_cost::bench
