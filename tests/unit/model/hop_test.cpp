#include "model/hop.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "made_up.h"

namespace trace_cost::model {

namespace {

MadeUpSpan node(std::uint64_t id, std::uint64_t parent, std::string service, SpanKind kind) {
  MadeUpSpan span;
  span.id = id;
  span.parent = parent;
  span.start = at(static_cast<std::int64_t>(id));
  span.end = at(100);
  span.name = std::string(1, static_cast<char>('a' + id - 1));
  span.service = std::move(service);
  span.kind = kind;
  return span;
}

// "client>parent>server" by name, '-' for no client.
std::string hops_of(const std::vector<MadeUpSpan>& spans) {
  const Capture capture = sealed_capture(spans);
  const Forest forest(capture);
  const auto name = [&](SpanIndex span) {
    return span ? std::string(capture.name(capture.span(span))) : std::string("-");
  };
  std::string text;
  for (const Hop& hop : find_hops(forest)) {
    text += (text.empty() ? "" : " ") + name(hop.client) + ">" + name(hop.parent) + ">" +
            name(hop.server);
  }
  return text;
}

constexpr SpanKind kInternal = SpanKind::Internal;
constexpr SpanKind kServer = SpanKind::Server;
constexpr SpanKind kClient = SpanKind::Client;

struct Border {
  std::string_view name;
  MadeUpSpan parent;
  MadeUpSpan child;
  bool expected;
};

Border border(std::string_view name, void (*change)(MadeUpSpan& parent, MadeUpSpan& child),
              bool expected) {
  Border made{name, node(1, 0, "app", kClient), node(2, 1, "app", kInternal), expected};
  change(made.parent, made.child);
  return made;
}

}  // namespace

TEST_CASE("model/hop: a border lies where the service or the process changes") {
  using S = MadeUpSpan;
  for (const Border& entry : {
           border(
               "same service, inner child", [](S&, S&) {}, false),
           border(
               "another service", [](S&, S&child) { child.service = "db"; }, true),
           border(
               "no service name against one", [](S&, S&child) { child.service = ""; }, true),
           border(
               "the flags say remote", [](S&, S&child) { child.place = ParentPlace::Remote; },
               true),
           border(
               "another instance", [](S&, S&child) { child.instance = "pod-2"; }, true),
           border(
               "a server below", [](S&, S&child) { child.kind = kServer; }, true),
           border(
               "a consumer below", [](S&, S&child) { child.kind = SpanKind::Consumer; }, true),
           border(
               "a server whose flags say local",
               [](S&, S&child) {
                 child.kind = kServer;
                 child.place = ParentPlace::Local;
               },
               false),
           border(
               "another service, though the flags say local",
               [](S&, S&child) {
                 child.service = "db";
                 child.place = ParentPlace::Local;
               },
               true),
           border(
               "the same instance",
               [](S&parent, S&child) { parent.instance = child.instance = "pod-1"; }, false),
       }) {
    CAPTURE(entry.name);
    const Capture capture = sealed_capture({entry.parent, entry.child});
    CHECK(is_border(capture, capture.spans()[0], capture.spans()[1]) == entry.expected);
  }
}

TEST_CASE("model/hop: a call goes from the client span to the server span") {
  CHECK(hops_of({node(1, 0, "web", kServer), node(2, 1, "web", kClient), node(3, 2, "ai", kServer),
                 node(4, 3, "ai", kInternal)}) == "b>b>c");
}

TEST_CASE("model/hop: the client may stand above inner spans that lead to this server only") {
  CHECK(hops_of({node(1, 0, "web", kClient), node(2, 1, "web", kInternal),
                 node(3, 2, "web", kInternal), node(4, 3, "ai", kServer)}) == "a>c>d");
  CHECK(hops_of({node(1, 0, "web", SpanKind::Producer), node(2, 1, "web", kInternal),
                 node(3, 2, "ai", SpanKind::Consumer)}) == "a>b>c");
}

TEST_CASE("model/hop: a parent with several children is climbed from for none of them") {
  CHECK(hops_of({node(1, 0, "web", kClient), node(2, 1, "web", kInternal),
                 node(3, 2, "ai", kServer), node(4, 2, "ai", kServer)}) == "->b>c ->b>d");
  CHECK(hops_of({node(1, 0, "web", kClient), node(2, 1, "ai", kServer),
                 node(3, 1, "ai", kServer)}) == "a>a>b a>a>c");
}

TEST_CASE("model/hop: climbing ends at the border through which the caller was entered") {
  // The caller's own server span, one of another service, another process of the same service.
  CHECK(hops_of({node(1, 0, "web", kClient), node(2, 1, "web", kServer),
                 node(3, 2, "ai", kServer)}) == "a>a>b ->b>c");
  CHECK(hops_of({node(1, 0, "web", kClient), node(2, 1, "api", kInternal),
                 node(3, 2, "ai", kServer)}) == "a>a>b ->b>c");
  MadeUpSpan second = node(2, 1, "web", kInternal);
  second.instance = "pod-2";
  CHECK(hops_of({node(1, 0, "web", kClient), second, node(3, 2, "ai", kServer)}) == "a>a>b ->b>c");
  second.instance.clear();
  second.place = ParentPlace::Remote;
  CHECK(hops_of({node(1, 0, "web", kClient), second, node(3, 2, "ai", kServer)}) == "a>a>b ->b>c");
  CHECK(hops_of({node(1, 0, "web", kInternal), node(2, 1, "ai", kServer)}) == "->a>b");
}

TEST_CASE("model/hop: roots and orphans are no hops, and a trace in one service has none") {
  CHECK(hops_of({node(1, 0, "web", kServer), node(2, 9, "ai", kServer)}).empty());
  CHECK(hops_of({node(1, 0, "web", kServer), node(2, 1, "web", kInternal)}).empty());
}

TEST_CASE("model/hop: client and producer call, server and consumer are called") {
  for (const SpanKind kind : {SpanKind::Client, SpanKind::Producer}) {
    CHECK(is_calling_kind(kind));
    CHECK_FALSE(is_called_kind(kind));
  }
  for (const SpanKind kind : {SpanKind::Server, SpanKind::Consumer}) {
    CHECK(is_called_kind(kind));
    CHECK_FALSE(is_calling_kind(kind));
  }
  for (const SpanKind kind : {SpanKind::Internal, SpanKind::Unspecified}) {
    CHECK_FALSE(is_called_kind(kind));
    CHECK_FALSE(is_calling_kind(kind));
  }
}

}  // namespace trace_cost::model
