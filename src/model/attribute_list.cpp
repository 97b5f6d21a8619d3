#include "model/attribute_list.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace trace_cost::model {

namespace {

constexpr std::size_t kHead = 9;

}  // namespace

void append_to_list(const ListedAttribute& attribute, std::string& list) {
  const auto size_of = [](std::string_view text) {
    return static_cast<std::uint32_t>(text.size());
  };
  const std::uint32_t key = size_of(attribute.key);
  const std::uint32_t text = size_of(attribute.text);
  std::array<char, kHead> head{static_cast<char>(attribute.kind)};
  std::memcpy(head.data() + 1, &key, sizeof key);
  std::memcpy(head.data() + 1 + sizeof key, &text, sizeof text);
  list.append(head.data(), head.size()).append(attribute.key).append(attribute.text);
}

std::optional<ListedAttribute> AttributeListReader::next() {
  if (rest_.size() < kHead) return std::nullopt;
  std::uint32_t key = 0;
  std::uint32_t text = 0;
  std::memcpy(&key, rest_.data() + 1, sizeof key);
  std::memcpy(&text, rest_.data() + 1 + sizeof key, sizeof text);
  const ListedAttribute attribute{rest_.substr(kHead, key), rest_.substr(kHead + key, text),
                                  static_cast<ValueKind>(rest_.front())};
  rest_.remove_prefix(kHead + key + text);
  return attribute;
}

}  // namespace trace_cost::model
