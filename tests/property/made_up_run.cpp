#include "made_up_run.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

#include "cost/cost_table.h"
#include "cost/ledger.h"
#include "model/forest.h"

namespace trace_cost::property {

namespace {

constexpr std::array<std::string_view, 4> kServices{"frontend", "backend", "ai-service",
                                                    "database"};
constexpr std::array<std::string_view, 4> kUsers{"alice", "bob", "carol \U0001F642", "d\"a\\ve"};
constexpr std::array<std::string_view, 8> kCosts{
    "0.1", "0.0066646", "1.25e-05", "3", "0.000000000001", "123456789.000000000001", "-0.25", "0"};
constexpr std::array<std::string_view, 5> kKinds{"INTERNAL", "SERVER", "CLIENT", "PRODUCER",
                                                 "CONSUMER"};

// The few escapes that the texts above need.
std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string console_time(std::int64_t nanos) {
  const model::Instant micros{model::Nanos{(nanos + 500) / 1'000 * 1'000}};
  return model::to_rfc3339(micros).substr(0, 26) + "Z";
}

std::string console(const MadeUpSpan& span, std::string_view feed, std::string_view indent) {
  const auto line = [&](int depth, std::string_view text) {
    std::string made{feed};
    for (int i = 0; i < depth; ++i) made += indent;
    return made + std::string(text);
  };
  std::string attributes;
  const auto attribute = [&](std::string_view key, const std::string& value) {
    attributes += (attributes.empty() ? "" : ", ") + line(2, fmt::format("\"{}\": {}", key, value));
  };
  attribute("http.route", "\"/{id}\"");
  if (!span.user.empty()) attribute("user.id", json_text(span.user));
  if (!span.cost.empty()) attribute("cost.usd", span.cost);
  const std::string parent = span.parent == 0 ? "null" : fmt::format("\"0x{:016x}\"", span.parent);
  return "{" + line(1, fmt::format("\"name\": {}, ", json_text(span.name))) +
         line(1, fmt::format("\"context\": {{\"trace_id\": \"0x{:032x}\", \"span_id\": "
                             "\"0x{:016x}\", \"trace_state\": \"[]\"}}, ",
                             span.trace, span.id)) +
         line(1, fmt::format("\"kind\": \"SpanKind.{}\", \"parent_id\": {}, ",
                             kKinds[static_cast<std::size_t>(span.kind - 1)], parent)) +
         line(1, fmt::format("\"start_time\": \"{}\", \"end_time\": \"{}\", ",
                             console_time(span.start), console_time(span.end))) +
         line(1, fmt::format("\"status\": {{\"status_code\": \"{}\"}}, ",
                             span.failed ? "ERROR" : "UNSET")) +
         line(1, "\"attributes\": {" + attributes + line(1, "}, ")) +
         line(1, fmt::format("\"events\": [], \"links\": [], \"resource\": {{\"attributes\": "
                             "{{\"service.name\": \"{}\"}}, \"schema_url\": \"\"}}",
                             span.service)) +
         line(0, "}\n");
}

MadeUpSpan made_up_span(Random& random, std::uint64_t trace, std::size_t number) {
  MadeUpSpan span;
  span.trace = trace;
  span.id = random.next() | 1;
  span.service = kServices[random.below(kServices.size())];
  span.name = fmt::format("{} {{{}}}", span.service, random.below(5));
  span.kind = 1 + static_cast<int>(random.below(5));
  span.failed = random.one_in(9);
  span.start = 1'795'364'034'000'000'000 + static_cast<std::int64_t>(number) * 10'000'000 +
               static_cast<std::int64_t>(random.below(9'000'000));
  span.end = span.start + static_cast<std::int64_t>(random.below(500'000'000));
  if (random.one_in(4)) span.user = kUsers[random.below(kUsers.size())];
  if (random.one_in(2)) span.cost = kCosts[random.below(kCosts.size())];
  if (random.one_in(20)) span.cost = "NaN";
  return span;
}

std::int64_t rounded(model::Instant instant, std::int64_t unit) {
  return (instant.time_since_epoch().count() + unit / 2) / unit;
}

model::AttributeSelection& selection() {
  static model::AttributeSelection wanted;
  return wanted;
}

const cost::FieldKeys& fields() {
  static const cost::FieldKeys kFields = [] {
    cost::FieldKeys keys = cost::select_fields({}, selection());
    cost::select_field(cost::Field::Session, keys, selection());
    return keys;
  }();
  return kFields;
}

cost::CostTable money_by(const model::Forest& forest, const cost::Ledger& ledger,
                         const std::string& name) {
  const auto dimension = cost::Dimension::parse(name, fields(), selection());
  return cost::sum_costs(forest, ledger, {dimension.value()});
}

std::string told(const cost::CostTable& table) {
  std::string text;
  for (const cost::CostRow& row : table.rows) {
    text += fmt::format("{}={}: {} in {} traces, {} charges\n", table.by[0],
                        row.keys[0].value_or("(none)"), row.cost.plain(), row.traces, row.charges);
  }
  return text;
}

std::string told(const model::Forest& forest, std::int64_t unit) {
  const model::Capture& capture = forest.capture();
  std::string text;
  for (const model::SpanIndex index : forest.preorder()) {
    const model::Span& span = capture.span(index);
    text += fmt::format(
        "{:{}}{} {} {} {} {} {} {}..{}\n", "", forest.depth(index), to_hex(span.trace).substr(16),
        to_hex(span.id), capture.service(span), capture.name(span), static_cast<int>(span.kind),
        static_cast<int>(span.status), rounded(span.start, unit), rounded(span.end, unit));
    text += forest.top(index) == model::Top::Orphan ? "^ orphan\n" : "";
  }
  return text;
}

}  // namespace

std::uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31);
}

std::vector<MadeUpSpan> made_up_run(Random& random, std::size_t traces) {
  std::vector<MadeUpSpan> run;
  for (std::size_t t = 0; t < traces; ++t) {
    const std::uint64_t trace = random.next() | 1;
    const std::size_t first = run.size();
    const std::size_t count = 1 + random.below(12);
    for (std::size_t i = 0; i < count; ++i) {
      MadeUpSpan span = made_up_span(random, trace, i);
      if (i > 0) span.parent = run[first + random.below(i)].id;
      if (random.one_in(15)) span.parent = random.next() | 1;  // an orphan
      run.push_back(std::move(span));
    }
  }
  return run;
}

std::string as_python(const MadeUpSpan& span) { return console(span, "\n", "    "); }
std::string as_compact_python(const MadeUpSpan& span) { return console(span, "", ""); }

std::string as_otlp(const MadeUpSpan& span) {
  std::string attributes = R"({"key":"http.route","value":{"stringValue":"/{id}"}})";
  if (!span.user.empty()) {
    attributes +=
        fmt::format(R"(,{{"key":"user.id","value":{{"stringValue":{}}}}})", json_text(span.user));
  }
  if (!span.cost.empty()) {
    const std::string number = span.cost == "NaN" ? "\"NaN\"" : span.cost;
    attributes += fmt::format(R"(,{{"key":"cost.usd","value":{{"doubleValue":{}}}}})", number);
  }
  const std::string parent = span.parent == 0 ? "" : fmt::format("{:016X}", span.parent);
  return fmt::format(
      R"({{"resourceSpans":[{{"resource":{{"attributes":[{{"key":"service.name","value":)"
      R"({{"stringValue":"{}"}}}}]}},"scopeSpans":[{{"spans":[{{"traceId":"{:032x}","spanId":)"
      R"("{:016x}","parentSpanId":"{}","name":{},"kind":{},"startTimeUnixNano":"{}",)"
      R"("endTimeUnixNano":"{}","attributes":[{}],"status":{{{}}}}}]}}]}}]}})"
      "\n",
      span.service, span.trace, span.id, parent, json_text(span.name), span.kind, span.start,
      span.end, attributes, span.failed ? R"("code":2)" : "");
}

std::string as_zipkin(const MadeUpSpan& span) {
  constexpr std::array<std::string_view, 6> kZipkinKinds{
      "null", "null", R"("SERVER")", R"("CLIENT")", R"("PRODUCER")", R"("CONSUMER")"};
  std::string tags = R"("http.route":"/{id}")";
  if (!span.user.empty()) tags += fmt::format(R"(,"user.id":{})", json_text(span.user));
  if (!span.cost.empty()) tags += fmt::format(R"(,"cost.usd":"{}")", span.cost);
  if (span.failed) tags += R"(,"error":"","otel.status_code":"ERROR")";
  const std::string parent =
      span.parent == 0 ? "" : fmt::format(R"("parentId":"{:016x}",)", span.parent);
  return fmt::format(
      R"([{{"traceId":"{:032x}","id":"{:016x}",{}"name":{},"kind":{},"timestamp":{},)"
      R"("duration":{},"localEndpoint":{{"serviceName":"{}"}},"tags":{{{}}}}}])"
      "\n",
      span.trace, span.id, parent, json_text(span.name),
      kZipkinKinds.at(static_cast<std::size_t>(span.kind)), span.start / 1'000,
      (span.end - span.start) / 1'000, span.service, tags);
}

std::vector<std::string> encoded(const std::vector<MadeUpSpan>& run, Encoding encoding) {
  std::vector<std::string> records;
  records.reserve(run.size());
  for (const MadeUpSpan& span : run) records.push_back(encoding(span));
  return records;
}

std::string joined(const std::vector<std::string>& records) {
  std::string text;
  for (const std::string& record : records) text += record;
  return text;
}

std::string made_up_print(Random& random) {
  constexpr std::array<std::string_view, 7> kPrints{"Request: {json}: {\"a\": [1, 2]}\n",
                                                    "\n",
                                                    "thread {'k': 3} done {\n",
                                                    "}\n",
                                                    "{\"level\": \"info\", \"data\": {}}\n",
                                                    "100% \"quoted\n",
                                                    "[{\"x\": 1}, {]\n"};
  return std::string(kPrints[random.below(kPrints.size())]);
}

Reading read(const std::vector<std::string>& files) {
  Reading reading;
  fields();  // fills the selection
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto bytes = input::memory_source(files[i]);
    input::read_source(*bytes, {{fmt::format("{}.log", i), input::Named::Directly}}, selection(),
                       reading.capture, reading.diagnostics);
  }
  reading.capture.seal();
  return reading;
}

std::string answer(const model::Capture& capture, std::int64_t unit) {
  const model::Forest forest(capture);
  const cost::Ledger ledger = cost::build_ledger(forest, fields());
  return told(forest, unit) + told(money_by(forest, ledger, "user")) +
         told(money_by(forest, ledger, "service")) + told(money_by(forest, ledger, "trace")) +
         fmt::format("total {}, attributed {}, {} unreadable\n", ledger.total.plain(),
                     ledger.attributed.plain(), ledger.doubts.costs.size());
}

std::string money_fault(const model::Capture& capture, const std::string& dimension) {
  const model::Forest forest(capture);
  const cost::Ledger ledger = cost::build_ledger(forest, fields());
  const cost::CostTable table = money_by(forest, ledger, dimension);
  model::Money sum;
  for (const cost::CostRow& row : table.rows) sum += row.cost;
  if (sum == ledger.total) return "";
  return fmt::format("rows {} but total {}\n{}", sum.plain(), ledger.total.plain(), told(table));
}

}  // namespace trace_cost::property
