// What is asked of every contender, as tests/bench/truth.py compares it.
#pragma once

#include <string>

#include "span_store.h"

namespace trace_cost::bench {

// Groups the spans by trace, finds orphans, gives every charge to its span's user, else to the user
// of its trace's root, else to "". One JSON object:
//   {"spans":9,"traces":2,"orphans":1,"rootless":0,"errors":0,"dur_us":99,"in_tok":7,"out_tok":3,
//    "by_kind":{"1":9},"by_model":{"m":[charges,in,out]},"by_user":{"ann":"0.000000001"},
//    "legs":{"service\tname":[spans,sum us,longest us,errors]}}
std::string answer(const SpanStore& store);

}  // namespace trace_cost::bench
