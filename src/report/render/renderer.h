// Document -> bytes. One renderer per output format, all in one table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "report/document.h"

namespace trace_cost::report {

enum class Charset : std::uint8_t { Unicode, Ascii };
enum class Colour : std::uint8_t { Never, Always };

struct RenderOptions {
  std::size_t width = 100;  // terminal cells; only the text renderer looks at it; at least 40
  Charset charset = Charset::Unicode;
  Colour colour = Colour::Never;
};

struct Renderer {
  std::string_view name;  // what --format takes
  std::string_view summary;
  std::string (*render)(const Document&, const RenderOptions&);
};

// All renderers, in the order in which help lists them; the first is the default.
std::span<const Renderer> renderers();

}  // namespace trace_cost::report
