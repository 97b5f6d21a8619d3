#include "input/piecewise_source.h"

#include <fmt/format.h>

namespace trace_cost::input {

base::Result<std::size_t> PiecewiseSource::read(char* into, std::size_t room) {
  std::size_t got = 0;
  while (got == 0 && room > 0 && state_ != State::Ended) {
    got = state_ == State::Damaged ? resume(into) : decode(into, room);
  }
  if (got == 0 && encoded_.failure()) return *encoded_.failure();
  has_delivered_ |= got > 0;
  return got;
}

// Goes on with the next piece. Where nothing came out before, no line need be ended.
std::size_t PiecewiseSource::resume(char* into) {
  const bool found = seek_piece();
  if (!found && missing_ == Missing::RestOfPiece) log_.set_cut();
  state_ = found ? State::Between : State::Ended;
  if (!found || !has_delivered_) return 0;
  *into = '\n';
  return 1;
}

void PiecewiseSource::damaged(std::string_view what, Missing missing) {
  note(DecodingFault::Kind::Damaged, what);
  missing_ = missing;
}

void PiecewiseSource::cut() {
  if (encoded_.failure()) {
    state_ = State::Ended;
    return;
  }
  note(DecodingFault::Kind::Cut, "it is cut here");
  missing_ = Missing::RestOfPiece;
}

void PiecewiseSource::note(DecodingFault::Kind kind, std::string_view what) {
  log_.add({kind, encoded_.offset(), fmt::format("{} damaged: {}", encoding_, what)});
  state_ = State::Damaged;
}

}  // namespace trace_cost::input
