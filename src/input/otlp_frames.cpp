#include "input/otlp_frames.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "input/protobuf_wire.h"

namespace trace_cost::input {

namespace {

constexpr std::size_t kLength = 4;

// The messages down to where text or ids prove that this is OTLP. What logs and metrics share with
// spans is judged alike; what differs is not judged.
enum class Message : std::uint8_t { ResourceSpans, Resource, ScopeSpans, Scope, Item, KeyValue };

struct Known {
  Message in = Message::ResourceSpans;
  std::uint32_t number = 0;
  WireType type = WireType::Bytes;
  std::optional<Message> of = std::nullopt;  // of Bytes: what message they are
};
constexpr std::array kKnown{
    Known{Message::ResourceSpans, 1, WireType::Bytes, Message::Resource},
    Known{Message::ResourceSpans, 2, WireType::Bytes, Message::ScopeSpans},
    Known{Message::ResourceSpans, 3, WireType::Bytes},
    Known{Message::ResourceSpans, 1000, WireType::Bytes, Message::ScopeSpans},
    Known{Message::Resource, 1, WireType::Bytes, Message::KeyValue},
    Known{Message::Resource, 2, WireType::Varint},
    Known{Message::Resource, 3, WireType::Bytes},
    Known{Message::ScopeSpans, 1, WireType::Bytes, Message::Scope},
    Known{Message::ScopeSpans, 2, WireType::Bytes, Message::Item},
    Known{Message::ScopeSpans, 3, WireType::Bytes},
    Known{Message::Scope, 1, WireType::Bytes},
    Known{Message::Scope, 2, WireType::Bytes},
    Known{Message::Scope, 3, WireType::Bytes, Message::KeyValue},
    Known{Message::Scope, 4, WireType::Varint},
    Known{Message::KeyValue, 1, WireType::Bytes},
    Known{Message::KeyValue, 2, WireType::Bytes},
};

bool is_plain_text(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
  });
}

// Walks over the front of one ResourceSpans.
class Look {
 public:
  // False where it is no ResourceSpans, or nothing in it proves that it is one.
  bool at(std::string_view front, std::uint64_t size);

 private:
  struct Level {
    WireReader fields;
    Message message;
    bool has_trace = false;
  };
  static constexpr std::size_t kDepth = 5;

  bool take(const WireField& field);

  std::array<std::optional<Level>, kDepth> levels_;
  std::size_t depth_ = 0;
  bool proven_ = false;
};

bool Look::at(std::string_view front, std::uint64_t size) {
  levels_[depth_++] = Level{WireReader(front, size), Message::ResourceSpans};
  while (depth_ > 0) {
    WireReader& fields = levels_[depth_ - 1]->fields;
    const std::optional<WireField> field = fields.next();
    if (!fields.is_sound()) return false;
    if (!field) {
      --depth_;
    } else if (!take(*field)) {
      return false;
    }
  }
  return proven_;
}

bool Look::take(const WireField& field) {
  Level& level = *levels_[depth_ - 1];
  if (level.message == Message::Item) {
    const bool whole_trace = field.is(1, WireType::Bytes) && field.bytes.size() == 16;
    level.has_trace |= whole_trace;
    proven_ |= level.has_trace && field.is(2, WireType::Bytes) && field.bytes.size() == 8;
    return true;
  }
  const auto* known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& row) {
    return row.in == level.message && row.number == field.number;
  });
  if (known == kKnown.end()) return true;
  if (known->type != field.type) return false;
  if (level.message == Message::KeyValue && field.number == 1) {
    if (field.value > 0 && !field.bytes.empty() && !is_plain_text(field.bytes)) return false;
    proven_ |= is_plain_text(field.bytes);
  }
  if (known->of) levels_[depth_++] = Level{WireReader(field.bytes, field.value), *known->of};
  return true;
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes.substr(0, kLength)) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

// The length that a frame says to have, when it may be one.
std::optional<std::uint64_t> frame_length(std::string_view front) {
  if (front.size() <= kLength) return std::nullopt;
  const std::uint64_t length = big_endian(front);
  if (length < 2 || length > kLargestBinaryRecord) return std::nullopt;
  return length;
}

}  // namespace

std::uint64_t otlp_body_size(std::string_view front) {
  constexpr char kTag = 0x0A;
  if (!front.starts_with(kTag)) return 0;
  const std::optional<WireVarint> length = read_varint(front.substr(1));
  if (!length || length->value > kLargestBinaryRecord) return 0;
  const std::size_t header = 1 + length->size;
  const std::string_view body = front.substr(header, length->value);
  return Look().at(body, length->value) ? header + length->value : 0;
}

std::uint64_t otlp_frame_size(std::string_view front) {
  const std::optional<std::uint64_t> length = frame_length(front);
  if (!length) return 0;
  const std::string_view message = front.substr(kLength, *length);
  const std::uint64_t first = otlp_body_size(message);
  return first > 0 && first <= *length ? kLength + *length : 0;
}

std::uint64_t json_frame_size(std::string_view front) {
  constexpr std::uint64_t kShortestThatIsText = std::uint64_t{9} << 24;  // a tab and three bytes
  const std::optional<std::uint64_t> length = frame_length(front);
  if (!length || *length >= kShortestThatIsText || front[kLength] != '{') return 0;
  const std::string_view object = front.substr(kLength, *length);
  const bool is_whole = object.size() == *length;
  const std::size_t key = object.find_first_not_of(" \t\r\n", 1);
  const bool begins = key == std::string_view::npos ? !is_whole : object[key] == '"';
  if (!begins) return 0;
  const std::size_t last = object.find_last_not_of(" \t\r\n");
  return !is_whole || object[last] == '}' ? kLength + *length : 0;
}

BinaryCut cut_otlp_bodies(const BinaryFront& front) { return cut_binary(front, otlp_body_size, 0); }
BinaryCut cut_otlp_frames(const BinaryFront& front) {
  return cut_binary(front, otlp_frame_size, kLength);
}
BinaryCut cut_json_frames(const BinaryFront& front) {
  return cut_binary(front, json_frame_size, kLength);
}

}  // namespace trace_cost::input
