#include "propagation/exact_keys.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "model/span_lookup.h"

namespace trace_cost::propagation {

namespace {

using model::Span;
using model::SpanIndex;
using model::StringId;

// What a proof looks like: the kind of key, which attribute, and its value, at one service.
struct Mark {
  ExactKey key;
  std::uint32_t attribute;
  model::Text value;
  StringId callee;
  friend bool operator==(const Mark&, const Mark&) = default;
};

struct MarkHash {
  std::size_t operator()(const Mark& mark) const {
    const std::size_t place = std::uint64_t{mark.attribute} << 32U | mark.callee.number();
    return std::hash<model::Text>{}(mark.value) ^ place * 0x9e3779b97f4a7c15U;
  }
};

// Exactly one span, or too many.
struct Holder {
  SpanIndex span;
  bool is_only = true;
};
using Holders = std::unordered_map<Mark, Holder, MarkHash>;

void hold(const Mark& mark, SpanIndex span, Holders& holders) {
  const auto [entry, is_new] = holders.try_emplace(mark, Holder{span});
  if (!is_new && entry->second.span != span) entry->second.is_only = false;
}

// Clocks may differ, and a queue takes its time; but no entry comes long before its call.
bool may_follow(const Span& call, const Span& entry, ExactKey key) {
  constexpr model::Nanos kApart{100'000'000};
  if (!call.has_times() || !entry.has_times()) return false;
  if (entry.start + kApart < call.start) return false;
  return key == ExactKey::Message || entry.start <= call.end + kApart;
}

// "00-<trace id>-<span id>-01", perhaps within the brackets of an array.
struct Header {
  model::TraceId trace;
  model::SpanId span;
};
std::optional<Header> read_header(std::string_view text) {
  constexpr std::size_t kTrace = 32;
  constexpr std::size_t kSpan = 16;
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos || text.size() < dash + kTrace + kSpan + 2) return {};
  const auto trace = model::read_trace_id(text.substr(dash + 1, kTrace));
  const auto span = model::read_span_id(text.substr(dash + kTrace + 2, kSpan));
  if (!trace || !span || !trace->is_valid() || !span->is_valid()) return {};
  return Header{*trace, *span};
}

class Proofs {
 public:
  Proofs(const model::Forest& forest, const PeerKeys& keys)
      : forest_(forest), capture_(forest.capture()), keys_(keys) {}

  void read_entries() {
    for (std::uint32_t i = 0; i < capture_.spans().size(); ++i) {
      const SpanIndex index(i);
      if (forest_.top(index) != model::Top::Root) continue;
      const Span span = capture_.span(index);
      if (model::is_called_kind(span.kind) && span.attributes.count > 0) read_entry(index, span);
    }
  }

  [[nodiscard]] std::vector<ProvenCall> match(const std::vector<DanglingCall>& calls) {
    match_headers(calls);
    if (!entries_.empty()) {
      for (const DanglingCall& call : calls) read_call(call);
      for (const auto& [mark, call] : calls_) {
        if (call.is_only) claim(mark, call.span);
      }
    }
    return settle();
  }

 private:
  void read_entry(SpanIndex index, const Span& span) {
    model::NumberBuffer buffer;
    if (const auto* header = capture_.find(span, keys_.traceparent)) {
      if (const auto read = read_header(capture_.text(header->text(), buffer))) {
        headers_.emplace_back(index, *read);
      }
    }
    const StringId service = capture_.service_id(span);
    const auto add = [&](ExactKey key, std::uint32_t number, const model::Attribute* attribute) {
      if (attribute == nullptr || capture_.is_empty(attribute->text())) return;
      hold({key, number, attribute->text(), service}, index, entries_);
    };
    add(ExactKey::Message, 0, capture_.find(span, keys_.message));
    add(ExactKey::Port, 0, capture_.find(span, keys_.peer_port));
    for (const model::AttributeKey key : keys_.correlations) {
      add(ExactKey::CorrelationId, key.number(), capture_.find(span, key));
    }
  }

  // A call without a known callee may be to any service that carries the value.
  void read_call(const DanglingCall& call) {
    const Span span = capture_.span(call.span);
    const auto add = [&](ExactKey key, std::uint32_t number, const model::Attribute* attribute) {
      if (attribute == nullptr) return;
      for (const StringId callee : callees(call.callee)) {
        const Mark mark{key, number, attribute->text(), callee};
        if (entries_.contains(mark)) hold(mark, call.span, calls_);
      }
    };
    add(ExactKey::Message, 0, capture_.find(span, keys_.message));
    add(ExactKey::Port, 0, capture_.find(span, keys_.caller_port));
    for (const model::AttributeKey key : keys_.correlations) {
      add(ExactKey::CorrelationId, key.number(), nearest(call.span, key));
    }
  }

  std::vector<StringId> callees(StringId known) {
    if (known) return {known};
    constexpr std::size_t kMost = 64;  // services with a key at their roots
    if (services_.empty()) {
      for (const auto& [mark, entry] : entries_) services_.insert(mark.callee);
    }
    if (services_.size() > kMost) return {};
    return {services_.begin(), services_.end()};
  }

  // The attribute of the call, or of what it is done for in its service.
  [[nodiscard]] const model::Attribute* nearest(SpanIndex at, model::AttributeKey key) const {
    constexpr int kLevels = 8;
    const StringId service = capture_.service_id(capture_.span(at));
    for (int level = 0; at && level < kLevels; ++level, at = forest_.parent(at)) {
      const Span span = capture_.span(at);
      if (capture_.service_id(span) != service) return nullptr;
      if (const auto* found = capture_.find(span, key)) return found;
    }
    return nullptr;
  }

  void match_headers(const std::vector<DanglingCall>& calls) {
    if (headers_.empty()) return;
    std::unordered_set<SpanIndex> dangling;
    for (const DanglingCall& call : calls) dangling.insert(call.span);
    std::vector<model::SpanId> wanted;
    for (const auto& [entry, header] : headers_) wanted.push_back(header.span);
    const model::SpanLookup lookup(capture_, std::move(wanted));
    for (const auto& [entry, header] : headers_) {
      for (const SpanIndex call : lookup.with_id(header.span)) {
        const bool is_named = capture_.span(call).trace == header.trace;
        const bool is_other = capture_.trace_of(call) != capture_.trace_of(entry);
        if (is_named && is_other && dangling.count(call) != 0) {
          proven_.push_back({call, entry, ExactKey::Traceparent});
        }
      }
    }
  }

  void claim(const Mark& mark, SpanIndex call) {
    const Holder& entry = entries_.at(mark);
    if (!entry.is_only || capture_.trace_of(call) == capture_.trace_of(entry.span)) return;
    const Span from = capture_.span(call);
    const Span to = capture_.span(entry.span);
    const bool is_message = mark.key == ExactKey::Message;
    const bool kinds_fit =
        is_message || (from.kind == model::SpanKind::Client && to.kind == model::SpanKind::Server);
    if (!kinds_fit || !may_follow(from, to, mark.key)) return;
    if (is_message && !same_destination(from, to)) return;
    proven_.push_back({call, entry.span, mark.key});
  }

  [[nodiscard]] bool same_destination(const Span& from, const Span& to) const {
    const auto* sent = capture_.find(from, keys_.destination);
    const auto* received = capture_.find(to, keys_.destination);
    return sent == nullptr || received == nullptr || sent->text() == received->text();
  }

  // The surest key first; a span that a surer key has placed stays there.
  std::vector<ProvenCall> settle() {
    std::sort(proven_.begin(), proven_.end(), [](const ProvenCall& a, const ProvenCall& b) {
      return std::tie(a.key, a.call, a.entry) < std::tie(b.key, b.call, b.entry);
    });
    std::unordered_set<SpanIndex> placed;
    std::erase_if(proven_, [&](const ProvenCall& pair) {
      if (placed.count(pair.call) != 0 || placed.count(pair.entry) != 0) return true;
      placed.insert(pair.call);
      placed.insert(pair.entry);
      return false;
    });
    std::sort(proven_.begin(), proven_.end(),
              [](const ProvenCall& a, const ProvenCall& b) { return a.call < b.call; });
    return std::move(proven_);
  }

  const model::Forest& forest_;
  const model::Capture& capture_;
  const PeerKeys& keys_;
  std::vector<std::pair<SpanIndex, Header>> headers_;  // by entry
  Holders entries_;
  Holders calls_;
  std::unordered_set<StringId> services_;
  std::vector<ProvenCall> proven_;
};

}  // namespace

std::string_view describe(ExactKey key) {
  switch (key) {
    case ExactKey::Traceparent:
      return "the header traceparent that the callee recorded";
    case ExactKey::Message:
      return "the id of the message";
    case ExactKey::CorrelationId:
      return "the correlation id";
    case ExactKey::Port:
      break;
  }
  return "the caller's port";
}

bool is_certain(ExactKey key) { return key == ExactKey::Traceparent || key == ExactKey::Message; }

std::vector<ProvenCall> find_proven_calls(const model::Forest& forest,
                                          const std::vector<DanglingCall>& calls,
                                          const PeerKeys& keys) {
  if (calls.empty()) return {};
  Proofs proofs(forest, keys);
  proofs.read_entries();
  return proofs.match(calls);
}

}  // namespace trace_cost::propagation
