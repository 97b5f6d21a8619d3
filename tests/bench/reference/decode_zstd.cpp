// The bare decoder of zstd input: libzstd, streaming, the output thrown away. Prints its length.
#include <zstd.h>

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <vector>

#include "piece_reader.h"
#include "run_reference.h"

namespace trace_cost::bench {

namespace {

void decode(const char* path) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          &ZSTD_freeDStream);
  std::vector<char> buffer(std::size_t{1} << 20U);
  std::size_t bytes = 0;
  PieceReader reader(path, "");
  while (const std::optional<std::string_view> piece = reader.next()) {
    ZSTD_inBuffer in{piece->data(), piece->size(), 0};
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    do {
      out.pos = 0;
      if (ZSTD_isError(ZSTD_decompressStream(stream.get(), &out, &in)) != 0) {
        throw std::runtime_error("not zstd, or damaged");
      }
      bytes += out.pos;
    } while (in.pos < in.size || out.pos == out.size);
  }
  std::printf("{\"bytes\":%zu}\n", bytes);
}

}  // namespace

}  // namespace trace_cost::bench

int main(int argc, char** argv) {
  return trace_cost::bench::run_reference(argc, argv, trace_cost::bench::decode);
}
