#include "input/text_lines.h"

#include <fmt/format.h>

#include <string>

namespace trace_cost::input {

std::optional<std::string_view> TextLines::next() {
  if (end_ >= text_.size()) return std::nullopt;
  begin_ = end_;
  const std::size_t feed = text_.find('\n', begin_);
  whole_ = feed != std::string_view::npos;
  end_ = whole_ ? feed + 1 : text_.size();
  std::string_view line = text_.substr(begin_, (whole_ ? feed : end_) - begin_);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<TextField> text_field(std::string_view line, std::string_view colon) {
  const std::size_t at = line.find(colon);
  if (at == std::string_view::npos) return std::nullopt;
  return TextField{trimmed(line.substr(0, at)), trimmed(line.substr(at + colon.size()))};
}

Scalar untyped_scalar(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool is_number = !digits.empty() && digits.front() >= '0' && digits.front() <= '9' &&
                         digits.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
  return {text, is_number ? model::ValueKind::Number : model::ValueKind::Text};
}

void report_open_value(std::string_view key, SpanBatch& batch) {
  batch.fault(base::DiagnosticCode::BadField,
              fmt::format("the value of {} goes on over several lines, or another line got in "
                          "between; its first line was taken",
                          key));
}

}  // namespace trace_cost::input
