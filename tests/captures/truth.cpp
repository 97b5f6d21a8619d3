#include "truth.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace trace_cost::captures {

namespace {

using Counts = std::map<std::string, std::int64_t>;

Counts counts_of(const Json& object) {
  Counts counts;
  for (const auto& [name, count] : object.items()) counts[name] = count.get<std::int64_t>();
  return counts;
}

void check_counts(const Json& report, const Json& truth) {
  const Json& totals = report["totals"];
  for (const char* const field : {"spans", "traces", "roots", "orphans", "errors"}) {
    CAPTURE(field);
    if (truth.contains(field)) CHECK(totals[field] == truth[field]);
  }
  if (truth.contains("traces_with_orphans")) {
    std::int64_t with_orphans = 0;
    for (const Json& trace : report["traces"]) with_orphans += trace["orphans"] > 0 ? 1 : 0;
    CHECK(with_orphans == truth["traces_with_orphans"].get<std::int64_t>());
  }
  if (truth.contains("services")) {
    Counts services;
    for (const Json& service : totals["services"]) services[service["name"]] = service["spans"];
    CHECK(services == counts_of(truth["services"]));
  }
}

void check_files(const Json& report, const Json& files) {
  Counts read;
  for (const Json& input : report["inputs"]) {
    read[std::filesystem::path(input["name"].get<std::string>()).filename()] = input["spans"];
    CHECK(input["damaged"] == 0);
  }
  CHECK(read == counts_of(files));
}

void check_cost(const Json& costs, const Json& truth) {
  std::map<std::string, std::string> expected;
  for (const auto& [user, cost] : truth["users"].items()) expected[user] = cost;
  if (truth["nobody"] != "0") expected["(nobody)"] = truth["nobody"];
  std::map<std::string, std::string> found;
  for (const Json& row : costs["rows"]) {
    found[row["user"].is_null() ? "(nobody)" : row["user"].get<std::string>()] = row["cost"];
  }
  CHECK(found == expected);
  CHECK(costs["total"] == truth["total"]);
  CHECK(costs["unattributed"] == truth["nobody"]);
}

void check_tokens(const Json& rows, const Json& truth) {
  for (const char* const direction : {"input", "output"}) {
    std::int64_t sum = 0;
    for (const Json& row : rows) {
      if (!row["tokens"][direction].is_null()) sum += row["tokens"][direction].get<std::int64_t>();
    }
    CAPTURE(direction);
    CHECK(sum == truth[direction].get<std::int64_t>());
  }
}

void check_durations(const Json& traces, const Json& expected) {
  std::multiset<std::int64_t> found;
  for (const Json& trace : traces) found.insert(trace["duration_ns"].get<std::int64_t>());
  for (const Json& duration : expected) {
    const auto one = found.find(duration.get<std::int64_t>());
    CHECK(one != found.end());
    if (one != found.end()) found.erase(one);
  }
}

}  // namespace

void check_report(const Json& report, const Json& truth) {
  check_counts(report, truth);
  if (truth.contains("files")) check_files(report, truth["files"]);
  if (truth.contains("cost")) check_cost(report["costs"], truth["cost"]);
  if (truth.contains("tokens")) check_tokens(report["costs"]["rows"], truth["tokens"]);
  if (truth.contains("root_durations_ns")) {
    check_durations(report["traces"], truth["root_durations_ns"]);
  }
  if (truth.contains("error_findings")) {
    std::string expected;
    for (const Json& line : truth["error_findings"]) {
      expected += (expected.empty() ? "" : "\n") + line.get<std::string>();
    }
    CHECK(findings_of(report, "error") == expected);
  }
}

std::string findings_of(const Json& report, const std::string& severity) {
  std::string lines;
  for (const Json& finding : report["findings"]) {
    if (!severity.empty() && finding["severity"] != severity) continue;
    if (!lines.empty()) lines += "\n";
    lines += finding["rule"].get<std::string>() + " " + finding["severity"].get<std::string>();
    if (!finding["caller"].is_null()) {
      lines += " " + finding["caller"].get<std::string>() + " -> " +
               finding["callee"].get<std::string>();
    }
    if (!finding["service"].is_null()) lines += " at " + finding["service"].get<std::string>();
    lines += " x" + std::to_string(finding["count"].get<std::int64_t>());
  }
  return lines;
}

}  // namespace trace_cost::captures
