// Values, records and findings as JSON. Included by the JSON renderer's own files only: the
// library's header costs seconds of every compilation.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "model/finding.h"
#include "report/document.h"

namespace trace_cost::report {

using Json = nlohmann::ordered_json;

// Unknown is null, money a decimal string, a duration whole nanoseconds, an instant RFC 3339, a
// share a number where 1 is the whole. Texts stay raw bytes.
Json to_json(const Value& value);
Json to_json(const model::Finding& finding);

// The place that the dotted `path` names in `object`, made of objects where it is not there yet:
// "a.b" is b inside a. A step that starts with "attr:" takes the rest of the path, for attribute
// keys have dots of their own. An empty path is `object` itself.
Json& at_path(Json& object, std::string_view path);

// Sets every field at its path.
void add_fields(Json& object, const Record& record);

}  // namespace trace_cost::report
