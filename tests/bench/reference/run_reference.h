// The main() of every reference program: PROGRAM FILE.
#pragma once

#include <cstdio>
#include <exception>

namespace trace_cost::bench {

// Calls work(path), which prints its answer, and tells what went wrong. Returns the exit code.
template <class Work>
int run_reference(int argc, char** argv, Work work) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FILE\n", argv[0]);
    return 2;
  }
  try {
    work(argv[1]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", argv[1], error.what());
    return 1;
  }
}

}  // namespace trace_cost::bench
