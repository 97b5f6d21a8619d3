#include <array>

#include "report/render/csv.h"
#include "report/render/json.h"
#include "report/render/markdown.h"
#include "report/render/renderer.h"
#include "report/render/text.h"

namespace trace_cost::report {

namespace {

constexpr std::array kRenderers{
    Renderer{"text", "aligned tables and timelines for a terminal", render_text},
    Renderer{"json", "everything, for scripts", render_json},
    Renderer{"markdown", "for a comment on a pull request", render_markdown},
    Renderer{"csv", "the main table, for a spreadsheet", render_csv},
};

}  // namespace

std::span<const Renderer> renderers() { return kRenderers; }

}  // namespace trace_cost::report
