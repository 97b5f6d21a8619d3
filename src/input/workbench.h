// What one thread reads parts with, one after the other: the shard that it fills, and what is dear
// to make anew or has learned what the dump looks like.
#pragma once

#include <optional>
#include <utility>

#include "input/fast_lane.h"
#include "input/read_buffer.h"
#include "model/attribute_selection.h"
#include "model/capture_shard.h"

namespace trace_cost::input {

class Workbench {
 public:
  // `wanted` outlives this.
  explicit Workbench(const model::AttributeSelection& wanted) : wanted_(wanted) {}
  ~Workbench() = default;
  Workbench(const Workbench&) = delete;  // the fast lane knows where the shard is
  Workbench& operator=(const Workbench&) = delete;
  Workbench(Workbench&&) = delete;
  Workbench& operator=(Workbench&&) = delete;

  [[nodiscard]] const model::AttributeSelection& wanted() const { return wanted_; }
  [[nodiscard]] model::CaptureShard& shard() { return shard_; }
  // The fast lane to the shard.
  FastLane& fast_lane() { return fast_ ? *fast_ : fast_.emplace(wanted_, shard_); }
  // For the reader of one part, to be given back.
  ReadBuffer take_buffer() { return std::exchange(buffer_, {}); }
  void give_back(ReadBuffer buffer) { buffer_ = std::move(buffer); }

  // Frees all but the shard, until something is read again.
  void clear_away() {
    fast_.reset();
    buffer_ = {};
  }
  // Precondition: nothing is read any more.
  model::CaptureShard take_shard() {
    clear_away();
    return std::move(shard_);
  }

 private:
  const model::AttributeSelection& wanted_;
  model::CaptureShard shard_;
  std::optional<FastLane> fast_;
  ReadBuffer buffer_;
};

}  // namespace trace_cost::input
