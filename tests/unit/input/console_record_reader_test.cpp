#include "input/console_record_reader.h"

#include <doctest/doctest.h>

#include <string>

#include "input/read_buffer.h"

namespace trace_cost::input {

namespace {

constexpr std::string_view kRecord = R"({
    "name": "chat",
    "context": {
        "trace_id": "0x000000000000000000000000000000aa",
        "span_id": "0x00000000000000bb",
        "trace_state": "[]"
    },
    "kind": "SpanKind.CLIENT",
    "parent_id": null,
    "start_time": "2025-01-01T00:00:00.000001Z",
    "end_time": "2025-01-01T00:00:00.000003Z",
    "status": {
        "status_code": "UNSET"
    },
    "attributes": {},
    "events": [],
    "links": [],
    "resource": {
        "attributes": {
            "service.name": "ai"
        },
        "schema_url": ""
    }
}
)";

struct Reader {
  ConsoleRecordReader::Records read(std::string_view text) {
    reader.begin(model::SourceIndex(0));
    return reader.read(text, 0);
  }

  model::AttributeSelection wanted;
  model::CaptureShard shard;
  ConsoleRecordReader reader{wanted, shard};
};

}  // namespace

TEST_CASE("input/console_record_reader: records one behind the other are read, and no more") {
  const std::string text = std::string(kRecord) + std::string(kRecord) + "INFO done\n";
  const std::string padded = text + std::string(ReadBuffer::kPadding, '\0');
  Reader reader;
  const auto records = reader.read({padded.data(), text.size()});
  CHECK(records.spans == 2);
  CHECK(records.bytes == 2 * kRecord.size());
  CHECK(reader.shard.spans() == 2);
}

TEST_CASE("input/console_record_reader: what stands behind the text is no part of a record") {
  const std::string padded = std::string(kRecord) + std::string(ReadBuffer::kPadding, '\n');
  for (const std::size_t missing : {1U, 2U, 3U}) {
    CAPTURE(missing);
    Reader reader;
    const auto records = reader.read({padded.data(), kRecord.size() - missing});
    CHECK(records.spans == 0);
    CHECK(records.bytes == 0);
    CHECK(reader.shard.spans() == 0);
  }
}

}  // namespace trace_cost::input
