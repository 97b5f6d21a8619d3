// The schema that editors read must know the keys that the program reads, and no others.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "policy/policy_file.h"

namespace trace_cost::policy {

namespace {

using Json = nlohmann::json;

// The tables of a schema allow nothing that they do not name.
void list_keys(const Json& table, const std::string& prefix, std::vector<std::string>& keys) {
  CHECK(table.at("additionalProperties") == false);
  for (const auto& [name, value] : table.at("properties").items()) keys.push_back(prefix + name);
}

}  // namespace

TEST_CASE("policy/policy_schema: the schema has every key of the program, and no others") {
  std::ifstream file("../docs/policy.schema.json");
  const Json schema = Json::parse(file, nullptr, false);
  REQUIRE(schema.is_object());
  std::vector<std::string> keys;
  list_keys(schema, "", keys);
  for (const auto& [name, value] : schema.at("properties").items()) {
    const Json& table = value.contains("items") ? value["items"] : value;
    if (table.contains("properties")) list_keys(table, name + ".", keys);
  }
  std::sort(keys.begin(), keys.end());
  CHECK(keys == policy_keys());
}

TEST_CASE("policy/policy_schema: docs/policy.md tells every key") {
  std::ifstream file("../docs/policy.md");
  const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  for (const std::string& key : policy_keys()) {
    CAPTURE(key);
    CHECK(page.find("`" + key + "`") != std::string::npos);
  }
}

}  // namespace trace_cost::policy
