#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string_view>

#include "made_up.h"

namespace trace_cost::report {

namespace {

using Random = std::mt19937;

// Pieces that are hard to print, put together by chance.
std::string hostile_text(Random& random) {
  constexpr std::array<std::string_view, 14> kPieces{"a",      " ",  "name", "\x1b[31m", "\n",
                                                     "\r",     "李", "🙂", "\xff",     "\xc3",
                                                     "\u202e", "|",  "`",    "  "};
  std::string text;
  for (auto left = random() % 12; left > 0; --left) text += kPieces.at(random() % kPieces.size());
  return text;
}

Document hostile_document(Random& random) {
  static constexpr model::Rule kRule{
      "TC-P001", "dropped",   model::FindingSeverity::Error, model::Certainty::Inferred,
      "",        "Pass it on"};
  Document document =
      made_up::with(made_up::who_pays({{hostile_text(random), 1'204, made_up::usd("0.0066646"), 1},
                                       {hostile_text(random), 3, {}, 7}}));
  model::Finding finding = model::finding_of(kRule);
  finding.caller = hostile_text(random);
  finding.callee = hostile_text(random);
  finding.message = hostile_text(random);
  finding.examples.push_back({{}, {}, hostile_text(random)});
  document.blocks.emplace_back(Findings{hostile_text(random), {finding}, "", 0});
  document.blocks.emplace_back(Notes{hostile_text(random), {{{hostile_text(random)}}, {}}});
  Timeline timeline;
  timeline.heading = {{hostile_text(random)}};
  timeline.length = made_up::ms(100);
  const std::string name = hostile_text(random);
  timeline.rows = {made_up::below({true, false}, made_up::span("s", name.c_str(), 10, 20))};
  document.blocks.emplace_back(timeline);
  return document;
}

bool is_control(char c) { return (c >= 0 && c < 0x20 && c != '\n') || c == 0x7f; }

bool has_trailing_blank(const std::string& text) { return text.find(" \n") != std::string::npos; }

}  // namespace

TEST_CASE("report/render: help lists text first") {
  std::string names;
  for (const Renderer& renderer : renderers()) names += std::string(renderer.name) + " ";
  CHECK(names == "text json markdown csv ");
}

TEST_CASE("report/render: no bytes of a capture get a control character into any output") {
  Random random(20261122);
  for (int round = 0; round < 300; ++round) {
    const Document document = hostile_document(random);
    for (const std::size_t width : {40u, 60u, 100u, 200u}) {
      for (const Charset charset : {Charset::Unicode, Charset::Ascii}) {
        for (const Renderer& renderer : renderers()) {
          const std::string out = renderer.render(document, {width, charset, Colour::Never});
          REQUIRE(std::none_of(out.begin(), out.end(), is_control));
          REQUIRE(out == renderer.render(document, {width, charset, Colour::Never}));
        }
      }
    }
  }
}

TEST_CASE(
    "report/render: text has no trailing blanks, one line break at its end, ASCII when asked") {
  Random random(4711);
  for (int round = 0; round < 300; ++round) {
    const Document document = hostile_document(random);
    const std::string text = renderers()[0].render(document, made_up::ascii(40 + random() % 100));
    REQUIRE_FALSE(has_trailing_blank(text));
    REQUIRE(text.size() >= 2);
    REQUIRE(text.back() == '\n');
    REQUIRE(text[text.size() - 2] != '\n');
    REQUIRE(std::all_of(text.begin(), text.end(), [](char c) { return c > 0; }));
  }
}

}  // namespace trace_cost::report
