#include "report/render/json_writer.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <variant>

#include "report/render/json_text.h"
#include "report/render/json_tree.h"

namespace trace_cost::report {

namespace {

struct WriteValue {
  JsonWriter& json;

  void operator()(Unknown) const { json.null(); }
  void operator()(bool yes) const { json.boolean(yes); }
  void operator()(const std::string& text) const { json.text(text); }
  void operator()(std::int64_t count) const { json.integer(count); }
  void operator()(Number number) const { json.number(number.value); }
  void operator()(model::Money money) const { json.text(money.plain()); }
  void operator()(Duration duration) const { json.integer(duration.nanos.count()); }
  void operator()(model::Instant instant) const { json.text(model::to_rfc3339(instant)); }
  void operator()(Share share) const { json.number(static_cast<double>(share.millionths) / 1e6); }
  void operator()(const Texts& texts) const {
    json.begin_array();
    for (const std::string& text : texts) json.text(text);
    json.end_array();
  }
  // Views nest records two or three deep, never as deep as the input is.
  void operator()(const Records& records) const {
    json.begin_array();
    for (const Record& record : records.items) json.record(record);
    json.end_array();
  }
};

// An empty name is that of a service without one.
void write_name(const std::optional<std::string>& name, JsonWriter& json) {
  name && !name->empty() ? json.text(*name) : json.null();
}

template <std::size_t kBytes>
void write_id(const model::HexId<kBytes>& id, JsonWriter& json) {
  id.is_valid() ? json.text(model::to_hex(id)) : json.null();
}

void write_examples(const model::Finding& finding, JsonWriter& json) {
  json.begin_array();
  for (const model::FindingExample& example : finding.examples) {
    json.begin_object();
    json.key("trace_id");
    write_id(example.trace, json);
    json.key("span_id");
    write_id(example.span, json);
    json.key("note");
    json.text(example.note);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void JsonWriter::break_line() {
  constexpr std::size_t kIndent = 2;
  constexpr std::string_view kLine = "\n                        ";
  const std::size_t indent = depth_ * kIndent;
  out_ += kLine.substr(0, 1 + indent);
  if (indent >= kLine.size()) out_.append(indent + 1 - kLine.size(), ' ');
}

// Whatever comes next begins on a line of its own, unless it stands behind its key.
void JsonWriter::separate() {
  if (std::exchange(has_key_, false) || depth_ == 0) return;
  if (!is_first_) out_ += ',';
  is_first_ = false;
  break_line();
}

void JsonWriter::begin(char bracket) {
  separate();
  out_ += bracket;
  ++depth_;
  is_first_ = true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  if (!is_first_) break_line();
  out_ += bracket;
  is_first_ = false;
}

void JsonWriter::key(std::string_view name) {
  separate();
  append_json_text(name, out_);
  out_ += ": ";
  has_key_ = true;
}

void JsonWriter::null() {
  separate();
  out_ += "null";
}

void JsonWriter::boolean(bool yes) {
  separate();
  out_ += yes ? "true" : "false";
}

void JsonWriter::integer(std::int64_t number) {
  separate();
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out_.append(digits.data(), end);
}

void JsonWriter::number(double number) {
  separate();
  append_json_number(number, out_);
}

void JsonWriter::text(std::string_view bytes) {
  separate();
  append_json_text(bytes, out_);
}

void JsonWriter::value(const Value& value) { std::visit(WriteValue{*this}, value.base()); }

void JsonWriter::record(const Record& record) {
  for (const Field& field : record.fields) {
    if (field.path.find('.') == std::string::npos) continue;
    JsonTree tree;
    for (const Field& other : record.fields) tree.at(other.path).set(other.value);
    return tree.write(*this);
  }
  begin_object();
  for (const Field& field : record.fields) {
    key(field.path);
    value(field.value);
  }
  end_object();
}

void JsonWriter::finding(const model::Finding& finding) {
  const bool has_example = !finding.examples.empty();
  begin_object();
  key("rule");
  text(finding.rule->id);
  key("severity");
  text(name_of(finding.severity));
  key("certainty");
  text(name_of(finding.certainty));
  key("confidence");
  number(finding.confidence_percent / 100.0);
  key("message");
  text(finding.message);
  key("advice");
  text(advice_of(finding));
  key("evidence");
  begin_array();
  for (const std::string& clause : finding.evidence) text(clause);
  end_array();
  key("caller");
  write_name(finding.caller, *this);
  key("callee");
  write_name(finding.callee, *this);
  key("service");
  write_name(finding.service, *this);
  key("trace_id");
  has_example ? write_id(finding.examples.front().trace, *this) : null();
  key("span_id");
  has_example ? write_id(finding.examples.front().span, *this) : null();
  key("user");
  write_name(finding.user, *this);
  key("count");
  integer(static_cast<std::int64_t>(finding.count));
  key("examples");
  write_examples(finding, *this);
  end_object();
}

std::string JsonWriter::take() {
  out_ += '\n';
  return std::move(out_);
}

}  // namespace trace_cost::report
