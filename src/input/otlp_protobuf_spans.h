// The spans of one message of OTLP protobuf.
#pragma once

#include <string_view>

#include "input/format.h"
#include "input/span_batch.h"

namespace trace_cost::input {

// `message` is a TracesData. See BinaryStream::decode.
BinaryStream::Verdict read_otlp_protobuf(std::string_view message, SpanBatch& batch);

}  // namespace trace_cost::input
