#include "input/binary_cut.h"

#include <algorithm>

namespace trace_cost::input {

namespace {

constexpr std::size_t kMostNoise = std::size_t{1} << 16;

std::string_view look(std::string_view bytes, std::size_t at) {
  return bytes.substr(std::min(at, bytes.size()), kBinaryLook);
}

// The first place in [from, to) where a record may begin; `to` when there is none.
std::size_t find_record(std::string_view bytes, std::size_t from, std::size_t to,
                        RecordSize size_of) {
  while (from < to && size_of(look(bytes, from)) == 0) ++from;
  return from;
}

BinaryCut noise(const BinaryFront& front, RecordSize size_of) {
  const std::size_t size = front.bytes.size();
  const std::size_t seen = front.at_end ? size : size - kBinaryLook + 1;
  const std::size_t end = find_record(front.bytes, 1, std::min(seen, kMostNoise), size_of);
  return {BinaryCut::Kind::Noise, std::max<std::size_t>(end, 1), 0, 0};
}

// Whether a record, or the end of the stream, follows at `at`.
bool is_border(const BinaryFront& front, std::size_t at, RecordSize size_of) {
  return at <= front.bytes.size() &&
         (at == front.bytes.size() ? front.at_end : size_of(look(front.bytes, at)) > 0);
}

// A record inside of the first `size` bytes, with a border at its end: the one at the front was cut
// off there. 0 when there is none.
std::size_t find_inner(const BinaryFront& front, std::size_t size, RecordSize size_of) {
  std::size_t at = 0;
  while (true) {
    at = find_record(front.bytes, at + 1, size, size_of);
    if (at >= size) return 0;
    if (is_border(front, at + size_of(look(front.bytes, at)), size_of)) return at;
  }
}

}  // namespace

BinaryCut cut_binary(const BinaryFront& front, RecordSize size_of, std::size_t header) {
  const std::size_t there = front.bytes.size();
  if (there < kBinaryLook && !front.at_end) return {};
  const std::uint64_t size = size_of(look(front.bytes, 0));
  if (size == 0) return noise(front, size_of);
  if (there < size + kBinaryLook && !front.at_end) return {};
  const BinaryCut whole{BinaryCut::Kind::Record, static_cast<std::size_t>(size), header, 0};
  const bool fits = size <= there;
  if ((fits && is_border(front, whole.size, size_of)) || !front.may_search) {
    return fits ? whole : BinaryCut{};
  }
  const std::size_t within = std::min<std::size_t>(whole.size, there);
  BinaryCut found = fits ? whole : BinaryCut{};
  if (const std::size_t inner = find_inner(front, within, size_of)) {
    found = {BinaryCut::Kind::Noise, inner, 0, 0};
  }
  found.searched = within;
  return found;
}

}  // namespace trace_cost::input
