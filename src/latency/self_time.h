// The part of a span that none of its children covers.
#pragma once

#include <vector>

#include "model/forest.h"

namespace trace_cost::latency {

// By span index: the duration less the union of the children's intervals, clipped to the span:
//
//   |------------- span -------------|
//      |-- a --|        |---- c ---------|
//          |-- b --|
//   |##|           |####|                      self time; 0 <= self <= duration, always
//
// Zero for a span whose times are unknown or whose end lies before its start.
std::vector<model::Nanos> self_times(const model::Forest& forest);

}  // namespace trace_cost::latency
