// What of a comparison is a fault: rules TC-L001 to TC-L007.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "latency/comparison.h"
#include "policy/verdict.h"

namespace trace_cost::policy {

std::span<const model::Rule* const> regression_rules();

// One question for each measure and one for the structure. Worse values are errors; new and
// vanished calls, and more of them, are warnings; too few traces are a remark.
std::vector<Question> regression_questions(const latency::Comparison& comparison);

// "frontend → backend", "POST /chat in frontend": raw bytes.
std::string words_for(const latency::SubjectKey& key);
// "latency", "cost per trace"
std::string_view words_for(latency::Measure measure);
// A value of that measure: "278.1ms", "$0.0012", "2.5".
std::string value_words(latency::Measure measure, double value);
// "+26.1 %", for errors in percentage points: "+3.0 pp".
std::string change_words(latency::Measure measure, double change);

}  // namespace trace_cost::policy
