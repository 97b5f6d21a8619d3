#include "latency/call_tree.h"

#include <algorithm>
#include <unordered_map>

namespace trace_cost::latency {

namespace {

struct Key {
  CallIndex parent;
  model::StringId service;
  model::StringId name;
  friend bool operator==(const Key&, const Key&) = default;
};

struct Hash {
  std::size_t operator()(const Key& key) const {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = key.parent.number();
    hash = (hash ^ key.service.number()) * kOdd;
    hash = (hash ^ hash >> 32U ^ key.name.number()) * kOdd;
    return static_cast<std::size_t>(hash ^ hash >> 29U);
  }
};

}  // namespace

CallTree::CallTree(const model::Forest& forest) {
  merge(forest);
  arrange(forest.capture());
}

void CallTree::merge(const model::Forest& forest) {
  const model::Capture& capture = forest.capture();
  std::unordered_map<Key, CallIndex, Hash> known;
  call_of_.resize(capture.spans().size());
  for (const model::SpanIndex index : forest.preorder()) {
    const model::Span span = capture.span(index);
    const model::SpanIndex above = forest.parent(index);
    const CallIndex parent = above ? call_of_[above.number()] : CallIndex{};
    const Key key{parent, capture.service_id(span), span.name};
    const auto [found, is_new] = known.try_emplace(key, CallIndex(calls_.size()));
    if (is_new) {
      const std::uint32_t depth = parent ? calls_[parent.number()].depth + 1 : 0;
      calls_.push_back({parent, key.service, key.name, depth, 0});
    }
    ++calls_[found->second.number()].spans;
    call_of_[index.number()] = found->second;
  }
}

// From the order in which they were met to one of names.
void CallTree::arrange(const model::Capture& capture) {
  const std::size_t count = calls_.size();
  std::vector<CallIndex> by_name(count);
  for (std::size_t i = 0; i < count; ++i) by_name[i] = CallIndex(i);
  // By depth, then parent, so that siblings are together; backwards, as a stack wants them.
  std::sort(by_name.begin(), by_name.end(), [&](CallIndex left, CallIndex right) {
    const Call& a = calls_[left.number()];
    const Call& b = calls_[right.number()];
    if (a.parent != b.parent) return a.parent < b.parent;
    if (a.service != b.service) return capture.text(a.service) > capture.text(b.service);
    return capture.text(a.name) > capture.text(b.name);
  });
  std::vector<std::size_t> first_child(count + 1, count);  // in by_name, by parent; tops at the end
  const auto slot = [&](CallIndex parent) { return parent ? parent.number() : count; };
  for (std::size_t i = count; i-- > 0;) first_child[slot(calls_[by_name[i].number()].parent)] = i;
  std::vector<CallIndex> moved_to(count);
  std::vector<Call> arranged;
  arranged.reserve(count);
  std::vector<CallIndex> stack;
  const auto push_children = [&](CallIndex parent) {
    for (std::size_t i = first_child[slot(parent)];
         i < count && calls_[by_name[i].number()].parent == parent; ++i) {
      stack.push_back(by_name[i]);
    }
  };
  push_children({});
  while (!stack.empty()) {
    const CallIndex next = stack.back();
    stack.pop_back();
    moved_to[next.number()] = CallIndex(arranged.size());
    Call call = calls_[next.number()];
    if (call.parent) call.parent = moved_to[call.parent.number()];
    arranged.push_back(call);
    push_children(next);
  }
  calls_ = std::move(arranged);
  for (CallIndex& call : call_of_) call = moved_to[call.number()];
}

CallTree::Path CallTree::path_to(CallIndex call, std::size_t most) const {
  Path path;
  const std::size_t length = std::size_t{calls_[call.number()].depth} + 1;
  const std::size_t lower = length <= most ? length : most - most / 2;
  CallIndex at = call;
  for (std::size_t i = 0; i < lower; ++i, at = calls_[at.number()].parent) {
    path.calls.push_back(at);
  }
  if (length > most) {
    path.left_out = length - most;
    while (calls_[at.number()].depth >= most / 2) at = calls_[at.number()].parent;
    for (; at; at = calls_[at.number()].parent) path.calls.push_back(at);
  }
  std::reverse(path.calls.begin(), path.calls.end());
  return path;
}

}  // namespace trace_cost::latency
