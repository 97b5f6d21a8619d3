// The wire format of protocol buffers: a message is fields one after another, each a tag and a
// value.
//
//   0A 05 61 6C 69 63 65     field 1, LEN: 5 bytes "alice"
//   30 03                    field 6, varint: 3
//   39 .. 8 bytes            field 7, fixed64, little-endian
//
// Groups, which are out of use, are skipped whatever is in them. Nothing is read beyond the bytes.
// Source: protobuf.dev, "Encoding".
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace trace_cost::input {

enum class WireType : std::uint8_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

struct WireField {
  std::uint32_t number = 0;
  WireType type = WireType::Varint;
  std::uint64_t value = 0;  // of a varint or fixed; of Bytes, how many there should be
  std::string_view bytes;   // of Bytes: as many as are there

  [[nodiscard]] bool is(std::uint32_t wanted, WireType of) const {
    return number == wanted && type == of;
  }
};

class WireReader {
 public:
  static constexpr std::size_t kGroupDepth = 32;

  explicit WireReader(std::string_view message) : WireReader(message, message.size()) {}
  // Reads the front of a message that has `size` bytes in all.
  WireReader(std::string_view front, std::uint64_t size) : front_(front), size_(size) {}

  // The next field; empty at the end, or where the message makes no sense.
  std::optional<WireField> next();
  // Whether the message ended before something made no sense. What goes on behind the front does.
  [[nodiscard]] bool is_sound() const { return !broken_; }
  // Where the next field begins. Behind the front when the last one does not end in it.
  [[nodiscard]] std::uint64_t position() const { return at_; }

 private:
  std::optional<WireField> field();
  std::optional<std::uint64_t> varint();
  std::optional<std::uint64_t> fixed(std::size_t bytes);
  bool skip_group(std::uint32_t number);
  std::nullopt_t stop_at_front();

  std::string_view front_;
  std::uint64_t size_;
  std::uint64_t at_ = 0;
  bool broken_ = false;
  bool ends_group_ = false;    // the last tag ended a group
  bool begins_group_ = false;  // the last tag began one
};

// The varint at the front of `bytes`, and how many bytes it takes. Empty when it does not end
// there.
struct WireVarint {
  std::uint64_t value = 0;
  std::size_t size = 0;
};
std::optional<WireVarint> read_varint(std::string_view bytes);

}  // namespace trace_cost::input
