// The attributes that fuzz targets keep.
#pragma once

#include "model/attribute_selection.h"

namespace trace_cost {

inline const model::AttributeSelection& fuzz_selection() {
  static const model::AttributeSelection kSelection = [] {
    model::AttributeSelection wanted;
    for (const char* key : {"user.id", "cost.usd", "gen_ai.usage.input_tokens"}) wanted.add(key);
    return wanted;
  }();
  return kSelection;
}

}  // namespace trace_cost
