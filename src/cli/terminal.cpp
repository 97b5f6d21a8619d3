#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace trace_cost::cli {

namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kWidest = 10'000;

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

std::optional<std::size_t> columns_of(int descriptor) {
  winsize size{};
  if (::isatty(descriptor) == 0) return std::nullopt;
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return std::nullopt;  // NOLINT(*-vararg)
  return size.ws_col;
}

std::optional<std::size_t> columns_in_environment() {
  const std::string_view text = environment("COLUMNS");
  std::size_t columns = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), columns);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && columns > 0 ? std::optional(columns) : std::nullopt;
}

std::size_t width() {
  constexpr std::size_t kToFile = 100;
  std::optional<std::size_t> columns = columns_in_environment();
  if (!columns) columns = columns_of(STDOUT_FILENO);
  if (!columns) columns = columns_of(STDERR_FILENO);
  return std::clamp(columns.value_or(kToFile), kNarrowest, kWidest);
}

bool is_utf8(std::string_view locale) {
  return locale.find("UTF-8") != std::string_view::npos ||
         locale.find("utf8") != std::string_view::npos ||
         locale.find("UTF8") != std::string_view::npos ||
         locale.find("utf-8") != std::string_view::npos;
}

report::Charset charset() {
  const std::string_view term = environment("TERM");
  if (term == "dumb" || term == "linux") return report::Charset::Ascii;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view locale = environment(name);
    if (locale.empty()) continue;
    return is_utf8(locale) ? report::Charset::Unicode : report::Charset::Ascii;
  }
  return report::Charset::Unicode;
}

report::Colour colour() {
  if (!environment("NO_COLOR").empty()) return report::Colour::Never;
  const std::string_view forced = environment("CLICOLOR_FORCE");
  if (!forced.empty() && forced != "0") return report::Colour::Always;
  const bool fit = ::isatty(STDOUT_FILENO) != 0 && environment("TERM") != "dumb";
  return fit ? report::Colour::Always : report::Colour::Never;
}

}  // namespace

Terminal look_at_terminal() {
  const bool can_redraw = ::isatty(STDERR_FILENO) != 0 && environment("TERM") != "dumb";
  return {::isatty(STDIN_FILENO) != 0, can_redraw, width(), charset(), colour()};
}

}  // namespace trace_cost::cli
