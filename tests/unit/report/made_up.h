// Made-up values, rows and documents, short enough to be written inside a test.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/render/renderer.h"

namespace trace_cost::report::made_up {

// "0.0066646" dollars.
model::Money usd(const char* dollars);
model::Nanos ms(std::int64_t count);
Value took_ms(std::int64_t count);
Value count(std::int64_t count);

Document with(Block block);
RenderOptions wide(std::size_t width);
RenderOptions ascii(std::size_t width);

// What the renderer of that name makes of a document with this one block.
std::string rendered(const char* renderer, Block block, RenderOptions options = {});

// A table of users: name, calls, cost and a bar of the share; the last two of `users` columns may
// go.
struct User {
  Value name;
  std::int64_t calls = 0;
  Value cost;
  std::int64_t share_millionths = 0;
};
Table who_pays(const std::vector<User>& users);

// A span of `length` ms that starts `offset` ms after the timeline does.
TimelineRow span(const char* service, const char* name, std::int64_t offset, std::int64_t length);
// `row`, hung below others: one entry for each level above.
TimelineRow below(std::vector<bool> more_at, TimelineRow row);
// `row`, on the critical path from one ms to another.
TimelineRow critical(TimelineRow row, std::int64_t from, std::int64_t to);

}  // namespace trace_cost::report::made_up
