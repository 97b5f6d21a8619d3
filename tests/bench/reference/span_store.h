// Where the reference programs put their spans, so that they differ in their parsing alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "interner.h"
#include "span.h"

namespace trace_cost::bench {

// A vector that never moves its elements and never holds more than a block too many.
template <class T>
class Blocks {
 public:
  void push_back(const T& value) {
    if (size_ % kBlock == 0) {
      blocks_.push_back(std::unique_ptr<T[]>(new T[kBlock]));  // not set to 0 first
    }
    blocks_[size_ / kBlock][size_ % kBlock] = value;
    ++size_;
  }
  const T& operator[](std::size_t i) const { return blocks_[i / kBlock][i % kBlock]; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kBlock = 16384;
  std::vector<std::unique_ptr<T[]>> blocks_;
  std::size_t size_ = 0;
};

// Gives equal trace ids the same number, from 0 on.
class TraceNumbers {
 public:
  std::uint32_t number(TraceId id);
  [[nodiscard]] std::size_t size() const { return ids_.size(); }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;

  void grow();

  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(4096, kNone);
  std::vector<TraceId> ids_;
};

// Users are numbers of SpanStore::users, plus one; 0 is nobody.
struct StoredSpan {
  std::uint64_t id;
  std::uint64_t parent;  // 0: a root
  std::uint64_t start_ns;
  std::uint32_t trace;
  std::uint32_t duration_us;
  std::uint32_t operation;  // of SpanStore::operations
  std::uint32_t user;
};

struct StoredCharge {
  std::int64_t nano;  // in 10^-9 dollars
  std::uint32_t trace;
  std::uint32_t user;  // the span's own
  std::uint32_t model;
  std::uint32_t input_tokens;
  std::uint32_t output_tokens;
};

// All spans with one name of one service.
struct Operation {
  std::uint32_t service = 0;
  std::uint32_t name = 0;
  std::uint64_t spans = 0;
  std::uint64_t sum_us = 0;
  std::uint64_t longest_us = 0;
  std::uint64_t errors = 0;
};

class SpanStore {
 public:
  void add(const Span& span);

  Interner services;
  Interner names;
  Interner users;
  Interner models;
  TraceNumbers traces;
  Blocks<StoredSpan> spans;
  Blocks<StoredCharge> charges;
  std::vector<Operation> operations;
  std::array<std::uint64_t, 8> by_kind{};

 private:
  std::uint32_t operation_of(std::uint32_t service, std::uint32_t name);
  std::uint32_t trace_of(TraceId id);

  std::vector<std::vector<std::uint32_t>> operation_numbers_;  // [service][name]
  TraceId last_id_;
  std::uint32_t last_trace_ = 0;
};

}  // namespace trace_cost::bench
