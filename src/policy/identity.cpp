#include "policy/identity.h"

#include <fmt/format.h>

#include <cstdint>
#include <tuple>

#include "base/utf8.h"

namespace trace_cost::policy {

namespace {

auto parts_of(const Identity& id) {
  return std::tie(id.rule, id.check, id.caller, id.callee, id.service, id.user);
}

// http://www.isthe.com/chongo/tech/comp/fnv/
class Fnv1a {
 public:
  void add(std::string_view text) {
    for (const char c : text) add_byte(static_cast<unsigned char>(c));
    add_byte(kEnd);
  }
  void add(const std::optional<std::string>& text) {
    if (text) return add(std::string_view(*text));
    add_byte(kNone);
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  // No byte of UTF-8 is one of these.
  static constexpr unsigned char kEnd = 0xFF;
  static constexpr unsigned char kNone = 0xFE;

  void add_byte(unsigned char byte) {
    value_ ^= byte;
    value_ *= 0x100000001b3;
  }
  std::uint64_t value_ = 0xcbf29ce484222325;
};

}  // namespace

bool is_before(const Identity& a, const Identity& b) { return parts_of(a) < parts_of(b); }

Identity identity_of(const model::Finding& finding, std::string_view check) {
  const auto name = [](const std::optional<std::string>& bytes) {
    return bytes ? std::optional(base::repaired_utf8(*bytes)) : std::nullopt;
  };
  return {std::string(finding.rule->id), base::repaired_utf8(check), name(finding.caller),
          name(finding.callee),          name(finding.service),      name(finding.user)};
}

std::string fingerprint_of(const Identity& identity) {
  Fnv1a hash;
  hash.add(std::string_view(identity.rule));
  hash.add(std::string_view(identity.check));
  hash.add(identity.caller);
  hash.add(identity.callee);
  hash.add(identity.service);
  hash.add(identity.user);
  return fmt::format("{:016x}", hash.value());
}

}  // namespace trace_cost::policy
