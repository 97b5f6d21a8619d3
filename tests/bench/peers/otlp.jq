# OTLP JSON lines to the 13 columns of group.awk: jq -r -f otlp.jq FILE
def wanted: . == "user.id" or . == "cost.usd" or . == "gen_ai.response.model"
  or . == "gen_ai.usage.input_tokens" or . == "gen_ai.usage.output_tokens";
def micros: .[:-3] | tonumber;

.resourceSpans[]
| ([.resource.attributes[] | select(.key == "service.name").value.stringValue][0]) as $service
| .scopeSpans[].spans[]
| (reduce (.attributes[] | select(.key | wanted)) as $a ({};
     .[$a.key] = ($a.value.stringValue // $a.value.intValue // $a.value.doubleValue))) as $found
| [$service, .traceId, .spanId, .parentSpanId, .name, .kind, (.status.code // 0),
   (.endTimeUnixNano | micros) - (.startTimeUnixNano | micros),
   $found["user.id"], $found["cost.usd"], $found["gen_ai.response.model"],
   $found["gen_ai.usage.input_tokens"], $found["gen_ai.usage.output_tokens"]]
| @tsv
