// The text of a TOML file with what is wrong in it, each fault with its place. Inside this folder
// only: nothing else sees toml++.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.h"

namespace trace_cost::policy {

struct TomlFault {
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // in characters, from 1
  std::string message;       // names the key; without a full stop
};

class TomlFile {
 public:
  // Both views must outlive the file.
  TomlFile(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  // The whole as a table; empty, with the fault noted, when it is no TOML, larger than a policy
  // has reason to be (1 MiB), or nested so deep that it was made to hurt.
  toml::table parse();

  void fault(toml::source_position at, std::string message);
  [[nodiscard]] bool is_sound() const { return faults_.empty(); }
  [[nodiscard]] std::size_t fault_count() const { return faults_.size(); }
  // "trace-cost.toml:9:1: unknown key ...", one a line, in the order of the file, at most ten.
  [[nodiscard]] std::string fault_text() const;

  [[nodiscard]] Place place_of(const toml::node& node) const;
  // The digits of a number as they were written, so that no double stands between: "0.10".
  [[nodiscard]] std::string literal_of(const toml::node& node) const;

 private:
  [[nodiscard]] std::string_view line(std::uint32_t number) const;

  std::string_view text_;
  std::string_view name_;
  std::vector<TomlFault> faults_;
};

}  // namespace trace_cost::policy
