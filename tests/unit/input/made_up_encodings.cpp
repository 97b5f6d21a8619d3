#include "made_up_encodings.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <isa-l/igzip_lib.h>
#include <zstd.h>

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace trace_cost::input {

std::string gzip_of(std::string_view text) {
  std::string from(text);
  std::string into(2 * text.size() + 1024, '\0');
  isal_zstream stream{};
  isal_deflate_stateless_init(&stream);
  std::vector<std::uint8_t> work(ISAL_DEF_LVL1_DEFAULT);
  stream.level = 1;  // 0 makes no less than a hundredth of anything
  stream.level_buf = work.data();
  stream.level_buf_size = static_cast<std::uint32_t>(work.size());
  stream.gzip_flag = IGZIP_GZIP;
  stream.end_of_stream = 1;
  stream.next_in = reinterpret_cast<std::uint8_t*>(from.data());
  stream.avail_in = static_cast<std::uint32_t>(from.size());
  stream.next_out = reinterpret_cast<std::uint8_t*>(into.data());
  stream.avail_out = static_cast<std::uint32_t>(into.size());
  REQUIRE(isal_deflate_stateless(&stream) == COMP_OK);
  into.resize(stream.total_out);
  return into;
}

std::string zstd_of(std::string_view text) {
  std::string into(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  const std::size_t size =
      ZSTD_compress2(context, into.data(), into.size(), text.data(), text.size());
  ZSTD_freeCCtx(context);
  REQUIRE(ZSTD_isError(size) == 0);
  into.resize(size);
  return into;
}

std::string message_of(std::string_view text) {
  const std::string frame = zstd_of(text);
  std::string message;
  for (const int shift : {24, 16, 8, 0}) {
    message += static_cast<char>((frame.size() >> shift) & 0xFF);
  }
  return message + frame;
}

std::string utf16_of(std::u16string_view text) {
  std::string bytes;
  for (const char16_t unit : text) {
    bytes += static_cast<char>(unit & 0xFF);
    bytes += static_cast<char>(unit >> 8);
  }
  return bytes;
}

std::string swapped_pairs(std::string_view text) {
  std::string swapped(text);
  for (std::size_t i = 0; i + 1 < swapped.size(); i += 2) std::swap(swapped[i], swapped[i + 1]);
  return swapped;
}

std::string noisy_lines(std::size_t lines) {
  std::mt19937_64 dice(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same at every run
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) text += fmt::format("line {} {:016x}\n", i, dice());
  return text;
}

std::string faults_of(const DecodingLog& log) {
  constexpr const char* kKinds[] = {"repaired", "damaged", "cut", "limit"};
  std::string text;
  for (const DecodingFault& fault : log.faults()) {
    text += fmt::format("{} {}: {}\n", kKinds[static_cast<std::size_t>(fault.kind)], fault.offset,
                        fault.reason);
  }
  return text;
}

std::string all_of(ByteSource& source, std::size_t room) {
  std::vector<char> buffer(room);
  std::string text;
  while (true) {
    const base::Result<std::size_t> got = source.read(buffer.data(), room);
    if (!got) return text + "<" + got.error().message + ">";
    if (*got == 0) return text;
    text.append(buffer.data(), *got);
  }
}

}  // namespace trace_cost::input
