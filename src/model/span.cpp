#include "model/span.h"

namespace trace_cost::model {

std::string_view name_of(SpanKind kind) {
  switch (kind) {
    case SpanKind::Internal:
      return "INTERNAL";
    case SpanKind::Server:
      return "SERVER";
    case SpanKind::Client:
      return "CLIENT";
    case SpanKind::Producer:
      return "PRODUCER";
    case SpanKind::Consumer:
      return "CONSUMER";
    case SpanKind::Unspecified:
      break;
  }
  return "UNSPECIFIED";
}

std::string_view name_of(StatusCode status) {
  switch (status) {
    case StatusCode::Ok:
      return "OK";
    case StatusCode::Error:
      return "ERROR";
    case StatusCode::Unset:
      break;
  }
  return "UNSET";
}

}  // namespace trace_cost::model
