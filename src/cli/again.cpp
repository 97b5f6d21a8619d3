#include "cli/again.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace trace_cost::cli {

namespace {

constexpr std::array<std::string_view, 7> kOutputsWithValue{
    "--report", "-o", "--output", "--format", "--color", "--width", "--threads"};
constexpr std::array<std::string_view, 6> kOutputs{"--ascii", "-q",        "--quiet",
                                                   "-v",      "--verbose", "--update-baseline"};

template <typename Words>
bool is_among(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_./=:,@%+").find(c) != std::string_view::npos;
}

std::string quoted(const std::string& word) {
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

// An input may be called like the value of an option; inputs stand last more often.
void take_out_last(std::vector<std::string>& words, const std::string& word) {
  const auto found = std::find(words.rbegin(), words.rend(), word);
  if (found != words.rend()) words.erase(std::next(found).base());
}

}  // namespace

std::string again_line(Asked asked) {
  for (const std::string& input : asked.inputs) take_out_last(asked.words, input);
  std::sort(asked.inputs.begin(), asked.inputs.end());
  std::string line = "trace-cost";
  for (std::size_t i = 0; i < asked.words.size(); ++i) {
    const std::string& word = asked.words[i];
    const std::string name = word.substr(0, word.find('='));
    if (is_among(kOutputs, word)) continue;
    if (is_among(kOutputsWithValue, name)) {
      if (name == word) ++i;
      continue;
    }
    line += " " + quoted(word);
    if (i == 0 && !asked.found_policy.empty()) line += " --policy " + quoted(asked.found_policy);
  }
  for (const std::string& input : asked.inputs) line += " " + quoted(input);
  return line;
}

}  // namespace trace_cost::cli
