#include "answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

namespace trace_cost::bench {

namespace {

constexpr std::uint32_t kNoRoot = 0xffffffff;

// The spans' ids, trace by trace.
struct Grouped {
  std::vector<std::size_t> begins;  // of each trace, and the end of the last
  std::vector<std::uint64_t> ids;
  std::vector<std::uint64_t> parents;     // 0: a root
  std::vector<std::uint32_t> root_users;  // by trace: 0 nobody, kNoRoot where there is no root
};

Grouped group(const SpanStore& store) {
  const std::size_t count = store.spans.size();
  Grouped grouped{std::vector<std::size_t>(store.traces.size() + 1),
                  std::vector<std::uint64_t>(count), std::vector<std::uint64_t>(count),
                  std::vector<std::uint32_t>(store.traces.size(), kNoRoot)};
  for (std::size_t i = 0; i < count; ++i) {
    ++grouped.begins[store.spans[i].trace + 1];
  }
  for (std::size_t trace = 0; trace < store.traces.size(); ++trace) {
    grouped.begins[trace + 1] += grouped.begins[trace];
  }
  std::vector<std::size_t> next = grouped.begins;
  for (std::size_t i = 0; i < count; ++i) {
    const StoredSpan& span = store.spans[i];
    const std::size_t at = next[span.trace]++;
    grouped.ids[at] = span.id;
    grouped.parents[at] = span.parent;
    if (span.parent == 0) {
      grouped.root_users[span.trace] = span.user;
    }
  }
  return grouped;
}

// How many of a trace's parents are not among its ids. Sorts the ids where they are many.
std::size_t count_orphans(Grouped& grouped, std::size_t trace) {
  constexpr std::ptrdiff_t kFew = 64;
  const auto place = [&](std::vector<std::uint64_t>& of, std::size_t end) {
    return of.begin() + static_cast<std::ptrdiff_t>(grouped.begins[trace + end]);
  };
  const auto begin = place(grouped.ids, 0);
  const auto end = place(grouped.ids, 1);
  const bool few = end - begin <= kFew;
  if (!few) {
    std::sort(begin, end);
  }
  const auto is_orphan = [&](std::uint64_t parent) {
    return parent != 0 &&
           (few ? std::find(begin, end, parent) == end : !std::binary_search(begin, end, parent));
  };
  return static_cast<std::size_t>(
      std::count_if(place(grouped.parents, 0), place(grouped.parents, 1), is_orphan));
}

// Charges by user: 0 is nobody. Empty where a user has none.
std::vector<std::optional<std::int64_t>> bill_users(const SpanStore& store,
                                                    const Grouped& grouped) {
  std::vector<std::optional<std::int64_t>> bills(store.users.texts().size() + 1);
  for (std::size_t i = 0; i < store.charges.size(); ++i) {
    const StoredCharge& charge = store.charges[i];
    std::uint32_t user = charge.user;
    if (user == 0 && grouped.root_users[charge.trace] != kNoRoot) {
      user = grouped.root_users[charge.trace];
    }
    bills[user] = bills[user].value_or(0) + charge.nano;
  }
  return bills;
}

struct Usage {
  std::uint64_t charges = 0;
  std::uint64_t input_tokens = 0;
  std::uint64_t output_tokens = 0;
};

std::vector<Usage> use_of_models(const SpanStore& store) {
  std::vector<Usage> usage(store.models.texts().size());
  for (std::size_t i = 0; i < store.charges.size(); ++i) {
    const StoredCharge& charge = store.charges[i];
    Usage& use = usage[charge.model];
    ++use.charges;
    use.input_tokens += charge.input_tokens;
    use.output_tokens += charge.output_tokens;
  }
  return usage;
}

// Adds "key":value members to an object. The generator's keys need no escaping.
class Members {
 public:
  Members(std::string& out, std::string_view object) : out_(out) {
    out_ += fmt::format(",\"{}\":{{", object);
  }
  void add(std::string_view key, std::string_view value) {
    out_ += fmt::format("{}\"{}\":{}", first_ ? "" : ",", key, value);
    first_ = false;
  }

 private:
  std::string& out_;
  bool first_ = true;
};

void add_totals(const SpanStore& store, Grouped& grouped, std::string& out) {
  std::size_t orphans = 0;
  for (std::size_t trace = 0; trace < store.traces.size(); ++trace) {
    orphans += count_orphans(grouped, trace);
  }
  Operation all;
  for (const Operation& operation : store.operations) {
    all.errors += operation.errors;
    all.sum_us += operation.sum_us;
  }
  Usage use;
  for (const Usage& of_model : use_of_models(store)) {
    use.input_tokens += of_model.input_tokens;
    use.output_tokens += of_model.output_tokens;
  }
  fmt::format_to(std::back_inserter(out),
                 R"("spans":{},"traces":{},"orphans":{},"rootless":{},"errors":{},"dur_us":{},)"
                 R"("in_tok":{},"out_tok":{})",
                 store.spans.size(), store.traces.size(), orphans,
                 std::count(grouped.root_users.begin(), grouped.root_users.end(), kNoRoot),
                 all.errors, all.sum_us, use.input_tokens, use.output_tokens);
}

void add_kinds_and_models(const SpanStore& store, std::string& out) {
  Members kinds(out, "by_kind");
  for (std::size_t kind = 0; kind < store.by_kind.size(); ++kind) {
    if (store.by_kind[kind] != 0) {
      kinds.add(fmt::format("{}", kind), fmt::format("{}", store.by_kind[kind]));
    }
  }
  out += '}';
  Members models(out, "by_model");
  const std::vector<Usage> usage = use_of_models(store);
  for (std::size_t model = 0; model < usage.size(); ++model) {
    models.add(store.models.texts()[model],
               fmt::format("[{},{},{}]", usage[model].charges, usage[model].input_tokens,
                           usage[model].output_tokens));
  }
  out += '}';
}

void add_users(const SpanStore& store, const Grouped& grouped, std::string& out) {
  constexpr std::int64_t kNano = 1'000'000'000;
  Members users(out, "by_user");
  const std::vector<std::optional<std::int64_t>> bills = bill_users(store, grouped);
  for (std::size_t user = 0; user < bills.size(); ++user) {
    if (const std::optional<std::int64_t> bill = bills[user]) {
      users.add(user == 0 ? std::string_view() : store.users.texts()[user - 1],
                fmt::format("\"{}.{:09}\"", *bill / kNano, *bill % kNano));
    }
  }
  out += '}';
}

void add_operations(const SpanStore& store, std::string& out) {
  Members legs(out, "legs");
  for (const Operation& operation : store.operations) {
    legs.add(fmt::format("{}\\t{}", store.services.texts()[operation.service],
                         store.names.texts()[operation.name]),
             fmt::format("[{},{},{},{}]", operation.spans, operation.sum_us, operation.longest_us,
                         operation.errors));
  }
  out += '}';
}

}  // namespace

std::string answer(const SpanStore& store) {
  Grouped grouped = group(store);
  std::string out = "{";
  add_totals(store, grouped, out);
  add_kinds_and_models(store, out);
  add_users(store, grouped, out);
  add_operations(store, out);
  return out + "}\n";
}

}  // namespace trace_cost::bench
