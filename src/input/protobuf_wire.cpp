#include "input/protobuf_wire.h"

#include <algorithm>
#include <array>

namespace trace_cost::input {

namespace {

constexpr std::uint64_t kLongestVarint = 10;
constexpr std::uint64_t kBeginsGroup = 3;
constexpr std::uint64_t kEndsGroup = 4;

}  // namespace

std::optional<WireVarint> read_varint(std::string_view bytes) {
  WireVarint read;
  for (const char c : bytes.substr(0, kLongestVarint)) {
    const auto byte = static_cast<unsigned char>(c);
    read.value |= static_cast<std::uint64_t>(byte & 0x7F) << (7 * read.size);
    ++read.size;
    if (byte < 0x80) return read;
  }
  return std::nullopt;
}

std::optional<WireField> WireReader::next() {
  while (!broken_ && at_ < front_.size()) {
    std::optional<WireField> found = field();
    if (ends_group_) broken_ = true;
    if (!begins_group_) return broken_ ? std::nullopt : found;
    if (!skip_group(found->number)) return std::nullopt;
  }
  return std::nullopt;
}

// Of a tag that begins or ends a group, the number alone.
std::optional<WireField> WireReader::field() {
  begins_group_ = false;
  ends_group_ = false;
  const std::optional<std::uint64_t> tag = varint();
  if (!tag) return std::nullopt;
  WireField found;
  found.number = static_cast<std::uint32_t>(*tag >> 3);
  broken_ = found.number == 0 || *tag >> 32 != 0;
  const std::uint64_t type = *tag & 7;
  begins_group_ = type == kBeginsGroup;
  ends_group_ = type == kEndsGroup;
  if (broken_ || begins_group_ || ends_group_) return found;
  std::optional<std::uint64_t> value;
  if (type == 0 || type == 2) value = varint();
  if (type == 1) value = fixed(8);
  if (type == 5) value = fixed(4);
  if (type > 5) broken_ = true;
  if (!value) return std::nullopt;
  found.type = static_cast<WireType>(type);
  found.value = *value;
  if (found.type != WireType::Bytes) return found;
  if (found.value > size_ - at_) {
    broken_ = true;
    return std::nullopt;
  }
  found.bytes = front_.substr(std::min<std::uint64_t>(at_, front_.size()), found.value);
  at_ += found.value;
  return found;
}

std::optional<std::uint64_t> WireReader::varint() {
  const std::optional<WireVarint> read = read_varint(front_.substr(at_));
  if (!read) {
    if (front_.size() - at_ >= kLongestVarint) broken_ = true;
    return stop_at_front();
  }
  at_ += read->size;
  return read->value;
}

std::optional<std::uint64_t> WireReader::fixed(std::size_t bytes) {
  if (front_.size() - at_ < bytes) {
    if (size_ - at_ < bytes) broken_ = true;
    return stop_at_front();
  }
  std::uint64_t value = 0;
  for (std::size_t i = bytes; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(front_[at_ + i]);
  }
  at_ += bytes;
  return value;
}

// What does not end in the front may be whole, unless nothing comes behind.
std::nullopt_t WireReader::stop_at_front() {
  if (front_.size() == size_) broken_ = true;
  at_ = size_;
  return std::nullopt;
}

bool WireReader::skip_group(std::uint32_t number) {
  std::array<std::uint32_t, kGroupDepth> open{number};
  std::size_t depth = 1;
  while (depth > 0 && !broken_ && at_ < front_.size()) {
    const std::optional<WireField> found = field();
    if (begins_group_ && depth < open.size()) {
      open[depth++] = found->number;
    } else if (begins_group_ || (ends_group_ && found->number != open[depth - 1])) {
      broken_ = true;
    } else if (ends_group_) {
      --depth;
    }
  }
  begins_group_ = false;
  ends_group_ = false;
  if (depth > 0 && at_ >= size_ && front_.size() == size_) broken_ = true;
  return depth == 0 && !broken_;
}

}  // namespace trace_cost::input
