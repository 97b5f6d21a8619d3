// The small texts that limits are written in, alike in the policy file and in options. What is no
// such text is empty; whoever asked says where it stood and what was expected.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace trace_cost::policy {

// "800ms", "1.5 s", "250us", "90ns", "2min", "1h": more than nothing, at most a day.
std::optional<model::Nanos> read_duration(std::string_view text);
// "99%", "99.5 %", from 0 to 100, in millionths: 990000.
std::optional<std::int64_t> read_share(std::string_view text);
// "a>b>c", also with the arrow that reports print: at least two names, none of them empty.
std::optional<std::vector<std::string>> read_path(std::string_view text);
std::optional<ServicePair> read_pair(std::string_view text);
// "2026-12-31"
std::optional<std::chrono::sys_days> read_day(std::string_view text);
// A whole number above zero.
std::optional<std::uint64_t> read_limit_count(std::string_view text);
std::optional<Quantile> read_quantile(std::string_view text);
// "error", "warning", "info"; "off" is a value without a severity.
struct SeverityReading {
  bool is_known = false;
  std::optional<model::FindingSeverity> severity;
};
SeverityReading read_severity(std::string_view text);

std::string_view trimmed(std::string_view text);
std::string duration_text(model::Nanos nanos);  // "800ms", "1.5s": as read_duration() takes it
// Rounded to four digits, for people: "441.6ms".
std::string rough_duration_text(model::Nanos nanos);
std::string share_text(std::int64_t millionths);  // "99%"
std::string day_text(std::chrono::sys_days day);

}  // namespace trace_cost::policy
