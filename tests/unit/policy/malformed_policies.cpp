#include "malformed_policies.h"

namespace trace_cost::policy {

namespace {

const std::vector<Malformed> kUnknownKeys{
    {"budgetz = 1", 1, R"(unknown key "budgetz"; did you mean "budgets"?)"},
    {"[[budget]]\nper = 'user'\nlimit = 1", 1, R"(unknown key "budget"; did you mean "budgets"?)"},
    {"failon = 'error'", 1, R"(unknown key "failon"; did you mean "fail_on"?)"},
    {"fail-on = 'error'", 1, R"(unknown key "fail-on"; did you mean "fail_on"?)"},
    {"# a comment\n\nFail_on = 'error'", 3, R"(unknown key "Fail_on"; did you mean "fail_on"?)"},
    {"stric = true", 1, R"(unknown key "stric"; did you mean "strict"?)"},
    {"base_line = 'x'", 1, R"(unknown key "base_line"; did you mean "baseline"?)"},
    {"[trace]\nmax_spans = 1", 1, R"(unknown key "trace"; did you mean "traces"?)"},
    {"[latencies]\np95 = '1s'", 1, R"(unknown key "latencies")"},
    {"[coverage]\natributed = '9%'", 2,
     R"(unknown key "atributed" in coverage; did you mean "attributed"?)"},
    {"[coverage]\npriced = '9%'\nprised = '9%'", 3,
     R"(unknown key "prised" in coverage; did you mean "priced"?)"},
    {"[traces]\nmax_span = 4", 2, R"(unknown key "max_span" in traces; did you mean "max_spans"?)"},
    {"[traces]\nmax_token = 4", 2,
     R"(unknown key "max_token" in traces; did you mean "max_tokens"?)"},
    {"[traces]\nrequired_service = ['a']", 2, R"(did you mean "required_services"?)"},
    {"[traces]\nallowed_edge = ['a>b']", 2, R"(did you mean "allowed_edges"?)"},
    {"[traces]\nmay_outlives = []", 2, R"(did you mean "may_outlive"?)"},
    {"[[latency]]\noperation = 'x'\np59 = '1s'", 3,
     R"(unknown key "p59" in latency[1]; did you mean "p50"?)"},
    {"[[latency]]\noperation = 'x'\np90 = '1s'", 3, R"(unknown key "p90" in latency[1])"},
    {"[[latency]]\noperation = 'x'\np95 = '1s'\n[[latency]]\nleg = 'a>b'\np95 = '1s'\nservise = "
     "'x'",
     7, R"(unknown key "servise" in latency[2]; did you mean "service"?)"},
    {"[[budgets]]\nlimit = 1\nscope = 'user'", 3, R"(unknown key "scope" in budgets[1])"},
    {"[[budgets]]\nlimits = 1", 2, R"(unknown key "limits" in budgets[1]; did you mean "limit"?)"},
    {"[severity]\nTC-P800 = 'error'", 2,
     R"(unknown key "TC-P800" in severity; did you mean "TC-P0)"},
    {"[severity]\ntc-p008 = 'error'", 2, R"(unknown key "tc-p008" in severity)"},
    {"[severities]\nTC-P008 = 'error'", 1, R"(unknown key "severities"; known are fail_on)"},
    {"[[ignored]]\nrule = 'TC-P001'\nreason = 'x'", 1,
     R"(unknown key "ignored"; did you mean "ignore"?)"},
    {"[[ignore]]\nrule = 'TC-P001'\nreasons = 'x'", 3,
     R"(unknown key "reasons" in ignore[1]; did you mean "reason"?)"},
    {"[[ignore]]\nrule = 'TC-P001'\nreason = 'x'\nexpire = 2026-01-01", 4,
     R"(unknown key "expire" in ignore[1]; did you mean "expires"?)"},
    {"[[ignore]]\nrule = 'TC-P001'\nreason = 'x'\nedge = 'a>b'", 4,
     R"(unknown key "edge" in ignore[1])"},
    {"\"\" = 1", 1, R"(unknown key "")"},
    {"\"strict \" = true", 1, R"(unknown key "strict ")"},
};

const std::vector<Malformed> kWrongKinds{
    {"fail_on = 1", 1, "fail_on: found 1; expected a text"},
    {"fail_on = ''", 1, "fail_on: found \"\"; expected a text"},
    {"fail_on = ['error']", 1, "fail_on: found a list; expected a text"},
    {"fail_on = 'eror'", 1, R"(fail_on: "eror" is none of error, warning; did you mean "error"?)"},
    {"fail_on = 'info'", 1, R"(fail_on: "info" is none of error, warning)"},
    {"strict = 'yes'", 1, "strict: found \"yes\"; expected true or false"},
    {"strict = 1", 1, "strict: found 1; expected true or false"},
    {"baseline = true", 1, "baseline: found true; expected a text"},
    {"baseline = 7", 1, "baseline: found 7; expected a text"},
    {"budgets = 5", 1, "budgets: found 5; expected tables, each beneath [[budgets]]"},
    {"[budgets]\nlimit = 5", 1,
     "budgets: found a table; expected tables, each beneath [[budgets]]"},
    {"budgets = [1]", 1, "budgets[1]: found 1; expected a table"},
    {"latency = '1s'", 1, "latency: found \"1s\"; expected tables, each beneath [[latency]]"},
    {"[latency]\np95 = '1s'", 1, "latency: found a table; expected tables"},
    {"latency = [[]]", 1, "latency[1]: found a list; expected a table"},
    {"traces = 1", 1, "traces: found 1; expected a table"},
    {"[[traces]]\nmax_spans = 1", 1, "traces: found a list; expected a table"},
    {"coverage = '99%'", 1, "coverage: found \"99%\"; expected a table"},
    {"severity = 'error'", 1, "severity: found \"error\"; expected a table"},
    {"ignore = 'TC-P001'", 1, "ignore: found \"TC-P001\"; expected tables"},
    {"ignore = ['TC-P001']", 1, "ignore[1]: found \"TC-P001\"; expected a table"},
    {"[traces]\nmax_spans = '100'", 2, "traces.max_spans: found \"100\"; expected a whole number"},
    {"[traces]\nmax_spans = 1.5", 2, "traces.max_spans: found 1.5; expected a whole number"},
    {"[traces]\nrequired_services = 3", 2, "traces.required_services: found 3; expected a list"},
    {"[traces]\nrequired_services = [1]", 2,
     "traces.required_services[1]: found 1; expected a text"},
    {"[traces]\nallowed_edges = ['a>b', 4]", 2,
     "traces.allowed_edges[2]: found 4; expected a text"},
    {"[coverage]\nattributed = 0.99", 2, "coverage.attributed: found 0.99; expected a text"},
    {"[[latency]]\noperation = 1\np95 = '1s'", 2, "latency[1].operation: found 1; expected a text"},
    {"[[latency]]\noperation = 'x'\np95 = 800", 3, "latency[1].p95: found 800; expected a text"},
    {"[[budgets]]\nper = 1\nlimit = 1", 2, "budgets[1].per: found 1"},
    {"[[budgets]]\nlimit = true", 2, "budgets[1].limit: found true"},
    {"[[ignore]]\nrule = 1\nreason = 'x'", 2, "ignore[1].rule: found 1; expected a text"},
    {"[severity]\nTC-P008 = 2", 2, "severity.TC-P008: found 2; expected a text"},
};

const std::vector<Malformed> kWrongValues{
    {"[[budgets]]\nlimit = -1", 2, "budgets[1].limit: found -1; expected dollars"},
    {"[[budgets]]\nlimit = 'five'", 2, "budgets[1].limit: found \"five\"; expected dollars"},
    {"[[budgets]]\nlimit = nan", 2, "budgets[1].limit: found nan; expected dollars"},
    {"[[budgets]]\nlimit = inf", 2, "budgets[1].limit: found inf; expected dollars"},
    {"[[budgets]]\nlimit = '0,50'", 2, "budgets[1].limit: found \"0,50\"; expected dollars"},
    {"[[latency]]\noperation = 'x'\np95 = 'fast'", 3,
     "latency[1].p95: found \"fast\"; expected a length of time"},
    {"[[latency]]\noperation = 'x'\np95 = '800'", 3,
     "latency[1].p95: found \"800\"; expected a length of time"},
    {"[[latency]]\noperation = 'x'\np95 = '-1s'", 3, "latency[1].p95: found \"-1s\""},
    {"[[latency]]\noperation = 'x'\np95 = '0ms'", 3, "latency[1].p95: found \"0ms\""},
    {"[[latency]]\noperation = 'x'\nmax = '25h'", 3, "latency[1].max: found \"25h\""},
    {"[[latency]]\noperation = 'x'\np50 = '<= 1s'", 3, "latency[1].p50: found \"<= 1s\""},
    {"[[latency]]\nleg = 'frontend'\np95 = '1s'", 2,
     "latency[1].leg: found \"frontend\"; expected an edge"},
    {"[[latency]]\nleg = 'a>b>c'\np95 = '1s'", 2,
     "latency[1].leg: found \"a>b>c\"; expected an edge"},
    {"[[latency]]\nleg = '>b'\np95 = '1s'", 2, "latency[1].leg: found \">b\"; expected an edge"},
    {"[[latency]]\noperation = 'x'\np95 = '1s'\nmin_calls = 0", 4, "latency[1].min_calls: found 0"},
    {"[traces]\nmax_spans = 0", 2, "traces.max_spans: found 0; expected a whole number above zero"},
    {"[traces]\nmax_calls = -3", 2, "traces.max_calls: found -3"},
    {"[traces]\nallowed_edges = ['a']", 2,
     "traces.allowed_edges[1]: found \"a\"; expected an edge"},
    {"[traces]\nmay_outlive = ['a>']", 2, "traces.may_outlive[1]: found \"a>\"; expected an edge"},
    {"[traces]\nrequired_services = ['']", 2, "traces.required_services[1]: found \"\""},
    {"[coverage]\nattributed = '99'", 2, "coverage.attributed: found \"99\"; expected a share"},
    {"[coverage]\nattributed = '101%'", 2, "coverage.attributed: found \"101%\"; expected a share"},
    {"[coverage]\npriced = '-1%'", 2, "coverage.priced: found \"-1%\"; expected a share"},
    {"[severity]\nTC-P008 = 'fatal'", 2,
     R"(severity.TC-P008: "fatal" is none of error, warning, info, off)"},
    {"[severity]\nTC-P008 = 'warn'", 2, "severity.TC-P008: \"warn\" is none of"},
    {"[[ignore]]\nrule = 'TC-P01'\nreason = 'x'", 2, R"(ignore[1].rule: "TC-P01" is none of)"},
    {"[[ignore]]\nrule = 'TC-P001'\nreason = 'x'\nexpires = 'soon'", 4,
     "ignore[1].expires: found \"soon\"; expected a day"},
    {"[[ignore]]\nrule = 'TC-P001'\nreason = 'x'\nexpires = '2026-02-30'", 4, "ignore[1].expires"},
    {"[[ignore]]\nrule = 'TC-P001'\nreason = 'x'\nexpires = 2026-12-31T00:00:00", 4,
     "ignore[1].expires: found a date or time; expected a day"},
    {"[propagation]\nexpect = ['a>b', 'a']", 2,
     "propagation.expect[2]: found \"a\"; expected a path"},
    {"[[ignore]]\nrule = 'TC-P001'\nreason = ' '", 3, "ignore[1].reason"},
};

const std::vector<Malformed> kLeftOut{
    {"[[budgets]]\nper = 'user'", 1, "budgets[1]: "},
    {"[[latency]]\np95 = '1s'", 1, "latency[1]: needs either operation"},
    {"[[latency]]\noperation = 'x'", 1, "latency[1]: needs a limit: p50, p95, p99 or max"},
    {"[[latency]]\noperation = 'x'\nleg = 'a>b'\np95 = '1s'", 1,
     "latency[1]: needs either operation"},
    {"[[latency]]\nservice = 'x'\nleg = 'a>b'\np95 = '1s'", 1,
     "latency[1]: service belongs to an operation"},
    {"[[ignore]]\nreason = 'x'", 1, "ignore[1]: needs rule"},
    {"[[ignore]]\nrule = 'TC-P001'", 1, "ignore[1]: needs reason"},
};

const std::vector<Malformed> kNoToml{
    {"fail_on = error", 1, "fail_on = error"},
    {"fail_on error", 1, "fail_on error"},
    {"strict = true\nstrict = false", 2, "strict"},
    {"[traces\nmax_spans = 1", 1, "[traces"},
    {"[[latency]\noperation = 'x'", 1, "[[latency]"},
    {"[coverage]\nattributed = \"99%", 2, "attributed = \"99%"},
    {"[traces]\nallowed_edges = ['a>b'", 2, "allowed_edges"},
    {"[traces]\n\n[traces]\nmax_spans = 1", 3, "traces"},
    {"[[budgets]]\nlimit = 0.5.0", 2, "limit = 0.5.0"},
    {"[[budgets]]\nlimit = $5", 2, "limit = $5"},
    {"strict = True", 1, "strict = True"},
    {"fail_on: error", 1, "fail_on: error"},
    {"baseline = \"a\\qb\"", 1, "baseline"},
    {"{\"budgets\": []}", 1, "{\"budgets\": []}"},
    {"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 1", 1, "a key of more than 16 parts"},
};

std::vector<Malformed> all() {
  std::vector<Malformed> policies;
  for (const auto* some : {&kUnknownKeys, &kWrongKinds, &kWrongValues, &kLeftOut, &kNoToml}) {
    policies.insert(policies.end(), some->begin(), some->end());
  }
  return policies;
}

}  // namespace

const std::vector<Malformed>& malformed_policies() {
  static const std::vector<Malformed> kAll = all();
  return kAll;
}

}  // namespace trace_cost::policy
