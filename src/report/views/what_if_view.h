// What the capture would have cost with other models.
#pragma once

#include "cost/what_if.h"
#include "report/document.h"

namespace trace_cost::report {

void add_what_if(const cost::WhatIf& what_if, Document& document);

}  // namespace trace_cost::report
