#include "cost/budget_words.h"

#include <doctest/doctest.h>

#include "cost/limit_words.h"

namespace trace_cost::cost {

namespace {

struct Reader {
  model::AttributeSelection selection;
  FieldKeys keys = select_fields({}, selection);

  base::Result<Budget> read(std::string_view text) { return read_budget(text, keys, selection); }

  // "user,model per 1d, where model=gpt*: 0.5,200calls"
  std::string said(std::string_view text) {
    const Budget budget = read(text).value();
    std::string said;
    for (const Dimension& dimension : budget.per) {
      said += (said.empty() ? "" : ",") + dimension.name();
    }
    said += " per " + budget.window.name();
    for (const Match& match : budget.match) {
      const bool is_absent = match.kind == Match::Kind::Absent;
      said += ", where " + match.of.name() + (is_absent ? " is absent" : "=" + match.text);
    }
    return said + ": " + words_of(budget.limits);
  }

  std::string refused(std::string_view text) {
    const auto budget = read(text);
    return budget ? "" : budget.error().message;
  }

  base::Result<std::vector<Budget>> all(const BudgetWords& words) {
    return read_budgets(words, keys, selection);
  }
};

}  // namespace

TEST_CASE("cost/budget_words: a scope, a window, limits") {
  Reader reader;
  CHECK(reader.said("user=0.50") == "user per total: 0.5");
  CHECK(reader.said("trace=$0.01") == "trace per total: 0.01");
  CHECK(reader.said("total=0") == " per total: 0");
  CHECK(reader.said("user/1d=5.00") == "user per 1d: 5");
  CHECK(reader.said("user,model/1d=2") == "user,model per 1d: 2");
  CHECK(reader.said("total/1mo=1000") == " per 1mo: 1000");
  CHECK(reader.said("tenant/rolling:24h=100") == "tenant per rolling:24h: 100");
  CHECK(reader.said("session=3,200calls,2Mtokens") ==
        "session per total: 3,2000000tokens,200calls");
  CHECK(reader.read("user/1d=5").value().name == "user/1d");
}

TEST_CASE("cost/budget_words: limits on tokens, calls and shares") {
  Reader reader;
  CHECK(reader.said("trace=20000tokens") == "trace per total: 20000tokens");
  CHECK(reader.said("trace=20k tokens") == "trace per total: 20000tokens");
  CHECK(reader.said("trace=1.5k tokens") == "trace per total: 1500tokens");
  CHECK(reader.said("trace=1e6token") == "trace per total: 1000000tokens");
  CHECK(reader.said("session=200 calls") == "session per total: 200calls");
  CHECK(reader.said("total[user=]=2%") == " per total, where user is absent: 2%");
  CHECK(reader.said("total[user=]/1d=0.5%") == " per 1d, where user is absent: 0.5%");
}

TEST_CASE("cost/budget_words: filters, and keys of attributes with odd signs") {
  Reader reader;
  CHECK(reader.said("user[model=claude-*,service=a/b]/1d=2") ==
        "user per 1d, where model=claude-*, where service=a/b: 2");
  CHECK(reader.said("attr:a=b=1e-3") == "attr:a=b per total: 0.001");
  CHECK(reader.said("attr:http/route=1") == "attr:http/route per total: 1");
  CHECK(reader.said("attr:http/route/1d=1") == "attr:http/route per 1d: 1");
  CHECK(reader.said("user,attr:http/route=1") == "user,attr:http/route per total: 1");
}

TEST_CASE("cost/budget_words: what is refused, and what the message says") {
  Reader reader;
  struct Case {
    const char* text;
    const char* says;
  };
  static constexpr Case kCases[] = {
      {"user", "no '=' in it"},
      {"", "no '=' in it"},
      {"=5", "nothing stands before '='"},
      {"user=", "'' is no limit"},
      {"user=lots", "'lots' is no limit like 0.50 (dollars), 20000tokens, 200calls or 2%"},
      {"user=NaN", "'NaN' is no limit"},
      {"user=1e99", "'1e99' is no limit"},
      {"user=-1", "a limit is below zero"},
      {"user=-5calls", "a limit is below zero"},
      {"user=1.5calls", "'1.5calls' is no limit"},
      {"user=20000tokns", "did you mean '20000tokens'?"},
      {"user=5euros", "'5euros' is no limit"},
      {"user=5,6", "'6' sets a limit for the second time"},
      {"user=2000%", "a share is above 1000 %"},
      {"user/1m=5", "'1m' is no window; did you mean '1mo'?"},
      {"user/daily=5", "'daily' is no window; did you mean '1d'?"},
      {"user/6h=5", "'6h' is no window; did you mean 'rolling:6h'?"},
      {"user/rolling:0h=5", "'rolling:0h' is no window"},
      {"user/rolling:24h=2%", "a share needs a window with a fixed beginning"},
      {"usr=1", "cannot group by 'usr'; did you mean 'user'?"},
      {"totl=1", "did you mean 'total'?"},
      {"user,=1", "cannot group by ''"},
      {"total[modle=x]=1", "cannot group by 'modle'; did you mean 'model'?"},
      {"total[model]=1", "'model' is no filter like model=gpt-4*"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    const std::string refused = reader.refused(c.text);
    CAPTURE(refused);
    CHECK(refused.find(c.says) != std::string::npos);
    CHECK(refused.find("expected SCOPE[/WINDOW]=LIMIT") != std::string::npos);
  }
}

TEST_CASE("cost/budget_words: an override goes to the budget it can only mean") {
  Reader reader;
  const auto overrides = [&](std::vector<std::string> budgets, std::vector<std::string> texts) {
    std::string said;
    const auto read = reader.all({std::move(budgets), {}, std::move(texts)});
    for (const Budget& budget : read.value()) {
      for (const Override& other : budget.overrides) {
        said += budget.name + ":";
        for (const auto& key : other.keys) said += " " + key.value_or("*");
        said += " " + words_of(other.limits) + "; ";
      }
    }
    return said;
  };
  CHECK(overrides({"user=1"}, {"user=vip@x:50.00"}) == "user: vip@x 50; ");
  CHECK(overrides({"user/1d=1"}, {"user=a:b=c:2"}) == "user/1d: a:b=c 2; ");
  CHECK(overrides({"user/1d=1", "user/1mo=9"}, {"user/1mo=vip:50"}) == "user/1mo: vip 50; ");
  CHECK(overrides({"user/1d=1", "user/1d=9calls"}, {"user=vip:50calls"}) ==
        "user/1d: vip 50calls; ");
  CHECK(overrides({"user=1", "user,model=1"}, {"user=vip:5"}) == "user: vip 5; ");
  CHECK(overrides({"user,model=1"}, {"model=big:5"}) == "user,model: * big 5; ");
  CHECK(overrides({"user,model=1"}, {"model,user=big,vip:5"}) == "user,model: vip big 5; ");
}

TEST_CASE("cost/budget_words: overrides, parts and offsets that are refused") {
  Reader reader;
  const auto refused = [&](const BudgetWords& words) {
    const auto budgets = reader.all(words);
    return budgets ? "" : budgets.error().message;
  };
  const auto of_override = [&](const char* text) {
    return refused({{"user/1d=1", "user/1mo=9"}, {}, {text}});
  };
  CHECK(of_override("user=vip:5") ==
        "--budget-override user=vip:5: it may mean user/1d and user/1mo; name the window; expected "
        "SCOPE[/WINDOW]=VALUE:LIMIT like user=vip@example.com:50.00");
  CHECK(of_override("model=big:5").find("no --budget is for model") != std::string::npos);
  CHECK(of_override("user").find("no '=' behind a scope") != std::string::npos);
  CHECK(of_override("user=vip").find("no ':' before a limit") != std::string::npos);
  CHECK(of_override("user/1d=vip:lots").find("'lots' is no limit") != std::string::npos);
  CHECK(of_override("user,model=vip:5").find("one value for each of 2") != std::string::npos);
  CHECK(of_override("total=vip:5").find("the total has no single values") != std::string::npos);
  CHECK(refused({{"usr=1"}}).find("--budget usr=1: cannot group") != std::string::npos);
  CHECK(refused({{"user=1"}, {}, {}, {"lots"}}) ==
        "--warn-at lots: expected a part of a limit like 80%, or off");
  CHECK(refused({{"user=1"}, {}, {}, {"0"}}).find("--warn-at 0") != std::string::npos);
  CHECK(refused({{"user=1"}, {}, {}, {}, "Berlin"}) ==
        "--timezone Berlin: expected UTC or an offset like +02:00; the offset of a place changes "
        "with "
        "the season, so that its name does not tell it");
}

TEST_CASE("cost/budget_words: what holds for all of them") {
  Reader reader;
  BudgetWords words{{"user=1", "total=5"}, {}, {}, {"90%", "0.5"}, "+05:30", Credits::Counted};
  const auto read = reader.all(words);
  for (const Budget& budget : read.value()) {
    CHECK(budget.warn_at == std::vector<std::int64_t>{500'000, 900'000});
    CHECK(budget.offset.ahead.count() == 330);
    CHECK(budget.credits == Credits::Counted);
  }
  words.warn_at = {"off"};
  CHECK(reader.all(words).value().front().warn_at.value().empty());
  words.warn_at = {};
  CHECK_FALSE(reader.all(words).value().front().warn_at.has_value());
}

TEST_CASE("cost/budget_words: stretches of time") {
  CHECK(read_stretch("90s") == std::chrono::seconds(90));
  CHECK(read_stretch("30m") == std::chrono::minutes(30));
  CHECK(read_stretch("24h") == std::chrono::hours(24));
  CHECK(read_stretch("7d") == std::chrono::days(7));
  CHECK(read_stretch("2w") == std::chrono::weeks(2));
  for (const char* wrong :
       {"", "h", "0h", "-1h", "1.5h", "1x", "99999999999h", "5000w0", "5218w"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_stretch(wrong).has_value());
  }
}

}  // namespace trace_cost::cost
