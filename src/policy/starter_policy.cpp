#include "policy/starter_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/utf8.h"
#include "latency/percentiles.h"
#include "latency/root_operations.h"
#include "policy/limit_text.h"
#include "policy/outlived.h"
#include "policy/toml_text.h"
#include "policy/trace_sizes.h"

namespace trace_cost::policy {

namespace {

constexpr std::size_t kMostListed = 20;  // beyond it a list is no longer read by anybody

// Names that come back as they are when the policy is read.
bool can_be_named(std::string_view name) {
  return !name.empty() && trimmed(name) == name && base::repaired_utf8(name) == name &&
         name.find('>') == std::string_view::npos && name.find("→") == std::string_view::npos;
}

// The next number from `value` up that has two digits and zeros.
base::Int128 rounded_up(base::Int128 value) {
  base::Int128 unit = 1;
  while (value / unit >= 100) unit *= 10;
  return (value + unit - 1) / unit * unit;
}

std::uint64_t twice(std::uint64_t count) {
  return static_cast<std::uint64_t>(rounded_up(count) * 2);
}

std::string list_text(const std::vector<std::string>& items) {
  std::string text = "[";
  for (const std::string& item : items) text += "\n  " + toml_quoted(item) + ",";
  return text + (items.empty() ? "]\n" : "\n]\n");
}

// --- money ---------------------------------------------------------------------------------------

std::string budget_text(std::string_view per, const std::vector<model::Money>& sums) {
  const auto most = std::max_element(sums.begin(), sums.end());
  if (most == sums.end() || *most <= model::Money{}) return {};
  const auto limit = model::Money::from_picos(rounded_up(most->picos()) * 2);
  return fmt::format("[[budgets]]\nper = \"{}\"\nlimit = \"{}\"  # at most {} was spent\n\n", per,
                     limit.plain(), most->dollars());
}

std::string budgets_text(const Evidence& evidence) {
  const model::Capture& capture = evidence.capture();
  std::vector<model::Money> by_trace(capture.traces().size());
  std::map<std::string, model::Money> by_user;
  for (const cost::Entry& entry : evidence.ledger->entries) {
    if (!entry.charge) continue;
    by_trace[capture.trace_of(entry.span).number()] += *entry.charge;
    model::NumberBuffer buffer;
    if (entry.user.value)
      by_user[std::string(capture.text(entry.user.value, buffer))] += *entry.charge;
  }
  std::vector<model::Money> users;
  users.reserve(by_user.size());
  for (const auto& [user, sum] : by_user) users.push_back(sum);
  const std::string budgets = budget_text("trace", by_trace) + budget_text("user", users);
  if (budgets.empty()) return {};
  return "# Dollars, for one capture. Spending exactly the limit is within it.\n" + budgets;
}

// --- time ----------------------------------------------------------------------------------------

std::string latency_text(const Evidence& evidence) {
  constexpr std::size_t kFewest = 5;  // the median of fewer says nothing
  std::vector<latency::RootOperation> operations = latency::root_operations(evidence.capture());
  std::erase_if(operations, [](const latency::RootOperation& one) {
    return one.lengths.size() < kFewest || !can_be_named(one.name) || !can_be_named(one.service);
  });
  std::stable_sort(operations.begin(), operations.end(), [](const auto& a, const auto& b) {
    return a.lengths.size() > b.lengths.size();
  });
  operations.resize(std::min(operations.size(), kMostListed));
  std::string text;
  for (const latency::RootOperation& operation : operations) {
    const auto times = latency::distribution_of(operation.lengths);
    if (!times || times->p95.value <= model::Nanos{0}) continue;
    const model::Nanos most{static_cast<std::int64_t>(rounded_up(times->p95.value.count()) * 3)};
    if (!read_duration(duration_text(most))) continue;
    text += fmt::format(
        "[[latency]]\noperation = {}\nservice = {}\np95 = \"{}\"  # {} in {} requests\n\n",
        toml_quoted(operation.name), toml_quoted(operation.service), duration_text(most),
        rough_duration_text(times->p95.value), times->count);
  }
  if (text.empty()) return {};
  return "# Machines that run CI share their processors: limits on time are wide, or they cry "
         "wolf.\n" +
         text;
}

// --- traces --------------------------------------------------------------------------------------

enum class Edges : std::uint8_t { All, Joined };

std::vector<std::string> edges_with(const Evidence& evidence, Edges which) {
  std::vector<std::string> edges;
  for (const propagation::Edge& edge : evidence.propagation->edges) {
    if (!edge.callee_is_captured || edges.size() == kMostListed) continue;
    const bool is_meant = which == Edges::All || edge.verdict() == propagation::Verdict::Ok;
    if (is_meant && can_be_named(edge.caller) && can_be_named(edge.callee)) {
      edges.push_back(edge.caller + ">" + edge.callee);
    }
  }
  return edges;
}

std::string propagation_text(const Evidence& evidence) {
  const std::vector<std::string> joined = edges_with(evidence, Edges::Joined);
  if (joined.empty()) return {};
  return "# Calls that must be made and keep the trace id.\n[propagation]\nexpect = " +
         list_text(joined) + "\n";
}

std::vector<std::string> services_of(const model::Capture& capture) {
  std::set<std::string> names;
  for (const model::Span& span : capture.spans()) {
    const std::string_view name = capture.service(span);
    if (can_be_named(name)) names.emplace(name);
    if (names.size() == kMostListed) break;
  }
  return {names.begin(), names.end()};
}

std::string limit_text(Countable of, const Evidence& evidence) {
  const std::uint64_t largest = trace_sizes(of, evidence).largest();
  if (largest == 0) return {};
  return fmt::format("max_{} = {}  # the largest trace had {}\n", name_of(of), twice(largest),
                     largest);
}

std::string outlived_text(const Evidence& evidence) {
  std::vector<std::string> edges;
  for (const model::Finding& finding : outlived_findings({}, *evidence.forest)) {
    if (!can_be_named(*finding.caller) || !can_be_named(*finding.callee)) return {};
    edges.push_back(*finding.caller + ">" + *finding.callee);
  }
  return "# Where a child may end after its parent; everywhere else that fails.\nmay_outlive = " +
         list_text(edges);
}

std::string traces_text(const Evidence& evidence) {
  std::string text = "# What a trace may look like.\n[traces]\n";
  text += "required_services = " + list_text(services_of(evidence.capture()));
  const std::vector<std::string> edges = edges_with(evidence, Edges::All);
  if (!edges.empty()) {
    text += "# Calls between any other two services fail. Take it out if services come and go.\n";
    text += "allowed_edges = " + list_text(edges);
  }
  text += outlived_text(evidence);
  for (const Countable of :
       {Countable::Spans, Countable::Calls, Countable::ModelCalls, Countable::Tokens}) {
    text += limit_text(of, evidence);
  }
  return text + "\n";
}

// --- coverage ------------------------------------------------------------------------------------

std::string floor_text(Covered of, base::Int128 part, base::Int128 whole) {
  if (whole <= 0 || part <= 0) return {};
  return fmt::format("{} = \"{}%\"\n", name_of(of), static_cast<std::int64_t>(part * 100 / whole));
}

std::string coverage_text(const cost::Ledger& ledger) {
  const std::uint64_t all = ledger.charges + ledger.unpriced + ledger.foreign.size();
  const std::string floors =
      floor_text(Covered::Attributed, ledger.attributed.picos(), ledger.total.picos()) +
      floor_text(Covered::Priced, ledger.charges, all);
  if (floors.empty()) return {};
  return "# The part of the money that has a user, and of the spans with tokens that have a "
         "price.\n"
         "[coverage]\n" +
         floors + "\n";
}

constexpr std::string_view kHead =
    "# What was agreed; trace-cost check judges by it. Written by trace-cost check --init from a\n"
    "# capture that was as it should be: read every limit, and make it what you mean.\n"
    "# All keys: docs/policy.md of trace-cost.\n"
    "\n"
    "fail_on = \"error\"  # or \"warning\"\n"
    "strict = false     # true: damaged records fail\n"
    "\n";

constexpr std::string_view kTail =
    "# Another severity for a rule (trace-cost rules lists them): error, warning, info, off.\n"
    "[severity]\n"
    "# TC-P008 = \"error\"\n"
    "\n"
    "# Findings that may stay for a while.\n"
    "# [[ignore]]\n"
    "# rule = \"TC-P001\"\n"
    "# where = \"backend>database\"\n"
    "# reason = \"why\"\n"
    "# expires = 2030-12-31\n";

}  // namespace

std::string starter_policy(const Evidence& evidence) {
  return std::string(kHead) + budgets_text(evidence) + latency_text(evidence) +
         propagation_text(evidence) + traces_text(evidence) + coverage_text(*evidence.ledger) +
         std::string(kTail);
}

}  // namespace trace_cost::policy
