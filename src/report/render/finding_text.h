// The parts of a finding as people read them, for every renderer that prints findings.
#pragma once

#include <string>

#include "model/finding.h"
#include "report/render/ink.h"

namespace trace_cost::report {

// "✗", "!" or "i".
std::string sign_of(model::FindingSeverity severity, Charset charset);
Ink ink_of(model::FindingSeverity severity);

// Whom it is about: "caller → callee", or the service, or the user; empty when about none of them.
std::string scope_text(const model::Finding& finding, Charset charset);

// "p .97" for what is inferred, empty otherwise.
std::string confidence_text(const model::Finding& finding);

// "trace 4f1c8a2b span 91aa12cd  note": the first digits, which `--trace PREFIX` takes as they are.
std::string example_text(const model::FindingExample& example, Charset charset);

// What to do, and where to read more.
std::string advice_text(const model::Finding& finding, Charset charset);

}  // namespace trace_cost::report
