-- OTLP JSON lines as the table `spans`, in the fastest way found. sample_size=1: else DuckDB looks
-- at 20,480 objects first, on one thread, for more than half of the time. The attributes stay text
-- and are searched: as a list of structs they take longer.
CREATE TEMP TABLE spans AS
WITH
  resources AS (
    SELECT unnest(resourceSpans) AS r
    FROM read_json('$FILE', format = 'newline_delimited', auto_detect = false, sample_size = 1,
      columns = {resourceSpans: 'STRUCT(
        resource STRUCT(attributes STRUCT("key" VARCHAR, "value" STRUCT(stringValue VARCHAR))[]),
        scopeSpans STRUCT(spans STRUCT(
          traceId VARCHAR, spanId VARCHAR, parentSpanId VARCHAR, name VARCHAR, kind UTINYINT,
          startTimeUnixNano BIGINT, endTimeUnixNano BIGINT, attributes JSON,
          status STRUCT(code UTINYINT))[])[])[]'})),
  scopes AS (
    SELECT list_filter(r.resource.attributes, lambda a: a.key = 'service.name')[1].value.stringValue
        AS service,
      unnest(r.scopeSpans).spans AS s
    FROM resources),
  raw AS (SELECT service, unnest(s) AS s FROM scopes),
  marked AS (
    SELECT service, s, s.attributes::VARCHAR AS a,
      contains(s.attributes::VARCHAR, '{"key":"cost.usd"') AS has_cost,
      contains(s.attributes::VARCHAR, '{"key":"user.id"') AS has_user
    FROM raw)
SELECT service, s.traceId AS trace, s.spanId AS span, nullif(s.parentSpanId, '') AS parent,
  s.name AS name, s.kind AS kind, s.status.code AS status,
  s.endTimeUnixNano // 1000 - s.startTimeUnixNano // 1000 AS micros,
  CASE WHEN has_user THEN nullif(regexp_extract(a,
    '\{"key":"user\.id","value":\{"stringValue":"([^"]*)"', 1), '') END AS user_id,
  CASE WHEN has_cost THEN regexp_extract(a,
    '\{"key":"cost\.usd","value":\{"doubleValue":([-+0-9.eE]+)', 1)::DECIMAL(18, 9) END AS cost,
  CASE WHEN has_cost THEN regexp_extract(a,
    '\{"key":"gen_ai\.response\.model","value":\{"stringValue":"([^"]*)"', 1) END AS model,
  CASE WHEN has_cost THEN nullif(regexp_extract(a,
    '\{"key":"gen_ai\.usage\.input_tokens","value":\{"intValue":"([0-9]+)"', 1), '')::BIGINT END
    AS tokens_in,
  CASE WHEN has_cost THEN nullif(regexp_extract(a,
    '\{"key":"gen_ai\.usage\.output_tokens","value":\{"intValue":"([0-9]+)"', 1), '')::BIGINT END
    AS tokens_out
FROM marked;
