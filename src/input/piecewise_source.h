// What the decoders of pieces have in common that stand one behind the other, as gzip's members and
// zstd's frames do: damage costs the rest of its piece, and the next one is looked for.
//
//   piece | piece, damaged here ░░░░ | piece     ──▶     text ⏎ text of the next
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "input/byte_source.h"
#include "input/decoding_log.h"
#include "input/encoded_bytes.h"

namespace trace_cost::input {

class PiecewiseSource : public ByteSource {
 public:
  // Damage is told to `log`, which must outlive the source, as of `encoding`.
  PiecewiseSource(std::unique_ptr<ByteSource> encoded, std::string_view encoding, DecodingLog& log)
      : encoded_(std::move(encoded)), encoding_(encoding), log_(log) {}

  base::Result<std::size_t> read(char* into, std::size_t room) final;

 protected:
  enum class State : std::uint8_t { Between, Inside, Damaged, Ended };
  // What is missing behind a damage.
  enum class Missing : std::uint8_t { RestOfPiece, Nothing };

  // Decodes from Between or Inside, and moves on. Zero bytes are no end.
  virtual std::size_t decode(char* into, std::size_t room) = 0;
  // Consumes all before the next piece. False when there is none.
  virtual bool seek_piece() = 0;

  void damaged(std::string_view what, Missing missing);
  // The encoded bytes have ended, or failed, inside a piece.
  void cut();

  [[nodiscard]] State state() const { return state_; }
  void enter(State state) { state_ = state; }
  EncodedBytes& encoded() { return encoded_; }

 private:
  std::size_t resume(char* into);
  void note(DecodingFault::Kind kind, std::string_view what);

  EncodedBytes encoded_;
  std::string_view encoding_;
  DecodingLog& log_;
  State state_ = State::Between;
  Missing missing_ = Missing::Nothing;  // behind the last damage
  bool has_delivered_ = false;
};

}  // namespace trace_cost::input
