// Every rule that propagation can raise. Families: TC-I integrity of ids, TC-P propagation.
#pragma once

#include <span>

#include "model/finding.h"

namespace trace_cost::propagation {

extern const model::Rule kInvalidTraceId;      // TC-I001
extern const model::Rule kInvalidSpanId;       // TC-I002
extern const model::Rule kIdConflict;          // TC-I005
extern const model::Rule kSelfParent;          // TC-I007
extern const model::Rule kParentCycle;         // TC-I008
extern const model::Rule kSeveredCall;         // TC-P001
extern const model::Rule kMangledId;           // TC-P002
extern const model::Rule kParentInOtherTrace;  // TC-P003
extern const model::Rule kParentRewritten;     // TC-P006
extern const model::Rule kCallerMissing;       // TC-P007
extern const model::Rule kLocalParentMissing;  // TC-P008
extern const model::Rule kSeveralRoots;        // TC-P010
extern const model::Rule kNoServerSide;        // TC-P015
extern const model::Rule kSeveredMessage;      // TC-P016
extern const model::Rule kClockOffset;         // TC-T001
extern const model::Rule kClockDrift;          // TC-T007

std::span<const model::Rule* const> propagation_rules();

}  // namespace trace_cost::propagation
