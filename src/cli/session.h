// What a command needs of the outside: the streams and the terminal.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "report/analysis.h"
#include "report/convert/outlet.h"
#include "report/document.h"

namespace trace_cost::cli {

struct Session {
  std::FILE* out = nullptr;
  std::FILE* err = nullptr;
  Terminal terminal;
  std::vector<std::string> words;  // of the command line, without the program's name
};

// "trace-cost: MESSAGE" on standard error; returns kCannotDo.
int refuse(const Session& session, std::string_view message);
// The same for several messages, one on each line.
int refuse_each(const Session& session, std::string_view messages);

// Makes bytes and hands them on piece by piece.
using Produce = std::function<void(const report::Sink&)>;

// Writes what is produced to standard output or to `file`, where one is named. A file appears under
// its name only when it is complete. A reader that went away (`| head`) is no error.
base::Failure write_result(const Produce& produce, const std::string& file, const Session& session);

// Renders `document` and writes it as write_result() does.
base::Failure print(const report::Document& document, const OutputOptions& options,
                    const Session& session);

// Writes to a file, which appears under its name only when it is complete, or to a device.
base::Failure write_file(const std::string& path, const Produce& produce);

// Writes what was wrong with the input. True when there are spans to speak of; otherwise says why
// not.
bool has_spans(const report::Analysis& analysis, const OutputOptions& options,
               const Session& session);

// Where progress may be shown: nowhere when standard error is no terminal, or with --quiet.
ProgressPlace progress_place(const OutputOptions& options, const Session& session);

// Says so and returns true when the result would be written over an input.
bool would_overwrite_input(const InputOptions& input, const OutputOptions& output,
                           const Session& session);

// On a terminal without inputs: tells what to do and returns false, instead of waiting for ever.
bool has_something_to_read(const InputOptions& options, const Session& session);

}  // namespace trace_cost::cli
