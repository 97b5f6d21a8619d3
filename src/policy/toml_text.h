// Names written into a TOML file.
#pragma once

#include <string>
#include <string_view>

namespace trace_cost::policy {

// A TOML basic string. `text` must be UTF-8, for nothing else can stand in a TOML file.
std::string toml_quoted(std::string_view text);

}  // namespace trace_cost::policy
