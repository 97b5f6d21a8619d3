// The bare decoder of gzip input: ISA-L, streaming, the output thrown away. Prints its length.
#include <isa-l.h>

#include <cstdio>
#include <stdexcept>
#include <vector>

#include "piece_reader.h"
#include "run_reference.h"

namespace trace_cost::bench {

namespace {

void decode(const char* path) {
  std::vector<std::uint8_t> out(std::size_t{1} << 20U);
  inflate_state state{};
  isal_inflate_init(&state);
  state.crc_flag = ISAL_GZIP;
  std::size_t bytes = 0;
  PieceReader reader(path, "");
  while (std::optional<std::string_view> piece = reader.next()) {
    // ISA-L does not write to what it reads. NOLINTNEXTLINE(*-const-cast)
    state.next_in = reinterpret_cast<std::uint8_t*>(const_cast<char*>(piece->data()));
    state.avail_in = static_cast<std::uint32_t>(piece->size());
    do {
      state.next_out = out.data();
      state.avail_out = static_cast<std::uint32_t>(out.size());
      if (isal_inflate(&state) != ISAL_DECOMP_OK) {
        throw std::runtime_error("not gzip, or damaged");
      }
      bytes += out.size() - state.avail_out;
    } while (state.avail_in > 0 || state.avail_out == 0);
  }
  std::printf("{\"bytes\":%zu}\n", bytes);
}

}  // namespace

}  // namespace trace_cost::bench

int main(int argc, char** argv) {
  return trace_cost::bench::run_reference(argc, argv, trace_cost::bench::decode);
}
