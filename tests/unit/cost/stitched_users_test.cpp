#include "cost/stitched_users.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "cost/recoverable.h"
#include "made_books.h"

namespace trace_cost::cost {

namespace {

using Pairs = std::vector<std::pair<const char*, const char*>>;

std::vector<model::Stitch> stitches_of(const MadeBooks& books, const Pairs& pairs) {
  std::vector<model::Stitch> stitches;
  for (const auto& [call, entry] : pairs) {
    stitches.push_back({books.made.span(call), books.made.span(entry)});
  }
  return stitches;
}

// "alice by stitch", with the stitches followed.
std::string owner_of(const char* span, const MadeBooks& books, const Pairs& pairs) {
  const auto stitches = stitches_of(books, pairs);
  const StitchedUsers stitched(books.forest(), books.keys[Field::User], stitches);
  const auto owners =
      attribute_spans(books.forest(), books.keys[Field::User], {.stitched_users = &stitched});
  const Owner& owner = owners[books.made.span(span).number()];
  if (!owner.value) return owner.via == Via::Ambiguous ? "ambiguous" : "nobody";
  model::NumberBuffer buffer;
  return std::string(books.capture().text(owner.value, buffer)) +
         (owner.via == Via::Stitch ? " by stitch" : "");
}

constexpr const char* kSevered =
    "1/a   front SERVER 0..90  GET  | user.id=alice\n"
    "1/b<a front CLIENT 5..80  POST\n"
    "2/c   back  SERVER 6..79  POST | cost.usd=0.5\n"
    "2/d<c back  CLIENT 10..50 SQL  | cost.usd=0.25\n"
    "3/e   data  SERVER 11..49 SQL  | cost.usd=0.125";

}  // namespace

TEST_CASE("cost/stitched_users: a user comes across, from trace to trace") {
  const MadeBooks books(kSevered);
  const Pairs both{{"1/b", "2/c"}, {"2/d", "3/e"}};
  CHECK(owner_of("2/c", books, {}) == "nobody");
  CHECK(owner_of("2/c", books, both) == "alice by stitch");
  CHECK(owner_of("2/d", books, both) == "alice by stitch");
  CHECK(owner_of("3/e", books, both) == "alice by stitch");
  CHECK(owner_of("1/b", books, both) == "alice");
  CHECK(owner_of("3/e", books, {{"2/d", "3/e"}}) == "nobody");
}

TEST_CASE("cost/stitched_users: what a trace knows itself comes first") {
  const MadeBooks books(
      "1/a   front SERVER 0..90  GET  | user.id=alice\n"
      "1/b<a front CLIENT 5..80  POST\n"
      "2/c   back  SERVER 6..79  POST\n"
      "2/d<c back  CLIENT 10..50 SQL  | user.id=bob\n"
      "2/e<c back  CLIENT 51..60 SQL\n"
      "3/f   data  SERVER 20..30 SQL\n"
      "3/g<f data  CLIENT 21..22 x | user.id=carol\n"
      "3/h<f data  CLIENT 23..24 x | user.id=dave");
  CHECK(owner_of("2/e", books, {{"1/b", "2/c"}}) == "bob");
  // Two users in a trace leave the rest ambiguous, until it is known who called.
  CHECK(owner_of("3/f", books, {}) == "ambiguous");
  CHECK(owner_of("3/f", books, {{"1/b", "3/f"}}) == "alice by stitch");
  CHECK(owner_of("3/g", books, {{"1/b", "3/f"}}) == "carol");
}

TEST_CASE("cost/stitched_users: a circle of stitches brings nobody") {
  const MadeBooks books(
      "1/a   x SERVER 0..9 a\n"
      "1/b<a x CLIENT 1..8 b\n"
      "2/c   y SERVER 2..7 c\n"
      "2/d<c y CLIENT 3..6 d");
  CHECK(owner_of("1/b", books, {{"1/b", "2/c"}, {"2/d", "1/a"}}) == "nobody");
}

TEST_CASE("cost/recoverable: the money of nobody, by the user it would go to") {
  const MadeBooks books(kSevered);
  const auto stitches = stitches_of(books, {{"1/b", "2/c"}, {"2/d", "3/e"}});
  const StitchedUsers stitched(books.forest(), books.keys[Field::User], stitches);
  const Recoverable found =
      recoverable_by(stitched, books.forest(), books.keys[Field::User], books.ledger);
  CHECK(found.total.plain() == "0.875");
  REQUIRE(found.rows.size() == 1);
  CHECK(found.rows.front().user == "alice");
  CHECK(found.rows.front().cost.plain() == "0.875");
  CHECK(recoverable_by({}, books.forest(), books.keys[Field::User], books.ledger).total.is_zero());
}

TEST_CASE("cost/attribution: sessions and resources are asked when that is wanted") {
  const MadeBooks books(
      "1/a s SERVER 0..9 a | user.id=alice, session.id=s1\n"
      "2/b s SERVER 0..9 b | session.id=s1\n"
      "3/c s SERVER 0..9 c | session.id=s2, user.id=bob\n"
      "4/d s SERVER 0..9 d | session.id=s2, user.id=carol\n"
      "5/e s SERVER 0..9 e | session.id=s2");
  const model::KeyRanking& users = books.keys[Field::User];
  model::AttributeSelection selection = books.selection;
  const model::KeyRanking sessions = select_field(Field::Session, books.keys, selection);
  const SessionUsers session_users(books.forest(), users, sessions);
  const AttributionTerms terms{.session_users = &session_users, .sessions = sessions};
  const auto owners = attribute_spans(books.forest(), users, terms);
  const Owner& found = owners[books.made.span("2/b").number()];
  CHECK(found.via == Via::Session);
  CHECK(found.value == owners[books.made.span("1/a").number()].value);
  CHECK(owners[books.made.span("5/e").number()].via == Via::Nobody);
  CHECK(attribute_spans(books.forest(), users)[books.made.span("2/b").number()].via == Via::Nobody);
}

}  // namespace trace_cost::cost
