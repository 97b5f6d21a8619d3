// Reads another source on a thread of its own, a few blocks ahead of whoever reads this one.
#pragma once

#include <memory>

#include "input/byte_source.h"

namespace trace_cost::input {

// `source` is read by the thread alone from the first read() on, until the end, an error, or the
// destruction of the source that is returned, which waits for a block that is under way:
// interrupt() what may wait for long. When read() has told the end or an error, all that `source`
// has written is there to be read.
std::unique_ptr<ByteSource> read_ahead_source(std::unique_ptr<ByteSource> source);

}  // namespace trace_cost::input
