#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/app.h"
#include "cli/exit_code.h"

int main(int argc, char** argv) {
  // A reader that goes away shows as a failed write, which is no error (session.cpp).
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const trace_cost::cli::Session session{stdout,
                                           stderr,
                                           trace_cost::cli::look_at_terminal(),
                                           {argv + std::min(argc, 1), argv + argc}};
    return trace_cost::cli::run(argc, argv, session);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "trace-cost: internal error: %s\n", error.what());
    return trace_cost::cli::kCannotDo;
  }
}
