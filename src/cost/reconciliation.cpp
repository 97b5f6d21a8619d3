#include "cost/reconciliation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "cost/bill/bill_names.h"
#include "cost/bill/bill_scope.h"
#include "cost/bill/model_match.h"
#include "cost/bill/residue.h"
#include "cost/prices/providers.h"

namespace trace_cost::cost {

namespace {

using Side = NotCompared::Side;

// From the first start to the last end of all spans; empty when none has times.
std::optional<Days> captured_time(const model::Capture& capture) {
  std::optional<Days> window;
  for (const model::Span& span : capture.spans()) {
    if (!span.has_times()) continue;
    const Days own{span.start, span.drawn_end() + model::Nanos{1}};
    window = window ? joined(*window, own) : own;
  }
  return window;
}

// When the provider counted it: at its end.
model::Instant metered_at(const model::Span& span) {
  return span.end == model::kUnknownInstant ? span.start : span.end;
}

// Nobody of that name sends bills.
bool is_library(std::string_view provider) {
  static constexpr std::array<std::string_view, 3> kLibraries{"litellm", "langchain", "vercel"};
  return std::find(kLibraries.begin(), kLibraries.end(), provider) != kLibraries.end();
}

// Whose bill a call is on; empty where neither its provider nor its model tells.
std::string biller(const std::optional<std::string>& provider_name, std::string_view model) {
  const std::string provider = billing_provider(provider_name.value_or(""));
  if (!provider.empty() && !is_library(provider)) return provider;
  const Provider* const maker = maker_of(model);
  return maker == nullptr ? std::string() : std::string(maker->id);
}

// Who may send the bill in place of a provider that only passes on; empty: nobody.
std::string maker_behind(std::string_view provider_name, std::string_view model) {
  const Provider* const provider = find_provider(provider_name);
  const Provider* const maker = maker_of(model);
  const bool may_be = provider != nullptr && provider->passes_on && maker != nullptr;
  return may_be ? std::string(maker->id) : std::string();
}

// Why some money has no counterpart, and how much of it there is.
class Leftovers {
 public:
  void add(Side side, std::string what, std::string reason, std::string currency,
           model::Money amount, std::uint64_t count) {
    NotCompared& sum = sums_[{side, what, reason, currency}];
    sum.side = side;
    sum.what = std::move(what);
    sum.reason = std::move(reason);
    sum.currency = std::move(currency);
    sum.amount += amount;
    sum.count += count;
  }
  [[nodiscard]] std::vector<NotCompared> list() const {
    std::vector<NotCompared> all;
    for (const auto& [key, sum] : sums_) all.push_back(sum);
    return all;
  }

 private:
  std::map<std::tuple<Side, std::string, std::string, std::string>, NotCompared> sums_;
};

// Where the charges of one provider and model belong, or why nowhere.
struct Party {
  ProviderScope* scope = nullptr;
  std::string what;
  std::string reason;
};

class Reconciler {
 public:
  Reconciler(std::span<const Bill> bills, const TracedSide& traced, const Margin& margin)
      : bills_(bills),
        traced_(traced),
        window_(captured_time(traced.capture)),
        scopes_(bill_scopes(bills)) {
    result_.margin = margin;
    result_.is_compared.resize(traced.ledger.entries.size(), false);
  }

  Reconciliation run() {
    set_other_lines_apart();
    set_other_currencies_apart();
    set_other_days_apart();
    find_out_whether_anything_is_named();
    for (std::size_t i = 0; i < traced_.ledger.entries.size(); ++i) sort_in(i);
    for (auto& [provider, scope] : scopes_) make_rows(scope);
    sort_rows();
    sum_up();
    result_.not_compared = leftovers_.list();
    return std::move(result_);
  }

 private:
  void set_other_lines_apart() {
    for (const Bill& bill : bills_) {
      for (const auto& [key, sum] : bill.sums) {
        if (is_comparable(key)) continue;
        const bool is_usage = key.kind == BillKind::Usage;
        const std::string what = is_usage ? (key.item.empty() ? key.provider : key.item)
                                          : std::string(name_of(key.kind));
        leftovers_.add(Side::Bill, what, reason_for(key), key.currency, sum.amount, sum.lines);
      }
    }
  }

  void set_other_currencies_apart() {
    for (const ForeignCharge& charge : traced_.ledger.foreign) {
      leftovers_.add(Side::Traces, "charges", "in another currency than dollars", charge.currency,
                     charge.amount, 1);
    }
  }

  static std::string reason_for(const BillKey& key) {
    switch (key.kind) {
      case BillKind::Usage:
        return "in another currency than the traces";
      case BillKind::Other:
        return "no AI service";
      case BillKind::Correction:
        return "corrects an earlier bill";
      default:
        return "no usage, so no span carries it";
    }
  }

  // Days of which the capture holds nothing prove nothing about the traces.
  void set_other_days_apart() {
    for (auto& [provider, scope] : scopes_) {
      for (auto place = scope.places.begin(); place != scope.places.end();) {
        const bool is_captured =
            place->first == kAllDays || (window_ && window_->overlap(place->first));
        if (is_captured) {
          ++place;
          continue;
        }
        set_apart(scope, place->second);
        place = scope.places.erase(place);
      }
    }
  }

  void set_apart(const ProviderScope& scope, const BillPlace& place) {
    for (const auto& [item, sum] : place.billed) {
      leftovers_.add(Side::Bill, scope.provider.empty() ? "the bill" : scope.provider,
                     "no span was captured on these days", "USD", sum.amount, sum.lines);
    }
  }

  void find_out_whether_anything_is_named() {
    for (std::size_t i = 0; i < traced_.ledger.entries.size(); ++i) {
      const bool is_named = traced_.providers.names[traced_.providers.group_of[i]] ||
                            traced_.models.names[traced_.models.group_of[i]];
      is_anything_named_ = is_anything_named_ || (is_named && traced_.ledger.entries[i].charge);
    }
  }

  const Party& party_of(std::size_t entry) {
    const std::uint32_t provider = traced_.providers.group_of[entry];
    const std::uint32_t model = traced_.models.group_of[entry];
    const auto [place, is_new] = parties_.try_emplace(std::uint64_t{provider} << 32U | model);
    if (is_new) {
      place->second = find_party(traced_.providers.names[provider], traced_.models.names[model]);
    }
    return place->second;
  }

  Party find_party(const std::optional<std::string>& provider_name,
                   const std::optional<std::string>& model_name) {
    const std::string model = model_name.value_or("");
    const std::string provider = biller(provider_name, model);
    ProviderScope* only = scopes_.size() == 1 ? &scopes_.begin()->second : nullptr;
    if (only != nullptr && only->provider.empty()) return {only, "", ""};
    auto found = scopes_.find(provider);
    if (found == scopes_.end()) found = scopes_.find(maker_behind(provider, model));
    if (found != scopes_.end()) return {&found->second, "", ""};
    const bool may_be_any = provider.empty() && (model_name || !is_anything_named_);
    if (only != nullptr && may_be_any) return {only, "", ""};
    if (provider.empty()) {
      return {nullptr, model_name.value_or("other spans"), "spans name no provider that bills it"};
    }
    return {nullptr, provider, "no bill of this provider was given"};
  }

  void sort_in(std::size_t i) {
    const Entry& entry = traced_.ledger.entries[i];
    const Party& party = party_of(i);
    if (party.scope == nullptr) return leave_out(entry, party.what, party.reason);
    const std::string& what = party.scope->provider;
    const model::Instant at = metered_at(traced_.capture.span(entry.span));
    const bool needs_time = party.scope->covered.has_value();
    if (needs_time && at == model::kUnknownInstant)
      return leave_out(entry, what, "spans tell no time");
    BillPlace* place = party.scope->place_of(at);
    if (place == nullptr) return leave_out(entry, what, "the bill does not cover these days");
    add(entry, place->traced[traced_.models.group_of[i]]);
    result_.is_compared[i] = static_cast<bool>(entry.charge);
  }

  void leave_out(const Entry& entry, const std::string& what, const std::string& reason) {
    if (!entry.charge) return;
    leftovers_.add(Side::Traces, what.empty() ? "traces" : what, reason, "USD", *entry.charge, 1);
  }

  static void add(const Entry& entry, TracedSum& sum) {
    const TokenUsage usage = entry.tokens.usage();
    for (const auto& cached : {usage.cache_read, usage.cache_write}) {
      if (cached) sum.cached += static_cast<std::uint64_t>(cached->value);
    }
    std::optional<model::TokenCount> tokens = usage.input;
    if (usage.output) add_tokens(usage.output, tokens);
    add_tokens(tokens, sum.tokens);
    if (entry.basis == Basis::Unpriced) ++sum.unpriced;
    if (!entry.charge) return;
    sum.amount += *entry.charge;
    ++sum.charges;
  }

  void make_rows(const ProviderScope& scope) {
    for (const auto& [days, place] : scope.places) {
      std::vector<std::string> items;
      std::vector<const BillSum*> billed;
      for (const auto& [item, sum] : place.billed) {
        items.push_back(item);
        billed.push_back(&sum);
      }
      std::vector<std::string> models;
      std::vector<const TracedSum*> traced;
      for (const auto& [group, sum] : place.traced) {
        const std::string name = traced_.models.names[group].value_or("");
        const bool is_nothing = name.empty() && sum.charges == 0;
        if (is_nothing) continue;
        models.push_back(name);
        traced.push_back(&sum);
      }
      for (const ModelMatch& match : match_models(items, models)) {
        BillRow row = row_of(scope, days, match.name);
        for (const std::size_t i : match.billed) add_billed(*billed[i], row.pair);
        for (const std::size_t i : match.traced) add_traced(*traced[i], row.pair);
        result_.rows.push_back(std::move(row));
      }
    }
  }

  BillRow row_of(const ProviderScope& scope, Days days, const std::string& model) {
    BillRow row;
    if (days != kAllDays) row.days = days;
    row.offset = scope.offset;
    row.provider = scope.provider;
    row.model = model;
    row.is_partly_captured =
        row.days && (window_->start > row.days->start || window_->end < row.days->end);
    row.pair.billed_tokens = row.pair.traced_tokens = model::TokenCount{};
    return row;
  }

  static void add_billed(const BillSum& sum, BillPair& pair) {
    pair.billed += sum.amount;
    add_tokens(sum.tokens, pair.billed_tokens);
  }

  static void add_traced(const TracedSum& sum, BillPair& pair) {
    pair.traced += sum.amount;
    pair.charges += sum.charges;
    pair.unpriced += sum.unpriced;
    pair.cached += sum.cached;
    add_tokens(sum.tokens, pair.traced_tokens);
  }

  void sort_rows() {
    std::sort(result_.rows.begin(), result_.rows.end(), [](const BillRow& a, const BillRow& b) {
      return std::tie(a.days, a.provider, a.model) < std::tie(b.days, b.provider, b.model);
    });
  }

  void sum_up() {
    BillPair& total = result_.total;
    total.billed_tokens = total.traced_tokens = model::TokenCount{};
    for (BillRow& row : result_.rows) {
      total.billed += row.pair.billed;
      total.traced += row.pair.traced;
      total.charges += row.pair.charges;
      total.unpriced += row.pair.unpriced;
      total.cached += row.pair.cached;
      add_tokens(row.pair.billed_tokens, total.billed_tokens);
      add_tokens(row.pair.traced_tokens, total.traced_tokens);
      judge(row.pair, result_.margin);
      row.cause = likely_cause(row.pair, {row.is_partly_captured, 0, {}});
    }
    judge(total, result_.margin);
    const bool is_partly_captured =
        std::any_of(result_.rows.begin(), result_.rows.end(),
                    [](const BillRow& row) { return row.is_partly_captured; });
    result_.total_cause = likely_cause(total, {is_partly_captured, traced_.ledger.unmeasured.size(),
                                               traced_.ledger.suppressed_total});
  }

  std::span<const Bill> bills_;
  const TracedSide& traced_;
  std::optional<Days> window_;
  std::map<std::string, ProviderScope> scopes_;
  std::unordered_map<std::uint64_t, Party> parties_;
  bool is_anything_named_ = false;
  Leftovers leftovers_;
  Reconciliation result_;
};

}  // namespace

std::string_view name_of(BillVerdict verdict) {
  static constexpr std::array<std::string_view, 4> kNames{"matched", "untraced", "over-counted",
                                                          "price"};
  return kNames[static_cast<std::size_t>(verdict)];
}

bool Reconciliation::agrees() const {
  return total.verdict == BillVerdict::Matched &&
         std::all_of(rows.begin(), rows.end(),
                     [](const BillRow& row) { return row.pair.verdict == BillVerdict::Matched; });
}

Reconciliation reconcile(std::span<const Bill> bills, const TracedSide& traced,
                         const Margin& margin) {
  return Reconciler(bills, traced, margin).run();
}

}  // namespace trace_cost::cost
