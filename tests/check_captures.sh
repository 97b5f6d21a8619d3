#!/bin/bash
# check_captures.sh BINARY CAPTURES: compares BINARY's reports with what CAPTURES/TRUTH.json says, and
# lets it read every other file there, which must end well. Needs the tests to be built: sh setup.sh test.
set -euo pipefail

[[ $# -eq 2 ]] || { echo "usage: check_captures.sh BINARY CAPTURES" >&2; exit 2; }
TRACE_COST_PROGRAM=$(realpath -- "$1")
TRACE_COST_CAPTURES=$(realpath -- "$2")
export TRACE_COST_PROGRAM TRACE_COST_CAPTURES

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
tests=${TRACE_COST_CAPTURES_TEST:-build/test/bin/captures}
[[ -x $tests ]] || { echo "check_captures.sh: $tests is not built; run sh setup.sh test" >&2; exit 2; }
tests=$(realpath -- "$tests")
cd testdata
exec "$tests" --test-case='all captures*'
