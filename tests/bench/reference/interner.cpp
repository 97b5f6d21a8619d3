#include "interner.h"

#include <algorithm>
#include <cstring>

namespace trace_cost::bench {

namespace {

template <class Word>
std::uint64_t load(const char* bytes) {
  Word word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

std::uint64_t hash_of_few(std::string_view text) {
  const char* bytes = text.data();
  if (text.size() >= 4) {
    return load<std::uint32_t>(bytes) | load<std::uint32_t>(bytes + text.size() - 4) << 32U;
  }
  std::uint64_t word = 0;
  for (const char c : text) {
    word = word << 8U | static_cast<unsigned char>(c);
  }
  return word;
}

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = text.size() * 0x9e3779b97f4a7c15ULL;
  if (text.size() < 8) {
    return mix(hash ^ hash_of_few(text), 0xc4ceb9fe1a85ec53ULL);
  }
  for (std::size_t i = 0; i + 8 < text.size(); i += 8) {
    hash = mix(hash ^ load<std::uint64_t>(text.data() + i), 0xff51afd7ed558ccdULL);
  }
  return mix(hash ^ load<std::uint64_t>(text.data() + text.size() - 8), 0xc4ceb9fe1a85ec53ULL);
}

}  // namespace

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint32_t Interner::intern(std::string_view text) {
  const std::uint64_t hash = hash_of(text);
  const auto high = static_cast<std::uint32_t>(hash >> 32U);
  std::size_t at = hash & (slots_.size() - 1);
  for (; slots_[at].number != kNone; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == high && texts_[slots_[at].number] == text) {
      return slots_[at].number;
    }
  }
  const auto number = static_cast<std::uint32_t>(texts_.size());
  slots_[at] = {high, number};
  texts_.push_back(keep(text));
  if (texts_.size() * 2 > slots_.size()) {
    grow();
  }
  return number;
}

std::string_view Interner::keep(std::string_view text) {
  constexpr std::size_t kBlock = 65536;
  if (text.size() > left_) {
    left_ = std::max(text.size(), kBlock);
    blocks_.push_back(std::make_unique<char[]>(left_));
    free_ = blocks_.back().get();
  }
  if (text.empty()) {
    return {};
  }
  std::memcpy(free_, text.data(), text.size());
  const std::string_view kept(free_, text.size());
  free_ += text.size();
  left_ -= text.size();
  return kept;
}

void Interner::grow() {
  std::vector<Slot> wider(slots_.size() * 2);
  const std::size_t mask = wider.size() - 1;
  for (std::size_t number = 0; number < texts_.size(); ++number) {
    const std::uint64_t hash = hash_of(texts_[number]);
    std::size_t at = hash & mask;
    while (wider[at].number != kNone) {
      at = (at + 1) & mask;
    }
    wider[at] = {static_cast<std::uint32_t>(hash >> 32U), static_cast<std::uint32_t>(number)};
  }
  slots_.swap(wider);
}

}  // namespace trace_cost::bench
