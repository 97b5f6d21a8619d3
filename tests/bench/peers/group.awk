# Groups what otlp.jq prints. Columns: service, trace, span, parent, name, kind, status, microseconds,
# user, cost, model, input tokens, output tokens.
BEGIN { FS = "\t"; OFMT = "%.17g"; CONVFMT = "%.17g" }

{
  spans++
  if (!($2 in traces)) { traces[$2] = 1; trace_count++ }
  ids[$2 $3] = 1
  if ($4 != "") parents[++parent_count] = $2 $4
  else { if (!($2 in root_users)) root_count++; root_users[$2] = $9 }
  kinds[$6]++
  failed = $7 == 2
  errors += failed
  micros += $8
  leg = $1 "\\t" $5
  leg_spans[leg]++
  leg_sum[leg] += $8
  if ($8 + 0 > leg_longest[leg] + 0) leg_longest[leg] = $8
  leg_errors[leg] += failed
}

$10 != "" {
  charges++
  charge_trace[charges] = $2
  charge_user[charges] = $9
  charge_nano[charges] = sprintf("%.0f", $10 * 1e9)
  tokens_in += $12
  tokens_out += $13
  model_charges[$11]++
  model_in[$11] += $12
  model_out[$11] += $13
}

function dollars(nano,   digits) {
  digits = sprintf("%010.0f", nano)
  return substr(digits, 1, length(digits) - 9) "." substr(digits, length(digits) - 8)
}

END {
  for (i = 1; i <= parent_count; i++) if (!(parents[i] in ids)) orphans++
  for (i = 1; i <= charges; i++) {
    user = charge_user[i]
    if (user == "") user = root_users[charge_trace[i]]
    bills[user] += charge_nano[i]
  }
  printf "{\"spans\":%d,\"traces\":%d,\"orphans\":%d,\"rootless\":%d,\"errors\":%d,", spans,
    trace_count, orphans, trace_count - root_count, errors
  printf "\"dur_us\":%.0f,\"in_tok\":%.0f,\"out_tok\":%.0f", micros, tokens_in, tokens_out
  printf ",\"by_kind\":{"
  comma = ""
  for (k in kinds) { printf "%s\"%s\":%d", comma, k, kinds[k]; comma = "," }
  printf "},\"by_model\":{"
  comma = ""
  for (k in model_charges) {
    printf "%s\"%s\":[%d,%.0f,%.0f]", comma, k, model_charges[k], model_in[k], model_out[k]
    comma = ","
  }
  printf "},\"by_user\":{"
  comma = ""
  for (k in bills) { printf "%s\"%s\":\"%s\"", comma, k, dollars(bills[k]); comma = "," }
  printf "},\"legs\":{"
  comma = ""
  for (k in leg_spans) {
    printf "%s\"%s\":[%d,%.0f,%.0f,%d]", comma, k, leg_spans[k], leg_sum[k], leg_longest[k],
      leg_errors[k]
    comma = ","
  }
  print "}}"
}
