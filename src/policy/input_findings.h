// What was lost on the way in, as a finding that a check can fail on.
#pragma once

#include <span>
#include <vector>

#include "model/capture.h"
#include "model/finding.h"

namespace trace_cost::policy {

// Whether damage fails a check or is only reported (`check --strict`).
enum class Damage : std::uint8_t { Reported, Fails };

std::span<const model::Rule> input_rules();

// Empty when no record of the capture was damaged.
std::vector<model::Finding> damage_findings(const model::Capture& capture, Damage damage);

}  // namespace trace_cost::policy
