#!/bin/sh
# instructions.sh PROGRAM [DUMP]: how many instructions `costs --format json` takes for a byte of
# OTLP JSON lines, as callgrind counts them: the same whatever else the machine does.
# Makes a dump of 5 MB under build/bench-data when none is given.
#
# Ends with 0; with 1 above fail_above; with 2 when it could not be measured.
set -eu

must=5
goal=3
fail_above=  # instructions a byte, such as $must; empty: any number will do

program=$1
dump=${2-}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
if [ -z "$dump" ]; then
  data=$here/../../build/bench-data
  mkdir -p "$data"
  dump=$data/otlp-5M-1.jsonl
  [ -e "${dump%.jsonl}.truth.json" ] || python3 -B "$here/generate.py" --format otlp --size 5M \
    --seed 1 --out "$dump" --truth "${dump%.jsonl}.truth.json"
fi
command -v valgrind >/dev/null || { echo "valgrind is not there" >&2; exit 2; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file="$log" \
  "$program" costs --format json --threads 1 "$dump" >/dev/null || { cat "$log" >&2; exit 2; }
count=$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$log")
[ -n "$count" ] || { cat "$log" >&2; exit 2; }
awk -v count="$count" -v bytes="$(wc -c <"$dump")" -v must="$must" -v goal="$goal" \
  -v limit="$fail_above" 'BEGIN {
  printf "instructions a byte: %.2f (must %s, goal %s)\n", count / bytes, must, goal
  exit limit != "" && count / bytes > limit + 0
}'
