#include "cost/attribution.h"

#include <doctest/doctest.h>

#include <string>

#include "made_books.h"

namespace trace_cost::cost {

namespace {

std::string_view word_for(Via via) {
  switch (via) {
    case Via::Self:
      return "self";
    case Via::Ancestor:
      return "ancestor";
    case Via::Trace:
      return "trace";
    case Via::Stitch:
      return "stitch";
    case Via::Session:
      return "session";
    case Via::Resource:
      return "resource";
    case Via::Ambiguous:
    case Via::Nobody:
      break;
  }
  return "nobody";
}

// "alice by self", "nobody".
std::string owner_of(std::string_view span, const MadeBooks& books) {
  const auto owners = attribute_spans(books.forest(), books.keys[Field::User]);
  const Owner& owner = owners[books.made.span(span).number()];
  if (owner.via == Via::Ambiguous) return owner.value ? "somebody by ambiguous" : "ambiguous";
  if (owner.via == Via::Nobody) return std::string(owner.value ? "somebody by " : "") + "nobody";
  model::NumberBuffer buffer;
  return std::string(books.capture().text(owner.value, buffer)) + " by " +
         std::string(word_for(owner.via));
}

}  // namespace

TEST_CASE("cost/attribution: itself, the nearest ancestor, the only user of the trace, nobody") {
  struct Case {
    const char* rule;
    const char* story;
    const char* owner_of_x;
  };
  static constexpr Case kCases[] = {
      {"the span names its user", "t/x s INTERNAL 0..9 x | user.id=alice", "alice by self"},
      {"its own user comes before its parent's",
       "t/a   s INTERNAL 0..9 a | user.id=alice\n"
       "t/x<a s INTERNAL 1..8 x | user.id=bob",
       "bob by self"},
      {"an ancestor in another service",
       "t/a   frontend SERVER 0..9 a | user.id=alice\n"
       "t/b<a backend  SERVER 1..8 b\n"
       "t/x<b ai       CLIENT 2..7 x",
       "alice by ancestor"},
      {"the nearest ancestor wins",
       "t/a   s INTERNAL 0..9 a | user.id=alice\n"
       "t/b<a s INTERNAL 1..8 b | user.id=bob\n"
       "t/x<b s INTERNAL 2..7 x",
       "bob by ancestor"},
      {"a sibling lends its user when the trace has no other",
       "t/a   s INTERNAL 0..9 a\n"
       "t/b<a s INTERNAL 1..8 b | user.id=bob\n"
       "t/x<a s INTERNAL 2..7 x",
       "bob by trace"},
      {"a child lends it to its parent in the same way",
       "t/x   s INTERNAL 0..9 x\n"
       "t/b<x s INTERNAL 1..8 b | user.id=bob",
       "bob by trace"},
      {"two users in one trace: nothing is guessed",
       "t/x   s INTERNAL 0..9 x\n"
       "t/b<x s INTERNAL 1..8 b | user.id=bob\n"
       "t/c<x s INTERNAL 1..8 c | user.id=carol",
       "ambiguous"},
      {"the same user twice is one user",
       "t/x   s INTERNAL 0..9 x\n"
       "t/b<x s INTERNAL 1..8 b | user.id=bob\n"
       "t/c<x s INTERNAL 1..8 c | user.id=bob",
       "bob by trace"},
      {"another trace lends nothing",
       "u/a s INTERNAL 0..9 a | user.id=alice\n"
       "t/x s INTERNAL 1..8 x",
       "nobody"},
      {"an orphan has its trace to ask",
       "t/a      s INTERNAL 0..9 a | user.id=alice\n"
       "t/x<gone s INTERNAL 1..8 x",
       "alice by trace"},
      {"an empty user is none",
       "t/a   s INTERNAL 0..9 a | user.id=alice\n"
       "t/x<a s INTERNAL 1..8 x | user.id=\"\"",
       "alice by ancestor"},
      {"null is none", "t/x s INTERNAL 0..9 x | user.id=null", "nobody"},
      {"a list is no user", "t/x s INTERNAL 0..9 x | user.id=[1]", "nobody"},
      {"nor is true", "t/x s INTERNAL 0..9 x | user.id=true", "nobody"},
      {"a number is taken as its digits", "t/x s INTERNAL 0..9 x | user.id=42", "42 by self"},
      {"the number 42 and the text \"42\" are one user",
       "t/x   s INTERNAL 0..9 x\n"
       "t/b<x s INTERNAL 1..8 b | user.id=42\n"
       "t/c<x s INTERNAL 1..8 c | user.id=\"42\"",
       "42 by trace"},
      {"a circle of parents is walked once",
       "t/x<b s INTERNAL 0..9 x\n"
       "t/b<x s INTERNAL 1..8 b | user.id=bob",
       "bob by trace"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rule);
    CHECK(owner_of("t/x", MadeBooks(c.story)) == c.owner_of_x);
  }
}

TEST_CASE("cost/attribution: spans without a valid trace id do not share a user") {
  const MadeBooks books(
      "-/a s INTERNAL 0..9 a | user.id=alice\n"
      "-/x s INTERNAL 1..8 x");
  CHECK(owner_of("-/a", books) == "alice by self");
  CHECK(owner_of("-/x", books) == "nobody");
}

TEST_CASE(
    "cost/attribution: a key of one's own is tried before user.id, and an empty one hides "
    "nothing") {
  const ExtraKeys extra{{"enduser.id", "uid"}, {}, {}};
  CHECK(owner_of("t/x", MadeBooks("t/x s INTERNAL 0..9 x | user.id=a, enduser.id=b, uid=c",
                                  extra)) == "b by self");
  CHECK(owner_of("t/x", MadeBooks("t/x s INTERNAL 0..9 x | user.id=a, uid=c", extra)) ==
        "c by self");
  CHECK(owner_of("t/x", MadeBooks("t/x s INTERNAL 0..9 x | user.id=a, enduser.id=\"\"", extra)) ==
        "a by self");
}

}  // namespace trace_cost::cost
