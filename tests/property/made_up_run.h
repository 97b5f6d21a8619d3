// A run of several services that never ran: made from a seed, and written down as the Python SDK,
// an OTLP exporter and a Zipkin exporter would have written it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "input/capture_reader.h"
#include "model/capture.h"

namespace trace_cost::property {

// SplitMix64: the same numbers on every machine, which std::shuffle and the distributions are not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  // In [0, bound).
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  bool one_in(std::size_t n) { return below(n) == 0; }

  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::uint64_t state_;
};

struct MadeUpSpan {
  std::uint64_t trace = 0;
  std::uint64_t id = 0;
  std::uint64_t parent = 0;  // 0: none
  std::string service;
  std::string name;
  int kind = 1;  // as OTLP numbers them
  bool failed = false;
  std::int64_t start = 0;  // nanoseconds
  std::int64_t end = 0;
  std::string user;  // empty: says none
  std::string cost;  // a JSON number, or NaN; empty: says none
};

// Some traces over four services with users, costs, orphans, failures and traces without a root.
// Any two starts of a trace are further apart than a console dump rounds.
std::vector<MadeUpSpan> made_up_run(Random& random, std::size_t traces);

// One record, the line feed at its end included.
std::string as_python(const MadeUpSpan& span);
std::string as_compact_python(const MadeUpSpan& span);
std::string as_otlp(const MadeUpSpan& span);
std::string as_zipkin(const MadeUpSpan& span);  // start and duration cut to the microsecond
using Encoding = std::string (*)(const MadeUpSpan&);

std::vector<std::string> encoded(const std::vector<MadeUpSpan>& run, Encoding encoding);
std::string joined(const std::vector<std::string>& records);

// A line that an app might print between its spans.
std::string made_up_print(Random& random);

struct Reading {
  model::Capture capture;
  base::Diagnostics diagnostics;
};
// Reads the texts as so many files, in this order.
Reading read(const std::vector<std::string>& files);

// What every analysis starts from, in full: spans, trees, money by user, by service and by trace.
// `unit` rounds the times, in nanoseconds.
std::string answer(const model::Capture& capture, std::int64_t unit = 1);

// A row of money by `dimension` that is missing or too much; empty when all rows add up.
std::string money_fault(const model::Capture& capture, const std::string& dimension);

}  // namespace trace_cost::property
