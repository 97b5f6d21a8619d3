// What the process ends with. docs/output.md says the same to users.
#pragma once

namespace trace_cost::cli {

inline constexpr int kDone = 0;      // the job was done, and nothing that was judged has failed
inline constexpr int kFailed = 1;    // the command judges, and something has failed
inline constexpr int kCannotDo = 2;  // the job could not be done; never mistaken for a pass

}  // namespace trace_cost::cli
