// Work that falls into numbered pieces, shared out among threads.
#pragma once

#include <cstddef>
#include <functional>

namespace trace_cost::base {

// Calls work(0) … work(count - 1), each once, on at most `threads` threads, the caller's among them
// (0 is taken as 1). Pieces are begun in the order of their numbers, so a piece may wait for one
// with a lower number. Returns when all are done. When a piece throws, the pieces not yet begun are
// left out and the first exception is thrown again to the caller. For results that do not depend on
// the threads let each piece write to a slot of its own.
void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& work);

}  // namespace trace_cost::base
