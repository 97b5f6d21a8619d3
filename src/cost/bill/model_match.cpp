#include "cost/bill/model_match.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "cost/bill/bill_names.h"

namespace trace_cost::cost {

namespace {

using Names = std::vector<std::string>;
using Snapshots = std::map<std::string, ModelMatch>;  // by snapshot_key()

bool has_both(const ModelMatch& match) { return !match.billed.empty() && !match.traced.empty(); }

std::vector<std::size_t> all_places(const Names& names) {
  std::vector<std::size_t> places(names.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  return places;
}

ModelMatch merged(const Snapshots& snapshots) {
  ModelMatch all;
  for (const auto& [key, match] : snapshots) {
    all.billed.insert(all.billed.end(), match.billed.begin(), match.billed.end());
    all.traced.insert(all.traced.end(), match.traced.begin(), match.traced.end());
  }
  return all;
}

// Short names have no dates; the bill's come first.
std::string name_of(const ModelMatch& match, const Names& billed, const Names& traced) {
  const Names& names = match.billed.empty() ? traced : billed;
  const auto& places = match.billed.empty() ? match.traced : match.billed;
  const auto shortest =
      std::min_element(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(names[a].size(), names[a]) < std::pair(names[b].size(), names[b]);
      });
  return names[*shortest];
}

bool has_nameless(const Names& names) {
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return name.empty(); });
}

void add_family(const Snapshots& snapshots, std::vector<ModelMatch>& matches) {
  const ModelMatch family = merged(snapshots);
  const bool are_paired = std::all_of(snapshots.begin(), snapshots.end(), [](const auto& snapshot) {
    return has_both(snapshot.second);
  });
  if (has_both(family) && !are_paired) {
    matches.push_back(family);
    return;
  }
  for (const auto& [key, match] : snapshots) matches.push_back(match);
}

}  // namespace

std::vector<ModelMatch> match_models(const Names& billed, const Names& traced) {
  std::map<std::string, Snapshots> families;
  for (std::size_t i = 0; i < billed.size(); ++i) {
    families[family_key(billed[i])][snapshot_key(billed[i])].billed.push_back(i);
  }
  for (std::size_t i = 0; i < traced.size(); ++i) {
    families[family_key(traced[i])][snapshot_key(traced[i])].traced.push_back(i);
  }
  const bool share_name = std::any_of(families.begin(), families.end(), [](const auto& family) {
    return has_both(merged(family.second));
  });
  const bool have_both = !billed.empty() && !traced.empty();
  if (has_nameless(billed) || has_nameless(traced) || (have_both && !share_name)) {
    return {{"", all_places(billed), all_places(traced)}};
  }
  std::vector<ModelMatch> matches;
  for (const auto& [key, snapshots] : families) add_family(snapshots, matches);
  for (ModelMatch& match : matches) match.name = name_of(match, billed, traced);
  std::sort(matches.begin(), matches.end(),
            [](const ModelMatch& a, const ModelMatch& b) { return a.name < b.name; });
  return matches;
}

}  // namespace trace_cost::cost
