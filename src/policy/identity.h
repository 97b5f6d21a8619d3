// What a finding is about, apart from when, how often and in which traces it was found: the same in
// the next run, so that a baseline, a code scanner and a merge request know it again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/finding.h"

namespace trace_cost::policy {

struct Identity {
  std::string rule;   // "TC-P001"
  std::string check;  // Question::key: "budget user"
  std::optional<std::string> caller;
  std::optional<std::string> callee;
  std::optional<std::string> service;
  std::optional<std::string> user;

  friend bool operator==(const Identity&, const Identity&) = default;
};
bool is_before(const Identity& a, const Identity& b);  // a total order over what is equal

// Bytes of names that are no UTF-8 become U+FFFD: a baseline could not hold them.
Identity identity_of(const model::Finding& finding, std::string_view check);

// 16 hex digits: FNV-1a, 64 bits, over all parts. Not proof against people who want two to agree.
std::string fingerprint_of(const Identity& identity);

}  // namespace trace_cost::policy
