#include "report/convert/speedscope.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "report/convert/call_weights.h"
#include "report/render/json_text.h"
#include "report/trace_summary.h"

namespace trace_cost::report {

namespace {

constexpr std::size_t kTraces = 20;

struct Sample {
  latency::CallIndex call;
  std::int64_t weight = 0;
};

struct Profile {
  std::string name;
  std::string_view unit;
  std::vector<Sample> samples;
};

class Frames {
 public:
  Frames(const Conversion& conversion, const latency::CallTree& tree)
      : conversion_(conversion), tree_(tree) {}

  // The numbers of a stack's frames, the outermost first.
  std::vector<std::size_t> stack(latency::CallIndex call) {
    const latency::CallTree::Path path = tree_.path_to(call, kMostFrames);
    std::vector<std::size_t> frames;
    for (std::size_t i = 0; i < path.calls.size(); ++i) {
      if (path.left_out > 0 && i == kMostFrames / 2) {
        frames.push_back(number(cut_frame(path.left_out)));
      }
      frames.push_back(number(frame_name(conversion_, tree_.calls()[path.calls[i].number()])));
    }
    return frames;
  }
  // By number.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  std::size_t number(const std::string& name) {
    const auto [known, is_new] = numbers_.try_emplace(name, names_.size());
    if (is_new) names_.push_back(name);
    return known->second;
  }

  const Conversion& conversion_;
  const latency::CallTree& tree_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> numbers_;
};

Profile whole_capture(const Conversion& conversion, const latency::CallTree& tree) {
  const bool is_money = conversion.weight == Weight::Cost;
  Profile profile{is_money ? "all spans by cost (10^-12 dollars)" : "all spans by self time",
                  is_money ? "none" : "nanoseconds",
                  {}};
  const std::vector<std::int64_t> weights = call_weights(conversion, tree);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) profile.samples.push_back({latency::CallIndex(i), weights[i]});
  }
  return profile;
}

Profile critical_path(const Conversion& conversion, const latency::CallTree& tree,
                      const TraceSummary& summary) {
  const Analysis& analysis = conversion.analysis;
  const model::Span head = analysis.capture->span(summary.head);
  Profile profile{fmt::format("{} {}: the way of the response", model::to_hex(head.trace),
                              analysis.capture->name(head)),
                  "nanoseconds",
                  {}};
  for (const latency::Section& section : analysis.paths->of(summary.trace)) {
    profile.samples.push_back({tree.call_of(section.span), (section.to - section.from).count()});
  }
  return profile;
}

std::vector<Profile> profiles_of(const Conversion& conversion, const latency::CallTree& tree) {
  std::vector<Profile> profiles{whole_capture(conversion, tree)};
  if (conversion.weight == Weight::Cost) return profiles;
  std::vector<TraceSummary> summaries = summarise_traces(conversion.analysis);
  std::stable_sort(summaries.begin(), summaries.end(),
                   [](const auto& a, const auto& b) { return a.duration > b.duration; });
  summaries.resize(std::min(kTraces, summaries.size()));
  for (const TraceSummary& summary : summaries) {
    profiles.push_back(critical_path(conversion, tree, summary));
  }
  return profiles;
}

// False when nobody takes any more.
bool write_profile(const Profile& profile, Frames& frames, Outlet& outlet) {
  std::string& out = outlet.text();
  std::int64_t end = 0;
  for (const Sample& sample : profile.samples) {
    end = model::saturating_sum(model::Nanos{end}, model::Nanos{sample.weight}).count();
  }
  out += "{\"type\":\"sampled\",\"name\":";
  append_json_text(profile.name, out);
  fmt::format_to(std::back_inserter(out),
                 ",\"unit\":\"{}\",\"startValue\":0,\"endValue\":{},\"samples\":[", profile.unit,
                 end);
  for (std::size_t i = 0; i < profile.samples.size(); ++i) {
    fmt::format_to(std::back_inserter(out), "{}[{}]", i == 0 ? "" : ",",
                   fmt::join(frames.stack(profile.samples[i].call), ","));
    if (!outlet.end_item()) return false;
  }
  out += "],\"weights\":[";
  for (std::size_t i = 0; i < profile.samples.size(); ++i) {
    fmt::format_to(std::back_inserter(out), "{}{}", i == 0 ? "" : ",", profile.samples[i].weight);
    if (!outlet.end_item()) return false;
  }
  out += "]}";
  return true;
}

void append_frames(const Frames& frames, std::string& out) {
  out += "],\"shared\":{\"frames\":[";
  for (const std::string& name : frames.names()) {
    out += &name == &frames.names().front() ? "{\"name\":" : ",{\"name\":";
    append_json_text(name, out);
    out += '}';
  }
  out += "]}";
}

}  // namespace

void write_speedscope(const Conversion& conversion, Outlet& outlet) {
  const latency::CallTree tree(*conversion.analysis.forest);
  Frames frames(conversion, tree);
  outlet.text() +=
      "{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\","
      "\"exporter\":\"trace-cost\",\"activeProfileIndex\":0,\"profiles\":[\n";
  bool is_first = true;
  for (const Profile& profile : profiles_of(conversion, tree)) {
    if (!is_first) outlet.text() += ",\n";
    is_first = false;
    if (!write_profile(profile, frames, outlet)) return;
  }
  append_frames(frames, outlet.text());
  outlet.text() += "}\n";
}

}  // namespace trace_cost::report
