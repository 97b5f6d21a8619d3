// The bill dealt out to users, where the traces do not come to the same.
#pragma once

#include <span>
#include <vector>

#include "model/money.h"

namespace trace_cost::cost {

// `whole` in parts that are to each other as `shares` are; they add up to it exactly. What does not
// go up is dealt out by the largest remainder (Hamilton's method), the first of equals getting it
// first. Empty when the shares come to nothing, or one of them is negative.
std::vector<model::Money> proportional_parts(model::Money whole,
                                             std::span<const model::Money> shares);

}  // namespace trace_cost::cost
