// Runs over a folder of captures with a TRUTH.json, which lies outside the repository: the variable
// TRACE_COST_CAPTURES names it. See tests/check_captures.sh.
#include <doctest/doctest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "model/money.h"
#include "truth.h"

namespace trace_cost::captures {

namespace {

namespace fs = std::filesystem;

fs::path folder() {
  const char* const named = std::getenv("TRACE_COST_CAPTURES");  // NOLINT(concurrency-mt-unsafe)
  return named == nullptr ? fs::path() : fs::path(named);
}

// The shortest text that names the number: the digits of the file, as long as there are no more
// than fifteen of them.
std::string dollars(const Json& number) {
  return model::read_money(number.dump()).value.value().plain();
}

// TRUTH.json's names for what truth.h describes.
Json truth_of(const Json& known) {
  Json truth;
  const std::map<std::string, std::string> names{
      {"spans", "spans"},
      {"traces", "traces"},
      {"root_spans", "roots"},
      {"spans_with_missing_parent", "orphans"},
      {"missing_parents", "orphans"},
      {"traces_with_missing_parent", "traces_with_orphans"},
      {"error_spans", "errors"},
      {"errors", "errors"},
      {"services", "services"}};
  for (const auto& [theirs, ours] : names) {
    if (known.contains(theirs)) truth[ours] = known[theirs];
  }
  const bool via_trace = known.contains("cost_usd_by_user_via_trace");
  if (!known.contains("cost_usd_total")) return truth;
  Json& cost = truth["cost"];
  cost["total"] = dollars(known["cost_usd_total"]);
  for (const auto& [user, spent] :
       known[via_trace ? "cost_usd_by_user_via_trace" : "cost_usd_by_user"].items()) {
    cost["users"][user] = dollars(spent);
  }
  cost["nobody"] = via_trace ? dollars(known["cost_usd_unattributed_via_trace"]) : "0";
  return truth;
}

void check_set(const Json& known, const Paths& inputs) {
  CAPTURE(inputs.front().string());
  const Json report = Json::parse(run("report --format json", inputs).output, nullptr, false);
  REQUIRE(report.is_object());
  check_report(report, truth_of(known));
}

// The files of a set whose names end in `ending` and that the truth knows.
Paths files_of(const Json& known, const fs::path& set, const std::string& ending) {
  Paths files;
  for (const auto& [file, spans] : known["files_and_span_counts"].items()) {
    if (file.ends_with(ending)) files.push_back(set / file);
  }
  return files;
}

}  // namespace

TEST_CASE("all captures: the sets of the formats that are read come out exactly" *
          doctest::skip(folder().empty())) {
  const Json truth = read_json(folder() / "TRUTH.json");
  for (const char* const set :
       {"py-clean", "py-multi", "py-killed-backend", "py-killed-frontend", "py-skew"}) {
    check_set(truth[set], files_of(truth[set], folder() / set, ".log"));
  }
  check_set(truth["py-clean"], {folder() / "py-clean/compose-interleaved.txt"});
  const Json& python = truth["py-multi"];
  check_set(python, files_of(python, folder() / "py-multi", ".compact.jsonl"));
  check_set(python, files_of(python, folder() / "py-multi", ".otlp.jsonl"));
  check_set(python, files_of(python, folder() / "py-multi", ".zipkin.json"));
  check_set(python, {folder() / "py-multi"});
  check_set(truth["js-multi"], files_of(truth["js-multi"], folder() / "js-multi", ".zipkin.jsonl"));
  check_set(truth["js-multi"], files_of(truth["js-multi"], folder() / "js-multi", ".otlp.jsonl"));
  check_set(truth["js-multi"], files_of(truth["js-multi"], folder() / "js-multi", ".binpb"));
  check_set(truth["js-multi"], files_of(truth["js-multi"], folder() / "js-multi", ".log"));
  check_set(truth["xlang"], files_of(truth["xlang"], folder() / "xlang", ".otlp.jsonl"));
  check_set(truth["xlang"], files_of(truth["xlang"], folder() / "xlang", ".log"));
  check_set(truth["js-large/large.otlp.jsonl"], {folder() / "js-large/large.otlp.jsonl"});
}

TEST_CASE("all captures: every injected fault is found at its edge, and nothing where none is" *
          doctest::skip(folder().empty())) {
  const Json truth = read_json(folder() / "TRUTH.json");
  const auto errors = [&](const char* set, const std::string& ending) {
    return findings_of(report_of(files_of(truth[set], folder() / set, ending)), "error");
  };
  const char* const twenty =
      "TC-P001 error backend -> ai-service x1\n"
      "TC-P001 error backend -> database x2\n"
      "TC-P002 error backend -> ai-service x4";
  for (const char* const ending : {".log", ".compact.jsonl", ".otlp.jsonl", ".zipkin.json"}) {
    CAPTURE(ending);
    CHECK(errors("py-multi", ending) == twenty);
  }
  for (const char* const ending : {".log", ".otlp.jsonl"}) {
    CAPTURE(ending);
    CHECK(errors("js-multi", ending) == twenty);
  }
  CHECK(errors("xlang", ".otlp.jsonl") ==
        "TC-P001 error backend -> ai-service x1\n"
        "TC-P001 error backend -> database x1\n"
        "TC-P002 error backend -> ai-service x3");
  for (const char* const set : {"py-clean", "py-killed-backend", "py-killed-frontend", "py-skew"}) {
    CAPTURE(set);
    CHECK(errors(set, ".log").empty());
  }
  CHECK(findings_of(report_of({folder() / "js-large/large.otlp.jsonl"}), "error").empty());
}

TEST_CASE("all captures: the single files of those formats come out exactly" *
          doctest::skip(folder().empty())) {
  const Json truth = read_json(folder() / "TRUTH.json");
  int compared = 0;
  for (const auto& [name, known] : truth.items()) {
    const bool is_plain = !name.ends_with(".gz") && !name.ends_with(".zst");
    const bool is_otlp =
        name.starts_with("collector/batch") || name.starts_with("tempo/") ||
        name.starts_with("collector/one-message") || name.starts_with("collector/array") ||
        name.starts_with("collector/bare") || name.starts_with("collector/proto") ||
        name.starts_with("collector/snake") || name.starts_with("jaeger/") ||
        name.starts_with("js-old/otlp") || name == "cpp/cpp-otlp-file.jsonl" ||
        name.ends_with("edge.otlp.jsonl") || name == "js-edge/edge.otlp-framed.binpb" ||
        name == "collector/fileexporter-proto.bin";
    if (!name.starts_with("py-simple/") && !(is_plain && is_otlp)) continue;
    const bool is_one_of_a_set = known.contains("same_spans_as");
    check_set(is_one_of_a_set ? truth[known["same_spans_as"].get<std::string>()] : known,
              {folder() / name});
    ++compared;
  }
  CHECK(compared == 33);
}

namespace {

Json counts_alone(const Json& known) {
  Json truth;
  for (const char* const field : {"spans", "traces"}) {
    if (known.contains(field)) truth[field] = known[field];
  }
  return truth;
}

}  // namespace

TEST_CASE("all captures: consoles of other SDKs hold the spans that are known" *
          doctest::skip(folder().empty())) {
  const Json truth = read_json(folder() / "TRUTH.json");
  int compared = 0;
  for (const auto& [name, known] : truth.items()) {
    const bool is_console = name.starts_with("js-old/console") || name.ends_with("console.txt") ||
                            name == "cpp/cpp-ostream.txt";
    if (!is_console) continue;
    check_set(counts_alone(known), {folder() / name});
    ++compared;
  }
  CHECK(compared == 7);
}

TEST_CASE("all captures: .NET's own samples hold the spans that they show" *
          doctest::skip(folder().empty())) {
  const std::map<std::string, int> known{
      {"getting-started-console-1.txt", 1},       {"getting-started-aspnetcore-0.txt", 1},
      {"getting-started-jaeger-0.txt", 1},        {"links-based-sampler-0.txt", 4},
      {"stratified-sampling-example-0.txt", 4},   {"links-creation-with-new-activities-0.txt", 5},
      {"tail-based-sampling-span-level-0.txt", 3}};
  for (const auto& [name, spans] : known) {
    const fs::path file = folder() / "public/opentelemetry-dotnet" / name;
    if (fs::exists(file)) check_set({{"spans", spans}}, {file});
  }
}

TEST_CASE("all captures: what other encodings say of py-multi is what it is" *
          doctest::skip(folder().empty())) {
  const Json python = read_json(folder() / "TRUTH.json")["py-multi"];
  check_set(python, {folder() / "converted/jaeger-api.json"});
  check_set(python, {folder() / "converted/langfuse-observations_v2.jsonl"});
  Json nameless = python;
  nameless.erase("services");  // Phoenix does not tell them
  check_set(nameless, {folder() / "converted/phoenix-spans.jsonl"});
  check_set(python, {folder() / "converted", folder() / "py-multi"});
}

// "spans" counts records: a span that is there twice counts twice.
TEST_CASE("all captures: samples of Zipkin, Jaeger, Go and PHP have the spans that are known" *
          doctest::skip(folder().empty())) {
  const Json truth = read_json(folder() / "TRUTH.json");
  int compared = 0;
  for (const auto& entry : truth.items()) {
    const std::string& name = entry.key();
    const bool is_sample = name.starts_with("public/zipkin/") ||
                           name.starts_with("public/jaeger") ||
                           name.starts_with("go-stdouttrace/") || name.starts_with("php-console/");
    if (!is_sample) continue;
    CAPTURE(name);
    Json report = report_of({folder() / name});
    report["totals"]["spans"] = report["inputs"][0]["spans"];
    check_report(report, counts_alone(entry.value()));
    ++compared;
  }
  CHECK(compared == 20);
}

TEST_CASE("all captures: every file ends well: 0, or 2 with a message that names it" *
          doctest::skip(folder().empty())) {
  std::map<int, int> endings;
  for (const fs::path& file : files_below(folder())) {
    CAPTURE(file.string());
    const Ending ending = run_for_messages("report", {file});
    ++endings[ending.exit];
    CHECK((ending.exit == 0 || ending.exit == 2));
    if (ending.exit != 0) CHECK(ending.output.find(file.string()) != std::string::npos);
  }
  MESSAGE(endings[0], " files read, ", endings[2], " refused");
}

TEST_CASE("all captures: all of them at once end well too" * doctest::skip(folder().empty())) {
  const int exit = run("report --format json", {folder()}).exit;
  CHECK((exit == 0 || exit == 2));
}

}  // namespace trace_cost::captures
