#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <string_view>

#include "made_up_run.h"

namespace trace_cost::property {

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t size = text.find('\n') + 1;
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::string time(Random& random) {
  return fmt::format("2026-11-22T16:03:47.{:09}Z ", random.below(1'000'000'000));
}

std::string as_compose(const std::string& service, const std::string& line, Random&) {
  return fmt::format("{}-1{:{}}  | {}", service, "", 12 - service.size(), line);
}
std::string as_coloured_compose(const std::string& service, const std::string& line,
                                Random& random) {
  return fmt::format("\x1B[3{}m{}-1  |\x1B[0m {}{}", random.below(8), service, time(random), line);
}
std::string as_kubectl(const std::string& service, const std::string& line, Random&) {
  return fmt::format("[pod/{}-6c9f7b5d4-x2x7k/app] {}", service, line);
}
std::string as_journald(const std::string& service, const std::string& line, Random& random) {
  return fmt::format("Nov 22 16:03:{:02} host {}[42]: {}", random.below(60), service, line);
}
std::string as_stern(const std::string& service, const std::string& line, Random&) {
  return fmt::format("{}-6c9f7b5d4 app {}", service, line);
}
// In parts of odd sizes.
std::string as_cri(const std::string& service, const std::string& line, Random& random) {
  std::string made;
  std::string_view rest(line);
  rest.remove_suffix(1);
  while (rest.size() > 30 && !random.one_in(3)) {
    const std::size_t size = 1 + random.below(29);
    made +=
        fmt::format("[pod/{}/app] {}stdout P {}\n", service, time(random), rest.substr(0, size));
    rest.remove_prefix(size);
  }
  return made + fmt::format("[pod/{}/app] {}stdout F {}\n", service, time(random), rest);
}
using Prefix = std::string (*)(const std::string& service, const std::string& line, Random& random);

// The services' outputs in one log, a few lines of each at a time.
std::string interleaved(std::map<std::string, Lines> services, Prefix prefix, Random& random) {
  std::string log;
  std::map<std::string, std::size_t> done;
  Lines names;
  for (const auto& [name, lines] : services) names.push_back(name);
  while (!names.empty()) {
    const std::size_t which = random.below(names.size());
    const std::string& name = names[which];
    const Lines& lines = services[name];
    std::size_t& at = done[name];
    for (std::size_t i = 0; i <= random.below(4) && at < lines.size(); ++i) {
      log += prefix(name, lines[at++], random);
    }
    if (at == lines.size()) names.erase(names.begin() + static_cast<std::ptrdiff_t>(which));
  }
  return log;
}

}  // namespace

TEST_CASE("property/log_prefix: services in one log, line by line, give what their files give") {
  for (const Prefix prefix :
       {as_compose, as_coloured_compose, as_kubectl, as_journald, as_cri, as_stern}) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
      CAPTURE(seed);
      Random random(seed);
      const auto run = made_up_run(random, 6);
      for (const Encoding encoding : {as_python, as_compact_python, as_otlp}) {
        std::map<std::string, Lines> services;
        for (const MadeUpSpan& span : run) {
          Lines& lines = services[span.service];
          for (std::string& line : lines_of(encoding(span))) lines.push_back(std::move(line));
          // The pods of a viewer without marks are known only by their records.
          if (random.one_in(3) && prefix != as_stern) lines.push_back(made_up_print(random));
        }
        const std::string log = interleaved(services, prefix, random);
        const Reading reading = read({log});
        CAPTURE(log);
        CHECK(answer(reading.capture) == answer(read({joined(encoded(run, encoding))}).capture));
        const model::Source& source = reading.capture.sources()[0];
        CHECK(source.damaged == 0);
        CHECK(source.bytes == log.size());
        CHECK(source.parsed_bytes + source.ignored_bytes + source.quarantined_bytes == log.size());
      }
    }
  }
}

}  // namespace trace_cost::property
