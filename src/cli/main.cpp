#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/app.h"
#include "cli/exit_code.h"

int main(int argc, char** argv) {
  // A reader that goes away shows as a failed write, which is no error (session.cpp).
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return trace_cost::cli::run(argc, argv, {stdout, stderr, trace_cost::cli::look_at_terminal()});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "trace-cost: internal error: %s\n", error.what());
    return trace_cost::cli::kCannotDo;
  }
}
