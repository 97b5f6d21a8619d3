// What is to be said of an encoded input beside the bytes that came out of it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace trace_cost::input {

struct DecodingFault {
  enum class Kind : std::uint8_t {
    Repaired,  // nothing is missing
    Damaged,   // something could not be decoded and is missing
    Cut,       // the same, because the encoded bytes end too early
    Limit,     // decoding was given up, though it could have gone on
  };
  Kind kind = Kind::Damaged;
  std::uint64_t offset =
      0;               // in the encoded bytes; of encodings in one another, in those of its own
  std::string reason;  // "gzip damaged: ..."; without a full stop

  [[nodiscard]] bool is_loss() const { return kind == Kind::Damaged || kind == Kind::Cut; }
};

// Written by whatever thread decodes, read by others when decoding has ended.
class DecodingLog {
 public:
  static constexpr std::size_t kKept = 64;

  void add_encoding(const char* name) {
    encoding_ += encoding_.empty() ? "" : "+";
    encoding_ += name;
  }
  void add_raw_bytes(std::uint64_t count) { raw_bytes_ += count; }
  void set_raw_bytes(std::uint64_t count) { raw_bytes_ = count; }
  // The end of what was decoded is not that of what was encoded, and a fault says so. What is
  // decoded from that is cut, too, and need not say so again.
  void set_cut() { is_cut_ = true; }
  void add(DecodingFault fault) {
    if (fault.kind == DecodingFault::Kind::Cut && is_cut_) return;
    if (fault.is_loss()) ++damaged_;
    if (fault.kind == DecodingFault::Kind::Limit) is_given_up_ = true;
    if (faults_.size() < kKept) faults_.push_back(std::move(fault));
  }

  // The outermost first, joined by '+': "gzip+utf-16"; empty when the bytes came as they are.
  [[nodiscard]] const std::string& encoding() const { return encoding_; }
  // Taken from the file so far: by whatever decodes it, so that no chance is in it.
  [[nodiscard]] std::uint64_t raw_bytes() const { return raw_bytes_; }
  // The first kKept of them.
  [[nodiscard]] const std::vector<DecodingFault>& faults() const { return faults_; }
  [[nodiscard]] std::uint64_t damaged() const { return damaged_; }
  [[nodiscard]] bool is_cut() const { return is_cut_; }
  // Whether one of them was a Limit.
  [[nodiscard]] bool is_given_up() const { return is_given_up_; }

 private:
  std::string encoding_;
  std::uint64_t raw_bytes_ = 0;
  std::uint64_t damaged_ = 0;
  bool is_given_up_ = false;
  bool is_cut_ = false;
  std::vector<DecodingFault> faults_;
};

}  // namespace trace_cost::input
