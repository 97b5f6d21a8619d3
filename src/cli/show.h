// The course of every command that shows something of a capture and judges nothing.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/analyse.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/analysis.h"
#include "report/document.h"

namespace trace_cost::cli {

struct Request {
  InputOptions input;
  JudgeOptions judge;
  OutputOptions output;
  Purpose purpose;
};

// What the command has to say; an error when it was asked for something that is not there.
using Say = std::function<base::Result<report::Document>(const report::Analysis&)>;

// Reads, analyses, says and prints. Returns the exit code: kDone, or kCannotDo when an input could
// not be used, whatever was said about the others.
int show(const Request& request, const Say& say, const Session& session);

}  // namespace trace_cost::cli
