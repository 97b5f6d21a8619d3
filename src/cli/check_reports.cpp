#include "cli/check_reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "base/nearest_word.h"
#include "cli/ci_environment.h"
#include "report/render/ci_report.h"
#include "report/render/github_annotations.h"
#include "report/render/renderer.h"

namespace trace_cost::cli {

namespace {

constexpr std::array<std::string_view, 3> kDocumentKinds{"markdown", "json", "text"};

std::vector<std::string_view> all_kinds() {
  std::vector<std::string_view> kinds;
  for (const report::CiRenderer& renderer : report::ci_renderers()) kinds.push_back(renderer.name);
  kinds.insert(kinds.end(), kDocumentKinds.begin(), kDocumentKinds.end());
  return kinds;
}

base::Error faulty(std::string_view text, std::string_view kind) {
  const std::vector<std::string_view> kinds = all_kinds();
  const auto nearest = base::nearest_word(kind, kinds);
  return {base::ErrorCode::BadArgument,
          fmt::format("--report '{}': expected KIND=FILE, with one of {}{}", text,
                      fmt::join(kinds, ", "),
                      nearest ? fmt::format("; did you mean '{}'?", *nearest) : "")};
}

std::string rendered(const report::Document& document, std::string_view kind) {
  for (const report::Renderer& renderer : report::renderers()) {
    if (renderer.name == kind) return renderer.render(document, {});
  }
  return {};
}

std::string content_of(const ReportOrder& order, const CheckResult& result,
                       const report::CiContext& context) {
  for (const report::CiRenderer& renderer : report::ci_renderers()) {
    if (renderer.name == order.kind) return renderer.render(result.verdict, context);
  }
  return rendered(result.document, order.kind);
}

// GitHub takes no summary of a step beyond 1 MiB.
base::Failure append_summary(const std::string& file, std::string text) {
  constexpr std::size_t kMost = std::size_t{1} << 20U;
  constexpr std::string_view kTooLong = "trace-cost check: the summary is too long for this page\n";
  if (text.size() > kMost) text = kTooLong;
  std::FILE* summary = std::fopen(file.c_str(), "ab");
  bool written = summary != nullptr;
  if (written) {
    written = std::fwrite(text.data(), 1, text.size(), summary) == text.size();
    written = std::fclose(summary) == 0 && written;
  }
  if (written) return {};
  return base::Error{base::ErrorCode::CannotWrite,
                     // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread writes
                     fmt::format("{} (GITHUB_STEP_SUMMARY): {}", file, std::strerror(errno))};
}

}  // namespace

std::string report_kinds() { return fmt::format("{}", fmt::join(all_kinds(), "|")); }

base::Result<std::vector<ReportOrder>> read_report_orders(const std::vector<std::string>& texts) {
  const std::vector<std::string_view> kinds = all_kinds();
  std::vector<ReportOrder> orders;
  for (const std::string& text : texts) {
    const std::size_t equals = std::min(text.find('='), text.size());
    ReportOrder order{text.substr(0, equals), text.substr(std::min(equals + 1, text.size()))};
    const bool is_known = std::find(kinds.begin(), kinds.end(), order.kind) != kinds.end();
    if (!is_known || order.file.empty()) return faulty(text, order.kind);
    orders.push_back(std::move(order));
  }
  return orders;
}

base::Failure write_reports(const std::vector<ReportOrder>& orders, const CheckResult& result,
                            const Session& session) {
  const CiEnvironment ci = look_at_ci();
  const report::CiContext context{path_in_repository(result.policy, ci), TRACE_COST_VERSION};
  for (const ReportOrder& order : orders) {
    const std::string content = content_of(order, result, context);
    if (auto failure = write_file(order.file, [&](const report::Sink& sink) { sink(content); }))
      return failure;
  }
  if (!ci.is_github) return {};
  const std::string annotations = report::github_annotations(result.verdict, context);
  std::fwrite(annotations.data(), 1, annotations.size(), session.err);
  if (ci.step_summary.empty()) return {};
  return append_summary(ci.step_summary, rendered(result.document, "markdown"));
}

}  // namespace trace_cost::cli
