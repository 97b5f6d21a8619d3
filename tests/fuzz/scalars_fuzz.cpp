// Any text at all -> numbers, money, times, ids and printable text. What is read must come back
// when it is written and read again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "input/json_unescape.h"
#include "model/ids.h"
#include "model/instant.h"
#include "model/money.h"
#include "must.h"

namespace trace_cost {

namespace {

void check_numbers(std::string_view text) {
  if (const auto money = model::read_money(text).value) {
    MUST(model::read_money(money->plain()).value == money);
    MUST(model::read_money(money->with_places(model::Money::kScale)).value == money);
    MUST(money->places() <= model::Money::kScale);
  }
  for (const auto& instant : {model::read_rfc3339(text), model::read_unix_nanos(text)}) {
    if (!instant) continue;
    MUST(*instant >= model::Instant{} && *instant <= model::kLatest);
    MUST(model::read_rfc3339(model::to_rfc3339(*instant)) == instant);
  }
  if (const auto id = model::read_trace_id(text)) MUST(model::read_trace_id(to_hex(*id)) == id);
  if (const auto id = model::read_span_id(text)) MUST(model::read_span_id(to_hex(*id)) == id);
}

void check_text(std::string_view text) {
  const std::string shown = base::printable(text);
  MUST(base::printable(shown) == shown);
  MUST(base::repaired_utf8(shown) == shown);
  const std::size_t width = base::cells(shown);
  for (std::size_t room = 0; room <= width && room < 40; ++room) {
    MUST(base::cells(base::shortened(shown, room, base::Cut::Middle, "...")) <= room);
    MUST(base::cells(base::shortened(shown, room, base::Cut::End, "\xE2\x80\xA6")) <= room);
  }
  input::unescape_leniently(text);
}

}  // namespace

}  // namespace trace_cost

// NOLINTNEXTLINE(readability-identifier-naming): the name libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  trace_cost::check_numbers(text);
  trace_cost::check_text(text.substr(0, 4096));
  return 0;
}
