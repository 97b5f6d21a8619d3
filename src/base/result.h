// The outcome of an operation that can stop the run: a value, or an Error that says why not.
// Faults in the data do not stop a run; they go to Diagnostics (see diagnostics.h).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace trace_cost::base {

enum class ErrorCode { BadArgument, CannotRead, CannotWrite, NoSpans };

// `message` names the file or flag, what was found and what to do; it ends without a full stop.
struct Error {
  ErrorCode code = ErrorCode::BadArgument;
  std::string message;
};

// Mirrors the surface of std::expected, so that it can become an alias once both compilers have it.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}      // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  // Precondition of value() and the operators: has_value(). Of error(): !has_value().
  [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(state_)); }
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T& operator*() { return std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }

 private:
  std::variant<T, Error> state_;
};

// Success without a value: empty. Anything else is the reason.
using Failure = std::optional<Error>;

}  // namespace trace_cost::base
