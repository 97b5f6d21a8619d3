-- The Python SDK's console output as the table `spans`.
CREATE TEMP TABLE spans AS
SELECT resource.attributes['service.name'] AS service, context.trace_id AS trace,
  context.span_id AS span, parent_id AS parent, name,
  CASE kind WHEN 'SpanKind.INTERNAL' THEN 1 WHEN 'SpanKind.SERVER' THEN 2
    WHEN 'SpanKind.CLIENT' THEN 3 WHEN 'SpanKind.PRODUCER' THEN 4 ELSE 5 END AS kind,
  CASE status.status_code WHEN 'ERROR' THEN 2 WHEN 'OK' THEN 1 ELSE 0 END AS status,
  epoch_us(end_time) - epoch_us(start_time) AS micros, attributes['user.id'] AS user_id,
  attributes['cost.usd'] AS cost, attributes['gen_ai.response.model'] AS model,
  attributes['gen_ai.usage.input_tokens'] AS tokens_in,
  attributes['gen_ai.usage.output_tokens'] AS tokens_out
FROM read_json('$FILE', format = 'unstructured', auto_detect = false, sample_size = 1,
  timestampformat = '%Y-%m-%dT%H:%M:%S.%fZ',
  columns = {name: 'VARCHAR', context: 'STRUCT(trace_id VARCHAR, span_id VARCHAR)',
    kind: 'VARCHAR', parent_id: 'VARCHAR', start_time: 'TIMESTAMP', end_time: 'TIMESTAMP',
    status: 'STRUCT(status_code VARCHAR)',
    attributes: 'STRUCT("user.id" VARCHAR, "cost.usd" DECIMAL(18, 9),
      "gen_ai.response.model" VARCHAR, "gen_ai.usage.input_tokens" BIGINT,
      "gen_ai.usage.output_tokens" BIGINT)',
    resource: 'STRUCT(attributes STRUCT("service.name" VARCHAR))'});
