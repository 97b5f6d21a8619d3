#include "propagation/call_peer.h"

#include <doctest/doctest.h>

#include <string>

#include "made_capture.h"

namespace trace_cost::propagation {

namespace {

struct OneSpan {
  explicit OneSpan(const std::string& name_and_attributes)
      : keys(select_peer_keys(selection)),
        made("t/a s CLIENT 0..9 " + name_and_attributes, selection) {}

  model::AttributeSelection selection;
  PeerKeys keys;
  made::MadeCapture made;

  [[nodiscard]] model::Span span() const { return made.capture().spans().front(); }
};

// "service address", "-" for what is unknown.
std::string peer_in(const std::string& attributes) {
  const OneSpan one("call | " + attributes);
  const Peer peer = peer_of(one.made.capture(), one.span(), one.keys);
  return (peer.service.empty() ? "-" : peer.service) + " " +
         (peer.address.empty() ? "-" : peer.address);
}

// "POST /query", "-" for what is unknown.
std::string operation_in(const std::string& name_and_attributes) {
  const OneSpan one(name_and_attributes);
  const Operation operation = operation_of(one.made.capture(), one.span(), one.keys);
  return (operation.method.empty() ? "-" : operation.method) + " " +
         (operation.path.empty() ? "-" : operation.path);
}

}  // namespace

TEST_CASE("propagation/call_peer: whom a span talked to, by names old and new") {
  struct Case {
    const char* attributes;
    const char* peer;
  };
  static constexpr Case kCases[] = {
      {"url.full=http://127.0.0.1:8080/query", "- 127.0.0.1:8080"},
      {"http.url=http://DB.example.com/query?q=1", "- db.example.com"},
      {"url.full=https://me:secret@db:5432/x", "- db:5432"},
      {"url.full=https://a@b@db:5432/x", "- db:5432"},
      {"url.full=http://db?at=/x@y", "- db"},
      {"url.full=http://db#x", "- db"},
      {"url.full=http://[::1]:80/x", "- [::1]:80"},
      {"url.full=/query", "- -"},
      {"server.address=DB, server.port=5432", "- db:5432"},
      {"net.peer.name=db, net.peer.port=5432", "- db:5432"},
      {"http.host=db:80", "- db:80"},
      {"server.address=db", "- db"},
      {"server.port=5432", "- -"},
      {"url.full=http://a:1/, server.address=b, server.port=2", "- a:1"},
      {"url.full=/relative, server.address=b, server.port=2", "- b:2"},
      {"peer.service=database", "database -"},
      {"peer.service=database, url.full=http://a:1/", "database a:1"},
      {"other=1", "- -"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.attributes);
    CHECK(peer_in(c.attributes) == c.peer);
  }
}

TEST_CASE("propagation/call_peer: the request, from attributes or from a name like POST /query") {
  struct Case {
    const char* span;
    const char* operation;
  };
  static constexpr Case kCases[] = {
      {"POST /query", "POST /query"},
      {"POST /query?limit=1", "POST /query"},
      {"POST", "- -"},
      {"Post /query", "- -"},
      {"SELECT users", "- -"},
      {"call | http.request.method=GET, url.full=http://db/a/b?c=d#e", "GET /a/b"},
      {"call | http.method=GET, http.url=http://db/a", "GET /a"},
      {"call | url.path=/a", "- /a"},
      {"call | http.target=/a?b=c", "- /a"},
      {"call | http.route=/users/{id}", "- /users/{id}"},
      {"call | url.full=http://db?q=1, http.route=/users", "- -"},
      {"GET /old | http.request.method=PUT, url.path=/new", "PUT /new"},
      {"GET /users | http.request.method=PUT", "PUT /users"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.span);
    CHECK(operation_in(c.span) == c.operation);
  }
}

TEST_CASE("propagation/call_peer: operations differ only when both tell and disagree") {
  struct Case {
    Operation call;
    Operation entry;
    bool may_be_same = false;
  };
  const Case cases[] = {
      {{"POST", "/query"}, {"POST", "/query"}, true},
      {{"POST", "/query"}, {"GET", "/query"}, false},
      {{"POST", "/query"}, {"POST", "/other"}, false},
      {{"", ""}, {"POST", "/query"}, true},
      {{"POST", ""}, {"POST", "/query"}, true},
      {{"", "/query"}, {"POST", "/query"}, true},
      {{"POST", "/api/query"}, {"POST", "/query"}, true},  // a gateway strips prefixes
      {{"POST", "/query"}, {"POST", "/api/query"}, true},  // or adds one
      {{"POST", "/myquery"}, {"POST", "/query"}, false},   // not at a border of segments
      {{"POST", "/api/query"}, {"POST", "/"}, false},      // "/" ends every path
      {{"POST", "/users/42"}, {"POST", "/users/{id}"}, true},
      {{"POST", "/users/42"}, {"POST", "/users/:id"}, true},
      {{"POST", "/users/42"}, {"POST", "/users/<int:id>"}, true},
      {{"POST", "/users/"}, {"POST", "/users/{id}"}, false},
      {{"POST", "/users/42/x"}, {"POST", "/users/{id}"}, false},
      {{"POST", "/users/42/"}, {"POST", "/users/42"}, true},
      {{"POST", "//users//42"}, {"POST", "/users/42"}, true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.call.path);
    CAPTURE(c.entry.path);
    CHECK(may_be_same_operation(c.call, c.entry) == c.may_be_same);
  }
}

}  // namespace trace_cost::propagation
