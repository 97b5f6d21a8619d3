// Where converted bytes go: gathered into pieces, so that memory does not grow with the capture.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace trace_cost::report {

// Takes the next piece; false when it went nowhere and nothing more need be made.
using Sink = std::function<bool(std::string_view)>;

class Outlet {
 public:
  explicit Outlet(Sink sink) : sink_(std::move(sink)) {}
  Outlet(const Outlet&) = delete;
  Outlet& operator=(const Outlet&) = delete;
  Outlet(Outlet&&) = delete;
  Outlet& operator=(Outlet&&) = delete;
  ~Outlet() { flush(); }

  // To append to. What is larger than a piece goes on at the next end_item().
  std::string& text() { return text_; }
  // Says that a span, a line or the like is complete. False when the sink takes no more: then
  // whoever writes should leave off.
  bool end_item() {
    constexpr std::size_t kPiece = std::size_t{64} << 10U;
    if (text_.size() >= kPiece) flush();
    return is_open_;
  }

 private:
  void flush() {
    if (is_open_ && !text_.empty()) is_open_ = sink_(text_);
    text_.clear();
  }

  Sink sink_;
  std::string text_;
  bool is_open_ = true;
};

}  // namespace trace_cost::report
