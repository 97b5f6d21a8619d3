// simdjson's stage 1 alone: finds every structural character of JSON lines, checks UTF-8, reads
// nothing. No parser that indexes first can be faster. Prints how many bytes it saw and
// characters it found.
#include <simdjson.h>

#include <cstdio>
#include <memory>

#include "piece_reader.h"
#include "run_reference.h"

namespace trace_cost::bench {

namespace {

class Indexer {
 public:
  // How many structural characters there are in `json`, behind which there is padding.
  std::size_t count(std::string_view json) {
    make_room_for(json.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(json.data());
    const simdjson::error_code error =
        parser_->stage1(bytes, json.size(), simdjson::stage1_mode::regular);
    if (error != simdjson::SUCCESS) {
      throw simdjson::simdjson_error(error);
    }
    return parser_->n_structural_indexes;
  }

 private:
  void make_room_for(std::size_t bytes) {
    constexpr std::size_t kDepth = 64;
    if (bytes > capacity_) {
      capacity_ = bytes * 2;
      const simdjson::error_code error =
          simdjson::get_active_implementation()->create_dom_parser_implementation(capacity_, kDepth,
                                                                                  parser_);
      if (error != simdjson::SUCCESS) {
        throw simdjson::simdjson_error(error);
      }
    }
  }

  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser_;
  std::size_t capacity_ = 0;
};

void index_lines(const char* path) {
  Indexer indexer;
  std::size_t bytes = 0;
  std::size_t found = 0;
  PieceReader reader(path, "\n");
  while (std::optional<std::string_view> piece = reader.next()) {
    bytes += piece->size();
    while (!piece->empty()) {
      const std::size_t length = std::min(piece->find('\n'), piece->size());
      found += length > 0 ? indexer.count(piece->substr(0, length)) : 0;
      piece->remove_prefix(std::min(length + 1, piece->size()));
    }
  }
  std::printf("{\"bytes\":%zu,\"structural\":%zu}\n", bytes, found);
}

}  // namespace

}  // namespace trace_cost::bench

int main(int argc, char** argv) {
  return trace_cost::bench::run_reference(argc, argv, trace_cost::bench::index_lines);
}
