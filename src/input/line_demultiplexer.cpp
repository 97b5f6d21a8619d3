#include "input/line_demultiplexer.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "input/docker_json_line.h"

namespace trace_cost::input {

namespace {

std::string_view without_feed(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

// JSON holds no raw ESC, so that wherever one stands it is colour.
std::string without_terminal_codes(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::size_t codes = terminal_codes(text);
    text.remove_prefix(codes);
    const std::size_t next = codes > 0 ? text.find('\x1B') : text.find('\x1B', 1);
    const std::string_view run = text.substr(0, next);
    plain += run;
    text.remove_prefix(run.size());
  }
  return plain;
}

}  // namespace

void LineDemultiplexer::add(const LogLine& line) {
  const auto docker = line.begins ? read_docker_json_line(line.text) : std::nullopt;
  if (docker) {
    is_part_ = false;  // what goes on has no line feed in its text
    choose_writer(docker->stream);
    add_to_writer(docker->text, line.place);
    return;
  }
  std::string_view text = line.begins || writers_.empty() ? take_prefix(line) : line.text;
  const Place place{line.place.offset + (line.text.size() - text.size()), line.place.line};
  if (is_part_) text = without_feed(text);
  if (text.find('\x1B') != std::string_view::npos) {
    without_codes_ = without_terminal_codes(text);
    text = without_codes_;
  }
  add_to_writer(text, place);
}

// Chooses the line's writer and returns what it has written.
std::string_view LineDemultiplexer::take_prefix(const LogLine& line) {
  LogPrefix prefix = prefixes_.of(line.text);
  if (prefixes_.learn_alike(without_feed(line.text))) prefix = prefixes_.of(line.text);
  is_part_ = prefix.is_part;
  choose_writer(prefix.writer);
  return line.text.substr(prefix.size);
}

void LineDemultiplexer::choose_writer(const std::string& name) {
  if (!writers_.empty() && writers_.front().name == name) return;
  const auto known = by_name_.find(name);
  if (known != by_name_.end()) {
    writers_.splice(writers_.begin(), writers_, known->second);
    return;
  }
  if (writers_.size() == kMostWriters) {
    let_go(writers_.back());
    by_name_.erase(writers_.back().name);
    writers_.pop_back();
  }
  writers_.push_front({name, {}});
  by_name_.emplace(writers_.front().name, writers_.begin());
}

void LineDemultiplexer::add_to_writer(std::string_view text, Place place) {
  if (text.empty()) return;
  Writer& writer = writers_.front();
  writer.lines.add(text, place);
  held_ += text.size();
  if (writer.lines.is_settled()) let_go(writer);
  while (held_ > kMostHeld) let_go(*oldest());
}

void LineDemultiplexer::let_go(Writer& writer) {
  held_ -= writer.lines.held();
  writer.lines.let_go(sorted_);
}

// The writer whose held text begins first; there must be one that holds some.
LineDemultiplexer::Writers::iterator LineDemultiplexer::oldest() {
  auto first = writers_.end();
  for (auto writer = writers_.begin(); writer != writers_.end(); ++writer) {
    if (writer->lines.held() == 0) continue;
    const bool is_first = first == writers_.end() ||
                          writer->lines.first_place().offset < first->lines.first_place().offset;
    if (is_first) first = writer;
  }
  return first;
}

void LineDemultiplexer::finish() {
  while (held_ > 0) let_go(*oldest());
}

}  // namespace trace_cost::input
