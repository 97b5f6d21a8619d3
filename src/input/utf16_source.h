// UTF-16 of either byte order, told by its byte order mark -> UTF-8. PowerShell 5 writes it for
// every `>`.
#pragma once

#include <memory>
#include <string_view>

#include "input/byte_source.h"
#include "input/decoding_log.h"

namespace trace_cost::input {

// Many a binary file begins with the bytes of a mark. So what follows must be text, too: without
// U+0000, and half of it ASCII, as dumps are, whatever language they tell about.
bool is_utf16(std::string_view head);

// The mark is left out. A surrogate without its other half becomes U+FFFD; the first such, and a
// last byte that is half a unit, are told to `log`, which must outlive the source. Read with room
// for at least four bytes.
std::unique_ptr<ByteSource> utf16_source(std::unique_ptr<ByteSource> encoded, DecodingLog& log);

}  // namespace trace_cost::input
