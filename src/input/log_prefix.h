// What log drivers and log viewers write in front of every line of a program's output.
//
//   frontend-1  | {                                           docker compose, docker service logs
//   [pod/app-6c9f7b5d4-x2x7k/app] {                           kubectl logs --prefix
//   2026-11-22T16:03:47.628613123Z {                          --timestamps, GitHub Actions
//   2026-11-22T16:03:47.628613123Z stdout F {                 CRI: F a full line, P a part of one
//   Nov 22 16:03:47 host python[4242]: {                      journald, syslog
//   2026-11-22T16:03:47.628613+00:00 app[web.1]: {            heroku
//   job<TAB>step<TAB>2026-11-22T16:03:47.6286130Z {           gh run view --log
//   app-6c9f7b5d4-x2x7k app {                                 stern, and others: learned
//
// Several may stand one after another, and any of them may be coloured.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace trace_cost::input {

struct LogPrefix {
  std::size_t size = 0;  // bytes of the line that it takes; 0: there is none
  // Whose line it is: the prefix without times and colours, which change from line to line.
  std::string writer;
  bool is_part = false;  // CRI's P: the line goes on with the next one of this writer
};

// Prefixes that have no marks of their own can be learned: literal texts, at most kMost of them.
class LogPrefixes {
 public:
  static constexpr std::size_t kMost = 256;
  // A longer prefix is none.
  static constexpr std::size_t kLongest = 256;

  // The prefix of `line`, which begins at the start of a line and may be cut behind kLongest bytes.
  [[nodiscard]] LogPrefix of(std::string_view line) const;
  // Whether `text`, which begins with a line that holds a '{', is a log: what stands before the
  // brace stands before the lines that follow, too. Learns it if need be. kEnough bytes of text
  // will do.
  bool begin_log(std::string_view text);
  static constexpr std::size_t kEnough = 8192;
  // Whether such a block of a text format begins there that has no '{', behind a known prefix.
  [[nodiscard]] bool begins_block(std::string_view text) const;
  // Learns the prefix of a line that ends in '{' when it has as many words as one learned before:
  // another pod of the same viewer.
  bool learn_alike(std::string_view line);

 private:
  bool learn(std::string_view text);

  std::vector<std::string> learned_;
};

// How many bytes of colour and other terminal control (ESC [ ... letter) `text` begins with.
std::size_t terminal_codes(std::string_view text);

}  // namespace trace_cost::input
