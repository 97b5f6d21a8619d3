#include "latency/legs.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "made_capture.h"

namespace trace_cost::latency {

namespace {

using made::MadeCapture;
using made::MadeSpan;

using Charges = std::vector<std::optional<model::Money>>;  // by span index

std::vector<Leg> legs_of(const MadeCapture& made, const Charges& charges) {
  std::vector<model::Charge> list;
  for (std::uint32_t i = 0; i < charges.size(); ++i) {
    if (charges[i]) list.push_back({model::SpanIndex(i), *charges[i]});
  }
  return find_legs(made.forest(), model::find_hops(made.forest()), CriticalPaths(made.forest()),
                   list);
}

std::string length(const std::optional<Distribution>& lengths) {
  if (!lengths) return "-";
  const std::string most = made::in_ms(lengths->max);
  return lengths->count == 1 ? most : fmt::format("{}x{}", lengths->count, most);
}

// "a -> b: 1 call, total 90, callee 70, net 20"; "2x90" are two values, the larger 90.
std::string said(const Leg& leg) {
  return fmt::format("{} -> {}: {} {}, total {}, callee {}, net {}", leg.caller, leg.callee,
                     leg.calls, leg.calls == 1 ? "call" : "calls", length(leg.total),
                     length(leg.callee_time), length(leg.network));
}

// One line a leg, by caller and callee.
std::string all_said(const MadeCapture& made) {
  std::vector<std::string> lines;
  for (const Leg& leg : legs_of(made, Charges(made.capture().spans().size()))) {
    lines.push_back(said(leg));
  }
  std::sort(lines.begin(), lines.end());
  return fmt::format("{}", fmt::join(lines, "\n"));
}

model::Money usd(std::string_view dollars) { return model::read_money(dollars).value.value(); }

// frontend ─▶ backend ─▶ (ai, db): one request.
constexpr std::string_view kRequest =
    "t/f   frontend SERVER   0..100  GET /\n"
    "t/fc<f  frontend CLIENT 5..95   POST /ask\n"
    "t/b<fc  backend SERVER  15..85  POST /ask\n"
    "t/w<b   backend INTERNAL 20..30 parse\n"
    "t/bc<b  backend CLIENT  30..60  POST /generate\n"
    "t/a<bc  ai      SERVER  35..55  POST /generate\n"
    "t/dc<b  backend CLIENT  60..80  POST /query\n"
    "t/d<dc  db      SERVER  62..79  POST /query\n";

}  // namespace

TEST_CASE("latency/legs: client and server, and what is between them") {
  const MadeCapture made(kRequest);
  CHECK(all_said(made) ==
        "backend -> ai: 1 call, total 30, callee 20, net 10\n"
        "backend -> db: 1 call, total 20, callee 17, net 3\n"
        "frontend -> backend: 1 call, total 90, callee 70, net 20");
}

TEST_CASE("latency/legs: critical time is the callee's own and the waiting for it, once") {
  const MadeCapture made(kRequest);
  std::map<std::string, std::string> critical;
  model::Nanos sum{0};
  for (const Leg& leg : legs_of(made, Charges(8))) {
    critical[leg.callee] = made::in_ms(leg.critical);
    sum += leg.critical;
  }
  // fc 5..15 and 85..95, b 15..30 and 80..85 (of it w 20..30)
  CHECK(critical["backend"] == "40");
  CHECK(critical["ai"] == "30");
  CHECK(critical["db"] == "20");
  CHECK(made::in_ms(sum) == "90");  // the rest is the frontend's own
}

TEST_CASE("latency/legs: which spans make a call") {
  struct Case {
    const char* rule;
    const char* story;
    const char* leg;
  };
  static constexpr Case kCases[] = {
      {"a caller without a client span has no total",
       "t/a   x INTERNAL 0..100 work\n"
       "t/b<a y SERVER 10..40 POST /",
       "x -> y: 1 call, total -, callee 30, net -"},
      {"a change of service is a leg whatever the kinds are",
       "t/a   x INTERNAL 0..100 work\n"
       "t/b<a y INTERNAL 10..40 work",
       "x -> y: 1 call, total -, callee 30, net -"},
      {"a client above an inner span of the caller still is the client",
       "t/a   x CLIENT 0..100 send\n"
       "t/b<a x INTERNAL 5..95 attempt\n"
       "t/c<b y SERVER 10..40 POST /",
       "x -> y: 1 call, total 100, callee 30, net 70"},
      {"a service that calls another instance of itself",
       "t/a   x@1 CLIENT 0..100 send\n"
       "t/b<a x@2 SERVER 10..40 POST /",
       "x -> x: 1 call, total 100, callee 30, net 70"},
      {"a client that several servers answered made one call; its servers count as their union",
       "t/a   x CLIENT 0..100 send\n"
       "t/b<a y SERVER 10..40 POST /\n"
       "t/c<a y SERVER 30..60 POST /",
       "x -> y: 1 call, total 100, callee 2x30, net 50"},
      {"a server that outlives its client leaves no net",
       "t/a   x CLIENT 0..30 send\n"
       "t/b<a y SERVER 2..45 POST /",
       "x -> y: 1 call, total 30, callee 43, net -"},
      {"rounding may make the server longer by a microsecond or two",
       "t/a   x CLIENT 0..30 send\n"
       "t/b<a y SERVER 0..30.002 POST /",
       "x -> y: 1 call, total 30, callee 30.002, net 0"},
      {"a message: from publish to the end of consumption, and the time in the queue",
       "t/a   x PRODUCER 0..5 publish\n"
       "t/b<a y CONSUMER 20..50 consume",
       "x -> y: 1 call, total 50, callee 30, net 15"},
      {"a message that is consumed while it is still being published waits in no queue",
       "t/a   x PRODUCER 0..25 publish\n"
       "t/b<a y CONSUMER 20..50 consume",
       "x -> y: 1 call, total 50, callee 30, net -"},
      {"unknown times count as a call and nothing else",
       "t/a   x CLIENT 0..? send\n"
       "t/b<a y SERVER 10..? POST /",
       "x -> y: 1 call, total -, callee -, net -"},
      {"a server of negative length has no time",
       "t/a   x CLIENT 0..100 send\n"
       "t/b<a y SERVER 40..10 POST /",
       "x -> y: 1 call, total 100, callee -, net 100"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rule);
    CHECK(all_said(MadeCapture(c.story)) == c.leg);
  }
}

TEST_CASE("latency/legs: no leg inside one process") {
  CHECK(all_said(MadeCapture("t/a   x SERVER 0..100 GET /\n"
                             "t/b<a x INTERNAL 5..95 work\n"
                             "t/c<b x CLIENT 10..40 SELECT"))
            .empty());
}

TEST_CASE("latency/legs: one client that reaches two services is a call to each") {
  CHECK(all_said(MadeCapture("t/a   x CLIENT 0..100 send\n"
                             "t/b<a y SERVER 10..40 POST /\n"
                             "t/c<a z SERVER 50..60 POST /")) ==
        "x -> y: 1 call, total 100, callee 30, net 70\n"
        "x -> z: 1 call, total 100, callee 10, net 90");
}

TEST_CASE("latency/legs: a call has failed when either of its ends has, and fails once") {
  const auto errors = [](const char* client, const char* server) {
    const MadeCapture made(
        fmt::format("t/a   x {} 0..100 send\n"
                    "t/b<a y {} 10..40 POST /\n"
                    "t/c<a y SERVER 50..60 POST /",
                    client, server));
    return legs_of(made, Charges(3)).front().errors;
  };
  CHECK(errors("CLIENT", "SERVER") == 0);
  CHECK(errors("CLIENT!", "SERVER") == 1);
  CHECK(errors("CLIENT", "SERVER!") == 1);
  CHECK(errors("CLIENT!", "SERVER!") == 1);
}

TEST_CASE("latency/legs: a cost stands on the leg by which its service was entered") {
  const MadeCapture made(kRequest);
  Charges charges(8);
  charges[made.span("t/f").number()] = usd("1");
  charges[made.span("t/w").number()] = usd("0.02");
  charges[made.span("t/bc").number()] = usd("0.003");  // the caller's own span
  charges[made.span("t/a").number()] = usd("0.0004");
  std::map<std::string, std::string> cost;
  for (const Leg& leg : legs_of(made, charges))
    cost[leg.callee] = leg.cost.value_or(model::Money{}).plain();
  CHECK(cost ==
        std::map<std::string, std::string>{{"ai", "0.0004"}, {"backend", "0.023"}, {"db", "0"}});
}

namespace {

// Some trees over a few services, every span with a charge of its own.
std::vector<MadeSpan> random_requests(made::Dice& dice) {
  std::vector<MadeSpan> spans;
  const std::int64_t count = 2 + dice.roll(40);
  for (std::int64_t i = 0; i < count; ++i) {
    MadeSpan span;
    span.trace = "t";
    span.id = std::to_string(i);
    if (i > 0 && dice.roll(9) != 0) span.parent = std::to_string(dice.roll(i));
    span.service = fmt::format("s{}", dice.roll(4));
    span.kind = static_cast<model::SpanKind>(1 + dice.roll(5));
    span.start = made::at_ms(dice.roll(200));
    span.end = span.start + made::ms(dice.roll(100));
    spans.push_back(span);
  }
  return spans;
}

}  // namespace

TEST_CASE("latency/legs: the legs and what lies above the first border add up to all the money") {
  made::Dice dice(11);
  for (int round = 0; round < 200; ++round) {
    const MadeCapture made(random_requests(dice));
    const model::Capture& capture = made.capture();
    Charges charges(capture.spans().size());
    model::Money total;
    model::Money above;
    std::vector<bool> is_entered(charges.size(), false);
    for (const model::SpanIndex span : made.forest().preorder()) {
      charges[span.number()] = model::Money::from_picos(1 + dice.roll(1'000'000'000));
      total += *charges[span.number()];
      const model::SpanIndex parent = made.forest().parent(span);
      is_entered[span.number()] =
          parent && (is_entered[parent.number()] ||
                     model::is_border(capture, capture.span(parent), capture.span(span)));
      if (!is_entered[span.number()]) above += *charges[span.number()];
    }
    model::Money in_legs;
    for (const Leg& leg : legs_of(made, charges)) in_legs += leg.cost.value_or(model::Money{});
    CAPTURE(round);
    CHECK((in_legs + above).plain() == total.plain());
  }
}

TEST_CASE("latency/legs: a clock that is off by a constant changes no length of any leg") {
  const std::string straight = all_said(MadeCapture(kRequest));
  for (const std::int64_t offset : {-250, -1, 1, 90, 86'400'000}) {
    for (const char* const host : {"backend", "ai", "db"}) {
      std::vector<MadeSpan> spans = made::read_story(kRequest);
      for (MadeSpan& span : spans) {
        if (span.service != host) continue;
        span.start += made::ms(offset);
        span.end += made::ms(offset);
      }
      CAPTURE(offset);
      CAPTURE(host);
      CHECK(all_said(MadeCapture(spans)) == straight);
    }
  }
}

}  // namespace trace_cost::latency
