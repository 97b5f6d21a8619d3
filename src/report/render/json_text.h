// Single values of JSON, in pure ASCII.
#pragma once

#include <string>
#include <string_view>

namespace trace_cost::report {

// `bytes` between quotes. What is no UTF-8 becomes U+FFFD.
void append_json_text(std::string_view bytes, std::string& out);
// The shortest digits that read back as the same number; null for what is no number.
void append_json_number(double number, std::string& out);

}  // namespace trace_cost::report
