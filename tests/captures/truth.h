// What is known about a capture, and the comparison of a report with it.
#pragma once

#include <filesystem>
#include <string>

#include "program.h"

namespace trace_cost::captures {

// One entry of testdata/truth.json. What an entry leaves out is not known and not compared:
//   story                  the folder
//   files                  name -> spans
//   spans, traces, roots, orphans, errors, traces_with_orphans
//   services               name -> spans
//   tokens                 {input, output}
//   cost                   {total, users: name -> dollars, nobody}, all as texts
//   error_findings         the lines of findings_of(report, "error")
//   root_durations_ns      some of the durations of traces, exactly
// Compares numbers as integers and money as decimal texts.
void check_report(const Json& report, const Json& truth);

// "TC-P001 error backend -> ai-service x1", of one severity or of all, one a line.
std::string findings_of(const Json& report, const std::string& severity = "");

}  // namespace trace_cost::captures
