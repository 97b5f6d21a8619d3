#include "input/langfuse_json.h"

#include <doctest/doctest.h>

#include <string>

#include "made_up_json.h"

namespace trace_cost::input {

namespace {

std::string observation(std::string_view members) {
  return R"({"id":"00000000000000bb","traceId":"000000000000000000000000000000aa",)"
         R"("startTime":"1970-01-01T00:00:01.5Z",)" +
         std::string(members) + "}";
}

}  // namespace

TEST_CASE("input/langfuse_json: a whole observation of the API is read") {
  const Decoded got = decoded(
      R"({"data":[)" +
      observation(R"("parentObservationId":"00000000000000cc","projectId":"p","type":"GENERATION",)"
                  R"("name":"chat","endTime":"1970-01-01T00:00:02.000001Z","level":"ERROR",)"
                  R"("statusMessage":"m","userId":"alice","sessionId":null,)"
                  R"("providedModelName":"gpt-4o","usageDetails":{"input":100,"output":40},)"
                  R"("costDetails":{"total":1},"totalCost":"3.9e-05","latency":0.5,)"
                  R"("metadata":{"resourceAttributes":{"service.name":"ai","service.instance.id":)"
                  R"("i"},"attributes":{"tenant":{"id":"acme"}},"scope":{"name":"s"}})") +
      R"(],"meta":{}})");
  CHECK(got.outcome == Decoding::Outcome::Spans);
  CHECK(got.format == "langfuse-json");
  CHECK(got.spans ==
        "aa/bb<cc ueu 1500000000 2000001000 ai i 'chat' user.id=alice:t cost.usd=3.9e-05:t "
        "tenant.id=acme:t gen_ai.operation.name=chat:t gen_ai.usage.input_tokens=100:n\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/langfuse_json: the blob export is in snake_case and in UTC") {
  const Decoded got = decoded(
      R"({"id":"00000000000000bb","trace_id":"000000000000000000000000000000aa",)"
      R"("parent_observation_id":null,"type":"EMBEDDING","name":"embed",)"
      R"("start_time":"1970-01-01 00:00:01.500000","end_time":"1970-01-01 00:00:02.000001",)"
      R"("level":"DEFAULT","user_id":"alice","session_id":null,"provided_model_name":"e",)"
      R"("usage_details":{"input":100},"total_cost":3.9e-05,"metadata":{"service":"ai"}})");
  CHECK(got.spans ==
        "aa/bb<- uuu 1500000000 2000001000 ai  'embed' user.id=alice:t cost.usd=3.9e-05:n "
        "gen_ai.operation.name=embeddings:t gen_ai.usage.input_tokens=100:n\n");
  CHECK(got.faults == "");
}

TEST_CASE("input/langfuse_json: a cost of 0 is a charge of a model call only") {
  CHECK(decoded(observation(R"("type":"SPAN","totalCost":0)")).spans ==
        "aa/bb<- uuu 1500000000 -   ''\n");
  CHECK(decoded(observation(R"("type":"SPAN","totalCost":0.5)")).spans ==
        "aa/bb<- uuu 1500000000 -   '' cost.usd=0.5:n\n");
  CHECK(decoded(observation(R"("type":"GENERATION","totalCost":0)")).spans ==
        "aa/bb<- uuu 1500000000 -   '' cost.usd=0:n gen_ai.operation.name=chat:t\n");
  CHECK(decoded(observation(R"("calculatedTotalCost":0.5,"totalCost":null,"type":"SPAN")")).spans ==
        "aa/bb<- uuu 1500000000 -   '' cost.usd=0.5:n\n");
}

TEST_CASE("input/langfuse_json: of UUIDs the digits count") {
  const Decoded got =
      decoded(R"({"id":"6f1c2a10-0000-4000-8000-0000000000f2","traceId":"6f1c2a10-0000-4000-8000-)"
              R"(000000000001","parentObservationId":"6f1c2a10-0000-4000-8000-0000000000f1",)"
              R"("type":"SPAN","startTime":null})");
  CHECK(got.spans ==
        "6f1c2a10000040008000000000000001/80000000000000f2<80000000000000f1 uuu - - "
        "  ''\n");
  CHECK(got.faults == "");
  CHECK(decoded(R"({"id":"my own name","traceId":"------------------------------------",)"
                R"("type":"SPAN","startTime":null})")
            .faults ==
        "bad-id: id is \"my own name\", expected 16 hex digits, not all zero\n"
        "bad-id: traceId is \"------------------------------------\", expected 32 hex digits, not "
        "all zero\n");
}

TEST_CASE("input/langfuse_json: fields of another type are named, and the span is kept") {
  const Decoded got = decoded(R"({"data":[)" +
                              observation(R"("type":"SPAN","name":5,"endTime":"x",)"
                                          R"("usageDetails":7,"metadata":"text","userId":null)") +
                              R"(,3]})");
  CHECK(got.spans == "aa/bb<- uuu 1500000000 -   '5'\n");
  CHECK(got.faults ==
        "bad-field: name is 5, expected text\n"
        "bad-time: endTime is \"x\", expected a time like 2026-11-22T15:53:54.403081Z, from 1970 "
        "to 2262\n"
        "bad-field: usageDetails is 7, expected an object\n"
        "bad-field: data[] is 3, expected an object\n");
}

}  // namespace trace_cost::input
