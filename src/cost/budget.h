// What was agreed to spend: by whom, on what, within which time. Plain values, whether they come
// from the command line (budget_words.h) or from a policy file; spending.h judges by them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cost/budget_window.h"
#include "cost/joint_grouping.h"

namespace trace_cost::cost {

// Each that is set holds on its own. Reaching a limit is within it. None is below zero.
struct Limits {
  std::optional<model::Money> cost;
  std::optional<std::int64_t> tokens;  // input and output together
  std::optional<std::int64_t> calls;   // spans with a charge or with tokens
  // Of all money in the same window, in millionths: "no more than 2 % may have no user".
  // At most kLargestShare.
  std::optional<std::int64_t> share;

  static constexpr std::int64_t kLargestShare = 10'000'000;
  [[nodiscard]] bool is_empty() const { return !cost && !tokens && !calls && !share; }
};

// Which charges a budget is about. All matches of a budget must hold.
struct Match {
  enum class Kind : std::uint8_t {
    Glob,    // has a value that `text` covers, with '*' and '?'
    Exact,   // has this very value
    Absent,  // has no value; `text` is not looked at
  };
  Dimension of;
  Kind kind = Kind::Glob;
  std::string text;
};

// Takes the place of those limits that it sets, for one combination of values.
struct Override {
  Keys keys;  // parallel to Budget::per; empty: whatever the value is
  Limits limits;
};

// More than `factor` times the median of what the same keys spent in earlier windows.
struct Anomaly {
  std::int64_t factor = 4'000'000;       // in millionths
  model::Money least;                    // spending up to this is never one
  std::optional<model::Nanos> lookback;  // how far back the windows lie; empty: all
};

enum class OnBreach : std::uint8_t { Fail, Warn };

// What is below zero on spans: a correction, a refund.
enum class Credits : std::uint8_t { Ignored, Counted };

// Warns where a window that the capture's end cuts short will go beyond a limit at its present
// pace.
enum class Forecast : std::uint8_t { No, Yes };

struct Budget {
  std::string name;            // "user/1d", "no-owner": how it is spoken of
  std::string origin;          // "trace-cost.toml:14"; empty for the command line
  std::vector<Dimension> per;  // a limit for each combination of values; none: for all together
  std::vector<Match> match;    // none: about all charges
  Window window;
  UtcOffset offset;  // where the days of the window begin
  Limits limits;
  // The one with the most keys wins; of as many keys, the one that names the earlier dimension; of
  // the same keys, the last.
  std::vector<Override> overrides;
  // Parts of a limit, in millionths, from which on there is a warning. Not set: from 80 % on, and
  // no more than worth knowing.
  std::optional<std::vector<std::int64_t>> warn_at;
  static constexpr std::int64_t kWarnAt = 800'000;
  OnBreach on_breach = OnBreach::Fail;
  Credits credits = Credits::Ignored;
  Forecast forecast = Forecast::No;
  std::optional<Anomaly> anomaly;
};

// Why `budget` cannot be judged by: no limit at all, a share of a window that rolls, an override
// without a key. Empty when it can. The message names neither the budget nor its origin.
base::Failure fault_of(const Budget& budget);

}  // namespace trace_cost::cost
