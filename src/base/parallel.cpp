#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace trace_cost::base {

namespace {

class Crew {
 public:
  Crew(std::size_t count, const std::function<void(std::size_t)>& work)
      : count_(count), work_(work) {}

  void run() noexcept {
    for (std::size_t piece = next_++; piece < count_; piece = next_++) {
      try {
        work_(piece);
      } catch (...) {
        const std::scoped_lock lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
        next_ = count_;
      }
    }
  }

  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::size_t count_;
  const std::function<void(std::size_t)>& work_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::exception_ptr failure_;
};

}  // namespace

void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& work) {
  Crew crew(count, work);
  const std::size_t helpers = std::min<std::size_t>(std::max(threads, 1U), count);
  std::vector<std::thread> others;
  try {
    for (std::size_t i = 1; i < helpers; ++i) others.emplace_back([&crew] { crew.run(); });
  } catch (const std::system_error&) {
    // The system grants no more threads; those that run do all the work.
  }
  crew.run();
  for (std::thread& other : others) other.join();
  crew.rethrow();
}

}  // namespace trace_cost::base
