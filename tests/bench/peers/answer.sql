-- The answer from the table `spans`: one row, one column, JSON.
CREATE TEMP TABLE roots AS
SELECT trace, any_value(user_id) AS user_id FROM spans WHERE parent IS NULL GROUP BY trace;

SELECT to_json({
  spans: (SELECT count(*) FROM spans),
  traces: (SELECT count(DISTINCT trace) FROM spans),
  orphans: (SELECT count(*) FROM spans s WHERE parent IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM spans p WHERE p.trace = s.trace AND p.span = s.parent)),
  rootless: (SELECT count(DISTINCT trace) FROM spans) - (SELECT count(*) FROM roots),
  errors: (SELECT count(*) FROM spans WHERE status = 2),
  dur_us: (SELECT sum(micros)::BIGINT FROM spans),
  in_tok: (SELECT sum(tokens_in)::BIGINT FROM spans),
  out_tok: (SELECT sum(tokens_out)::BIGINT FROM spans),
  by_kind: (SELECT map_from_entries(list((kind::VARCHAR, n)))
    FROM (SELECT kind, count(*) AS n FROM spans GROUP BY 1)),
  by_model: (SELECT map_from_entries(list((model, [n, i, o])))
    FROM (SELECT model, count(*) AS n, sum(tokens_in)::BIGINT AS i,
      coalesce(sum(tokens_out), 0)::BIGINT AS o FROM spans WHERE cost IS NOT NULL GROUP BY 1)),
  by_user: (SELECT map_from_entries(list((payer, cost)))
    FROM (SELECT coalesce(s.user_id, roots.user_id, '') AS payer, sum(cost)::VARCHAR AS cost
      FROM spans s LEFT JOIN roots ON s.trace = roots.trace WHERE cost IS NOT NULL GROUP BY 1)),
  legs: (SELECT map_from_entries(list((leg, [n, total, longest, failed])))
    FROM (SELECT service || chr(9) || name AS leg, count(*) AS n, sum(micros)::BIGINT AS total,
      max(micros) AS longest, count(*) FILTER (status = 2) AS failed FROM spans
      GROUP BY service, name))
});
