// One value of a TOML file under its key, read as what it should be. A value that is not that is
// empty, and the fault is noted in the file, with the key and what was expected.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/nearest_word.h"
#include "policy/toml_file.h"

namespace trace_cost::policy {

class TomlValue {
 public:
  // `key` is the path from the top: "latency[2].p95"; empty for the whole file.
  TomlValue(const toml::node& node, std::string key, TomlFile& file)
      : node_(&node), key_(std::move(key)), file_(&file) {}

  [[nodiscard]] const std::string& key() const { return key_; }
  [[nodiscard]] Place place() const { return file_->place_of(*node_); }
  [[nodiscard]] const toml::node& node() const { return *node_; }
  [[nodiscard]] TomlFile& file() const { return *file_; }
  [[nodiscard]] bool is_table() const { return node_->is_table(); }

  // Notes: `key`: FOUND is no ...; expected EXPECTED.
  void expect(std::string_view expected) const;
  // Notes: `key`: MESSAGE.
  void fault(std::string_view message) const;

  [[nodiscard]] std::optional<std::string> text() const;  // not empty
  [[nodiscard]] std::optional<bool> boolean() const;
  [[nodiscard]] std::optional<std::uint64_t> count() const;  // above zero
  // A text or a number, as it was written: for money.
  [[nodiscard]] std::optional<std::string> text_or_number() const;
  // A date, or a text that is one.
  [[nodiscard]] std::optional<std::chrono::sys_days> day() const;
  // A text, or a list of texts.
  [[nodiscard]] std::vector<TomlValue> texts() const;
  // A list of tables, or one table.
  [[nodiscard]] std::vector<TomlValue> tables() const;
  // The members of a table, by key; a fault when it is none.
  [[nodiscard]] std::vector<TomlValue> members() const;
  // A text of these; another is a fault with the nearest.
  [[nodiscard]] std::optional<std::string> one_of(std::span<const std::string_view> words) const;

  // A fault at a member's key, which this table does not know.
  void unknown_member(const toml::key& key, std::span<const std::string_view> known) const;

 private:
  [[nodiscard]] std::string found() const;

  const toml::node* node_;
  std::string key_;
  TomlFile* file_;
};

// A key that a table may have, and what reading its value does to the target.
template <typename Target>
struct Key {
  std::string_view name;
  void (*read)(const TomlValue&, Target&);
};

// Reads all members of `table` into `target`; unknown ones are faults.
template <typename Target>
void read_members(const TomlValue& table, std::span<const Key<Target>> keys, Target& target) {
  if (!table.is_table()) return table.expect("a table");
  std::vector<std::string_view> names;
  for (const Key<Target>& key : keys) names.push_back(key.name);
  for (const auto& [name, node] : *table.node().as_table()) {
    const auto known = std::find(names.begin(), names.end(), name.str());
    if (known == names.end()) {
      table.unknown_member(name, names);
      continue;
    }
    const std::string path =
        table.key().empty() ? std::string(name.str()) : table.key() + "." + std::string(name.str());
    keys[static_cast<std::size_t>(known - names.begin())].read(TomlValue(node, path, table.file()),
                                                               target);
  }
}

}  // namespace trace_cost::policy
