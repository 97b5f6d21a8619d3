// A verdict as CI systems read it. Each of these has a form of its own that leaves no room for a
// document of blocks, so it is made of the verdict itself.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/verdict.h"

namespace trace_cost::report {

struct CiContext {
  std::string policy;   // the file as it stands in the repository; empty: none
  std::string version;  // of this program: "0.1.0"
};

struct CiRenderer {
  std::string_view name;  // what --report takes
  std::string_view summary;
  std::string (*render)(const policy::Verdict&, const CiContext&);
};
std::span<const CiRenderer> ci_renderers();

// Where a check was agreed, for systems that refuse whatever has no line in a file: its own place,
// the policy's first line, or the first line of the file that a policy would be.
struct CiPlace {
  std::string path;
  std::uint32_t line = 1;
};
CiPlace ci_place(const policy::Check& check, const CiContext& context);

// "backend → database: trace context lost: ...  p .90"; printable.
std::string ci_message(const model::Finding& finding);

// fingerprint_of() each finding of the verdict; the second of the same identity ends in "-2", and
// so on, for no two may be alike.
std::vector<std::string> ci_fingerprints(const policy::Verdict& verdict);

}  // namespace trace_cost::report
