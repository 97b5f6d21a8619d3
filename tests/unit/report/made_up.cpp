#include "made_up.h"

namespace trace_cost::report::made_up {

model::Money usd(const char* dollars) { return model::read_money(dollars).value.value(); }
model::Nanos ms(std::int64_t count) { return model::Nanos{count * 1'000'000}; }
Value took_ms(std::int64_t count) { return Duration{ms(count)}; }
Value count(std::int64_t count) { return Value(count); }

Document with(Block block) {
  Document document;
  document.schema = "made-up.v1";
  document.blocks.push_back(std::move(block));
  return document;
}

RenderOptions wide(std::size_t width) { return {width, Charset::Unicode, Colour::Never}; }
RenderOptions ascii(std::size_t width) { return {width, Charset::Ascii, Colour::Never}; }

std::string rendered(const char* renderer, Block block, RenderOptions options) {
  const Document document = with(std::move(block));
  for (const Renderer& candidate : renderers()) {
    if (candidate.name == renderer) return candidate.render(document, options);
  }
  return "no such renderer";
}

Table who_pays(const std::vector<User>& users) {
  Table table;
  table.path = "costs.rows";
  table.title = "WHO PAYS";
  table.columns = {
      {"user", "user", Align::Left, Fit::Shrink},
      {"charges", "calls", Align::Right, Fit::Drop},
      {"cost", "cost", Align::Right},
      {"share", "share", Align::Right, Fit::Drop},
      {"", "", Align::Left, Fit::Drop, Audience::People, true},
  };
  for (const User& user : users) {
    const Share share{user.share_millionths};
    table.rows.push_back({{user.name, count(user.calls), user.cost, share, share}});
  }
  return table;
}

TimelineRow span(const char* service, const char* name, std::int64_t offset, std::int64_t length) {
  TimelineRow row;
  row.service = service;
  row.name = name;
  row.offset = ms(offset);
  row.length = ms(length);
  row.duration = took_ms(length);
  return row;
}

TimelineRow below(std::vector<bool> more_at, TimelineRow row) {
  row.depth = static_cast<std::uint32_t>(more_at.size());
  row.more_at = std::move(more_at);
  return row;
}

TimelineRow critical(TimelineRow row, std::int64_t from, std::int64_t to) {
  row.critical.emplace_back(ms(from), ms(to));
  return row;
}

}  // namespace trace_cost::report::made_up
