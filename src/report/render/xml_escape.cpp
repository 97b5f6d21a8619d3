#include "report/render/xml_escape.h"

#include "base/utf8.h"

namespace trace_cost::report {

namespace {

// U+FFFE and U+FFFF; the other forbidden ones are controls, which printable() has replaced.
bool is_forbidden(std::string_view rest) {
  return rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF");
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  const std::string safe = base::printable(text);
  std::string out;
  for (std::size_t i = 0; i < safe.size(); ++i) {
    switch (safe[i]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        if (is_forbidden(std::string_view(safe).substr(i))) {
          out += "\xEF\xBF\xBD";
          i += 2;
        } else {
          out += safe[i];
        }
    }
  }
  return out;
}

}  // namespace trace_cost::report
