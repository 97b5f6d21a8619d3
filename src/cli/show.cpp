#include "cli/show.h"

#include "cli/analyse.h"
#include "cli/exit_code.h"
#include "report/views/filter_view.h"

namespace trace_cost::cli {

int show(const Request& request, const Say& say, const Session& session) {
  if (!has_something_to_read(request.input, session)) return kCannotDo;
  if (would_overwrite_input(request.input, request.output, session)) return kCannotDo;
  const auto wanted = settle_wanted(request.input, request.judge, request.purpose);
  if (!wanted) return refuse(session, wanted.error().message);
  const report::Analysis analysis =
      analyse(request.input, *wanted, progress_place(request.output, session));
  if (!has_spans(analysis, request.output, session)) return kCannotDo;
  auto document = say(analysis);
  if (!document) return refuse(session, document.error().message);
  report::add_filtering(analysis, *document);
  if (const auto failure = print(*document, request.output, session)) {
    return refuse(session, failure->message);
  }
  return analysis.diagnostics.has_errors() ? kCannotDo : kDone;
}

}  // namespace trace_cost::cli
